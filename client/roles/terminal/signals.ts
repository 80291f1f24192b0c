import { createStore } from 'zustand/vanilla';
import { openSound } from '#client/media/devices/pageSound.ts';
import type { CallMediaStore } from '#client/media/state.ts';

/** What the customer hears, in hertz: two rising notes for the own turn, one note up and one down where a call begins and ends. */
const signals = {
  yourTurn: [523.25, 698.46],
  callBegins: [659.25],
  callEnds: [392],
} as const satisfies Readonly<Record<string, readonly number[]>>;
export type Signal = keyof typeof signals;

const noteSeconds = 0.5;
const loudness = 0.12;

/** Whether this customer wants to hear them; the next one begins with them on. */
export const signalChoice = createStore<{ readonly isOn: boolean }>(() => ({ isOn: true }));

/** Plays a signal once, on the loudspeaker and as loud as the call; each has a visible twin on the screen. */
export function playSignal(store: CallMediaStore, signal: Signal): void {
  if (!signalChoice.getState().isOn) return;
  const sound = openSound(store);
  signals[signal].forEach((frequency, index) => sound.tone({ frequency, inSeconds: (index * noteSeconds) / 2, seconds: noteSeconds, loudness }));
  setTimeout(sound.close, signals[signal].length * noteSeconds * 1_000 + 500);
}

type Seen = { readonly state: string } | null;

/** What is to be heard when the call goes from one state to another; nothing where it only changes in itself. */
export function signalBetween(before: Seen, after: Seen): Signal | null {
  if (after === null || before === null || before.state === after.state) return null;
  if (after.state === 'offered') return 'yourTurn';
  if (after.state === 'active' && before.state === 'connecting') return 'callBegins';
  return after.state === 'ended' && ['active', 'onHold', 'connecting'].includes(before.state) ? 'callEnds' : null;
}
