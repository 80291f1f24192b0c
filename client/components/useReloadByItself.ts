import { useEffect } from 'react';
import { openFace, useIsInCall } from '#client/state/face.ts';

const storageKey = 'reloads';
const firstPauseMs = 15_000;
const longestPauseMs = 300_000;
/** What went well for so long has nothing to do with the fault before it. */
const forgottenAfterMs = 900_000;

function lastReload(): { readonly at: number; readonly pauseMs: number } | null {
  const [at = 0, pauseMs = 0] = (sessionStorage.getItem(storageKey) ?? '').split(' ').map(Number);
  return Date.now() - at < forgottenAfterMs ? { at, pauseMs } : null;
}

/**
 * Reloads a page that cannot be shown after a while, so that a terminal needs nobody; each time the pause is longer. Never in a call,
 * which goes on without the page. Returns whether it is going to.
 */
export function useReloadByItself(): boolean {
  const isInCall = useIsInCall(openFace());
  useEffect(() => {
    if (isInCall) return;
    const pauseMs = Math.min((lastReload()?.pauseMs ?? firstPauseMs / 2) * 2, longestPauseMs);
    const timer = setTimeout(() => {
      sessionStorage.setItem(storageKey, `${Date.now()} ${pauseMs}`);
      window.location.reload();
    }, pauseMs);
    return () => clearTimeout(timer);
  }, [isInCall]);
  return !isInCall;
}
