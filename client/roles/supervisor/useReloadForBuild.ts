import { useEffect } from 'react';
import { buildIn } from '#shared/pagesBuild.ts';
import { servedBuild } from '#client/app/api/http.ts';

const checkEveryMs = 60_000;
const storageKey = 'wallReloadedForBuild';

/** Reloads a page that nobody touches when the server serves another build: once for each, so that an old copy on the way makes no loop. */
export function useReloadForBuild(): void {
  useEffect(() => {
    const check = async (): Promise<void> => {
      const own = buildIn(document.head.innerHTML);
      const served = await servedBuild();
      if (own === null || served === null || served === own || sessionStorage.getItem(storageKey) === served) return;
      sessionStorage.setItem(storageKey, served);
      window.location.reload();
    };
    const timer = setInterval(() => void check().catch((error: unknown) => console.info('the served build is not known', error)), checkEveryMs);
    return () => clearInterval(timer);
  }, []);
}
