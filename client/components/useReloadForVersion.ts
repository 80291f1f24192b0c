import { useEffect, useState } from 'react';

const storageKey = 'reloadedForVersion';
/** A page that is still not served after a reload would not be after one at once; a terminal needs nobody to try it later. */
const notAgainMs = 600_000;

const wasReloaded = (): boolean => Date.now() - Number(sessionStorage.getItem(storageKey) ?? 0) < notAgainMs;

/** Reloads the page when the server no longer speaks its version. Returns false when a reload did not help; it is tried again later. */
export function useReloadForVersion(isWanted: boolean): boolean {
  const [isVain] = useState(wasReloaded);
  useEffect(() => {
    if (!isWanted) return;
    const timer = setTimeout(
      () => {
        sessionStorage.setItem(storageKey, String(Date.now()));
        window.location.reload();
      },
      isVain ? notAgainMs : 0,
    );
    return () => clearTimeout(timer);
  }, [isWanted, isVain]);
  return !isVain;
}
