import { useEffect, useState } from 'react';

const storageKey = 'reloadedForVersion';
/** A page that is still not served after a reload would not be after the next one either. */
const notAgainMs = 600_000;

const wasReloaded = (): boolean => Date.now() - Number(sessionStorage.getItem(storageKey) ?? 0) < notAgainMs;

/** Loads the page once more when the server no longer speaks its version. Returns whether it does, or has already done so in vain. */
export function useReloadForVersion(isWanted: boolean): boolean {
  const [isVain] = useState(wasReloaded);
  useEffect(() => {
    if (!isWanted || isVain) return;
    sessionStorage.setItem(storageKey, String(Date.now()));
    window.location.reload();
  }, [isWanted, isVain]);
  return !isVain;
}
