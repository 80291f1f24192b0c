import type { CallMediaState, CallMediaStore } from '#client/media/state.ts';
import { within } from '#client/media/recovery/within.ts';

/** The loudspeaker that everything on the page plays on: the chosen one while it is there, else null for the system's own (complaint 13). */
export const speakerOf = ({ speakerId, devices }: Pick<CallMediaState, 'speakerId' | 'devices'>): string | null =>
  devices.some(({ kind, deviceId }) => kind === 'audiooutput' && deviceId === speakerId) ? speakerId : null;

/** A tone's frequency in hertz, when it begins and how long it lasts in seconds, and how loud it is, 0 to 1. */
export type Tone = { readonly frequency: number; readonly inSeconds?: number; readonly seconds: number; readonly loudness: number };

export type PageSound = ReturnType<typeof openSound>;

const speakerWithinMs = 1_000;

/**
 * The one way in which the page itself makes a sound: on the chosen loudspeaker and at the chosen volume, also when these change while it plays.
 * Call `close` when it is over.
 */
export function openSound(store: CallMediaStore, volumeOf: (state: CallMediaState) => number = ({ volume }) => volume) {
  const context = new AudioContext();
  const output = context.createMediaStreamDestination();
  // Through an element, since only some browsers let a context choose its loudspeaker.
  const element = new Audio();
  element.srcObject = output.stream;
  let isHeldBack = false;

  const play = (): void => {
    element.play().then(
      () => (isHeldBack = false),
      (error: unknown) => (isHeldBack = error instanceof DOMException && error.name === 'NotAllowedError'),
    );
  };
  const follow = async (): Promise<void> => {
    const state = store.getState();
    element.volume = volumeOf(state);
    const speakerId = speakerOf(state) ?? '';
    if (!('sinkId' in element) || element.sinkId === speakerId) return;
    await within(
      element.setSinkId(speakerId).catch(() => element.setSinkId('')),
      undefined,
      speakerWithinMs,
    );
  };
  const stop = store.subscribe(() => void follow());
  void follow().then(play);

  return {
    context,
    output,
    tone({ frequency, inSeconds = 0, seconds, loudness }: Tone): void {
      const oscillator = context.createOscillator();
      const gain = context.createGain();
      const at = context.currentTime + inSeconds;
      oscillator.frequency.value = frequency;
      gain.gain.setValueAtTime(loudness, at);
      gain.gain.exponentialRampToValueAtTime(0.001, at + seconds);
      oscillator.connect(gain).connect(output);
      oscillator.start(at);
      oscillator.stop(at + seconds);
    },
    /** Goes on where the browser held the sound back and the page has been touched since. Returns whether it still does. */
    wake(): boolean {
      if (context.state === 'suspended') void context.resume();
      if (isHeldBack) play();
      return isHeldBack || context.state === 'suspended';
    },
    close(): void {
      stop();
      element.srcObject = null;
      void context.close();
    },
  };
}
