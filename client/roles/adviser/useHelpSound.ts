import { useEffect } from 'react';
import { ringingShare } from '#client/app/state/ringing.ts';
import { type PageSound, openSound } from '#client/media/devices/pageSound.ts';
import type { CallMediaStore } from '#client/media/state.ts';

const repeatMs = 10_000;
const ownVolume = ({ ownVolume: volume }: { readonly ownVolume: number }): number => volume;

function strike(sound: PageSound): void {
  sound.wake();
  const loudness = Math.min(1, 0.2 * ringingShare());
  if (loudness > 0) sound.tone({ frequency: 988, seconds: 0.8, loudness });
}

/** A soft chime for every new call for help, repeated while any is unanswered; also while a call that one has joined is silent. */
export function useHelpSound(unanswered: number, store: CallMediaStore): void {
  useEffect(() => {
    if (unanswered === 0) return;
    const sound = openSound(store, ownVolume);
    strike(sound);
    const timer = setInterval(() => strike(sound), repeatMs);
    return () => {
      clearInterval(timer);
      sound.close();
    };
  }, [unanswered, store]);
}

/** The chime once, for who chooses how loud it is to be. */
export function chimeOnce(store: CallMediaStore): void {
  const sound = openSound(store, ownVolume);
  strike(sound);
  setTimeout(sound.close, 1_500);
}
