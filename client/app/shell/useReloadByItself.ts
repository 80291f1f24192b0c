import { useEffect } from 'react';
import { openRoleClient, useIsInCall } from '#client/app/state/roleClient.ts';
import { type LastReload, faultPauseMs } from '#client/app/state/reloadPauses.ts';

const storageKey = 'reloads';

function lastReload(): LastReload | null {
  const [at = 0, pauseMs = 0] = (sessionStorage.getItem(storageKey) ?? '').split(' ').map(Number);
  return at === 0 ? null : { at, pauseMs };
}

/**
 * Reloads a page that cannot be shown after a while, so that a terminal needs nobody; each time the pause is longer. Never in a call,
 * which goes on without the page. Returns whether it is going to.
 */
export function useReloadByItself(): boolean {
  const isInCall = useIsInCall(openRoleClient());
  useEffect(() => {
    if (isInCall) return;
    const pauseMs = faultPauseMs(lastReload(), Date.now());
    const timer = setTimeout(() => {
      sessionStorage.setItem(storageKey, `${Date.now()} ${pauseMs}`);
      window.location.reload();
    }, pauseMs);
    return () => clearTimeout(timer);
  }, [isInCall]);
  return !isInCall;
}
