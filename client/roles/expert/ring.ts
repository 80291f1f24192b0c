import { ringingShare } from '#client/app/state/ringing.ts';
import { type PageSound, openSound } from '#client/media/devices/pageSound.ts';
import type { CallMediaStore } from '#client/media/state.ts';

const everyMs = 3_000;
const tone = { seconds: 0.5, loudness: 0.2 };
/** Louder with each ring up to the third: the first one startles nobody. */
const growth = [0.5, 0.75, 1];

function strike(sound: PageSound, growthShare: number): void {
  const loudness = Math.min(1, tone.loudness * growthShare * ringingShare());
  if (loudness === 0) return;
  sound.tone({ ...tone, loudness, frequency: 660 });
  sound.tone({ ...tone, loudness, frequency: 880, inSeconds: 0.35 });
}

/** Rings until stopped: two soft tones, repeated. `onBlocked` tells that the browser holds sound back until the page is touched. */
export function ring(store: CallMediaStore, onBlocked: (isBlocked: boolean) => void): () => void {
  const sound = openSound(store);
  let rings = 0;
  const play = (): void => {
    onBlocked(sound.wake() && ringingShare() > 0);
    strike(sound, growth[rings] ?? 1);
    rings += 1;
  };
  play();
  const timer = setInterval(play, everyMs);
  return () => {
    clearInterval(timer);
    sound.close();
  };
}

/** Rings once, at full loudness, for who chooses how loud it is to be. */
export function ringOnce(store: CallMediaStore): void {
  const sound = openSound(store);
  sound.wake();
  strike(sound, 1);
  setTimeout(sound.close, 1_500);
}
