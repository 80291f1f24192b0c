import { openSound } from '#client/media/devices/pageSound.ts';
import type { CallMediaStore } from '#client/media/state.ts';

const everyMs = 2_500;
const tone = { seconds: 0.5, loudness: 0.2 };

/** Rings until stopped: two soft tones, repeated. `onBlocked` tells that the browser holds sound back until the page is touched. */
export function ring(store: CallMediaStore, onBlocked: (isBlocked: boolean) => void): () => void {
  const sound = openSound(store);
  const play = (): void => {
    onBlocked(sound.wake());
    sound.tone({ ...tone, frequency: 660 });
    sound.tone({ ...tone, frequency: 880, inSeconds: 0.35 });
  };
  play();
  const timer = setInterval(play, everyMs);
  return () => {
    clearInterval(timer);
    sound.close();
  };
}
