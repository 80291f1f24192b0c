import { useEffect } from 'react';
import { openSound } from '#client/media/devices/pageSound.ts';
import type { CallMediaStore } from '#client/media/state.ts';

const repeatMs = 10_000;

/** A soft chime for every new call for help, repeated while any is unanswered; also while a call that one has joined is silent. */
export function useHelpSound(unanswered: number, store: CallMediaStore): void {
  useEffect(() => {
    if (unanswered === 0) return;
    const sound = openSound(store, ({ ownVolume }) => ownVolume);
    const chime = (): void => {
      sound.wake();
      sound.tone({ frequency: 988, seconds: 0.8, loudness: 0.2 });
    };
    chime();
    const timer = setInterval(chime, repeatMs);
    return () => {
      clearInterval(timer);
      sound.close();
    };
  }, [unanswered, store]);
}
