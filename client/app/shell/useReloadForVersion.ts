import { useEffect, useState } from 'react';
import { versionPauseMs } from '#client/app/state/reloadPauses.ts';

const storageKey = 'reloadedForVersion';

/** Reloads the page when the server no longer speaks its version. Returns false when a reload did not help; it is tried again later. */
export function useReloadForVersion(isWanted: boolean): boolean {
  const [pauseMs] = useState(() => versionPauseMs(Number(sessionStorage.getItem(storageKey) ?? 0), Date.now()));
  useEffect(() => {
    if (!isWanted) return;
    const timer = setTimeout(() => {
      sessionStorage.setItem(storageKey, String(Date.now()));
      window.location.reload();
    }, pauseMs);
    return () => clearTimeout(timer);
  }, [isWanted, pauseMs]);
  return pauseMs === 0;
}
