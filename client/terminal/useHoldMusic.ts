import { useEffect, useRef } from 'react';
import { type HoldMusic, startHoldMusic } from './holdMusic.ts';

/** Plays music as long as the customer is on hold. */
export function useHoldMusic(isOnHold: boolean, volume: number): void {
  const music = useRef<HoldMusic | null>(null);
  useEffect(() => {
    if (!isOnHold) return;
    const playing = startHoldMusic();
    music.current = playing;
    return () => {
      music.current = null;
      playing.stop();
    };
  }, [isOnHold]);
  useEffect(() => {
    // In braces: what a Web Audio method returns is no clean-up.
    music.current?.setVolume(volume);
  }, [isOnHold, volume]);
}
