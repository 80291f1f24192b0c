import { missingPart } from '#client/app/loadPart.ts';

const checkEveryMs = 5_000;
const storageKey = 'reloadedForBuild';

type DeployReloadOptions = {
  /** Whether somebody is seen or heard on this page, or sees and hears it. */
  readonly isInCall: () => boolean;
  /** The build of this page; null where pages are served unbuilt. */
  readonly ownBuild: () => string | null;
  /** The build that the server serves now; null when that is not known. */
  readonly servedBuild: () => Promise<string | null>;
  readonly storage: () => Pick<Storage, 'getItem' | 'setItem'>;
  readonly reload: () => void;
};

/**
 * Reloads the page when a part of it is missing because a newer build was deployed. Never in a call, which goes on without the part, and once for each
 * build: a page that is served old again is not reloaded in a loop. Returns what ends the watch.
 */
export function watchDeploys({ isInCall, ownBuild, servedBuild, storage, reload }: DeployReloadOptions): () => void {
  let timer: ReturnType<typeof setInterval> | undefined;
  let wasInCall = true;
  let isDone = false;

  /** Out of a call at two checks running: a session that is opened again is no end of a call. */
  async function check(): Promise<void> {
    const isQuiet = !isInCall() && !wasInCall;
    wasInCall = isInCall();
    const own = ownBuild();
    if (!isQuiet || own === null || isDone) return;
    const served = await servedBuild();
    if (served === null || served === own || isInCall() || !missingPart.getState().isMissing || isDone) return;
    isDone = true;
    if (mayReloadFor(served)) reload();
  }

  /** A page whose storage cannot remember the reload does not reload. */
  function mayReloadFor(build: string): boolean {
    try {
      if (storage().getItem(storageKey) === build) return false;
      storage().setItem(storageKey, build);
      return true;
    } catch (error) {
      console.info('the page does not reload by itself', error);
      return false;
    }
  }

  function follow(): void {
    clearInterval(timer);
    wasInCall = true;
    if (!missingPart.getState().isMissing) return;
    timer = setInterval(() => void check().catch((error: unknown) => console.info('the served build is not known', error)), checkEveryMs);
  }
  const unsubscribe = missingPart.subscribe(({ isMissing }, before) => {
    if (isMissing !== before.isMissing) follow();
  });
  follow();
  return () => {
    clearInterval(timer);
    unsubscribe();
  };
}
