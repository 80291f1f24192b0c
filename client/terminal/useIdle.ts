import { useEffect, useState } from 'react';
import { type IdleState, idleState } from './idleReset.ts';

const touchEvents = ['pointerdown', 'keydown', 'wheel', 'touchstart'] as const;
const everyMs = 1_000;

/** Follows how long nobody has touched the page. */
export function useIdle(screen: string, onReset: () => void): IdleState {
  const [state, setState] = useState<IdleState>('inUse');
  useEffect(() => {
    let lastTouch = performance.now();
    const touched = () => {
      lastTouch = performance.now();
      setState('inUse');
    };
    const timer = setInterval(() => {
      const next = idleState(screen, performance.now() - lastTouch);
      setState(next);
      if (next === 'reset') {
        lastTouch = performance.now();
        onReset();
      }
    }, everyMs);
    for (const name of touchEvents) window.addEventListener(name, touched, { passive: true });
    return () => {
      clearInterval(timer);
      for (const name of touchEvents) window.removeEventListener(name, touched);
    };
  }, [screen, onReset]);
  return state;
}
