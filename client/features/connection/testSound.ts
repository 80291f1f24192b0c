import { openSound } from '#client/media/devices/pageSound.ts';
import type { CallMediaStore } from '#client/media/state.ts';

const notes = [523.25, 659.25, 783.99];
const noteSeconds = 0.25;

/** Plays three rising notes on the loudspeaker that calls are heard from, as loud as those, so that one hears whether it works. */
export function playTestSound(store: CallMediaStore): void {
  const sound = openSound(store);
  notes.forEach((frequency, index) => sound.tone({ frequency, inSeconds: index * noteSeconds, seconds: noteSeconds, loudness: 0.25 }));
  setTimeout(sound.close, notes.length * noteSeconds * 1000 + 500);
}
