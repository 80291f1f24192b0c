import { useEffect, useRef, useState } from 'react';
import { type IdleState, idleState } from './idleReset.ts';
import { inputEvents } from './inputEvents.ts';

const everyMs = 1_000;

/** Follows how long the page has had no input. `onHere` answers the question whether somebody is there; so does any other input, within a second. */
export function useIdle(screen: string, onReset: () => void): { readonly idle: IdleState; readonly onHere: () => void } {
  const [idle, setIdle] = useState<IdleState>('inUse');
  const lastInput = useRef(0);
  useEffect(() => {
    const noteInput = (): void => {
      lastInput.current = performance.now();
    };
    noteInput();
    const timer = setInterval(() => {
      const next = idleState(screen, performance.now() - lastInput.current);
      setIdle(next);
      if (next === 'reset') {
        noteInput();
        onReset();
      }
    }, everyMs);
    // While capturing: buttons let neither a mouse's press nor Enter bubble.
    for (const name of inputEvents) window.addEventListener(name, noteInput, { passive: true, capture: true });
    return () => {
      clearInterval(timer);
      for (const name of inputEvents) window.removeEventListener(name, noteInput, { capture: true });
    };
  }, [screen, onReset]);
  return { idle, onHere: () => setIdle('inUse') };
}
