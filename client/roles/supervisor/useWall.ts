import { useEffect, useState } from 'react';
import type { Wall } from '#shared/contract/wall.ts';
import { http } from '#client/app/api/http.ts';
import { RequestError } from '#client/app/api/requestError.ts';

const everyMs = 3_000;
const tickMs = 1_000;

export type WallReading = {
  /** As last read; null before the first time. */
  readonly wall: Wall | null;
  /** The server's clock; stands still while nothing is heard, so that no wait grows that nobody has measured. */
  readonly now: number;
  readonly isLost: boolean;
};

type Last = { readonly wall: Wall; readonly readAt: number };

/** Reads the board every few seconds, for ever; `onSignedOut` is called when the session has ended. */
export function useWall(onSignedOut: () => void): WallReading {
  const [last, setLast] = useState<Last | null>(null);
  const [isLost, setLost] = useState(false);
  const [nowHere, tick] = useState(Date.now);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let isOver = false;
    const read = async (): Promise<void> => {
      try {
        const wall = await http.wall();
        setLast({ wall, readAt: Date.now() });
        setLost(false);
      } catch (error) {
        if (error instanceof RequestError && error.code === 'notSignedIn') return onSignedOut();
        // The board says so, and the next reading tries again.
        setLost(true);
      }
      if (!isOver) timer = setTimeout(() => void read(), everyMs);
    };
    void read();
    return () => {
      isOver = true;
      clearTimeout(timer);
    };
  }, [onSignedOut]);
  useEffect(() => {
    const timer = setInterval(() => tick(Date.now()), tickMs);
    return () => clearInterval(timer);
  }, []);
  if (last === null) return { wall: null, now: nowHere, isLost };
  const { wall, readAt } = last;
  return { wall, now: isLost ? wall.now : wall.now + Math.max(0, nowHere - readAt), isLost };
}
