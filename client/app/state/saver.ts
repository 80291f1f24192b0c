export const saverTimes = { saveAfterMs: 300, retryMs: 2_000 } as const;

export type Saver<D> = { readonly change: (draft: D) => void; readonly stop: () => void };

/**
 * Saves what is being written, the newest at most `saveAfterMs` after it was changed: the next key does not put it off. One save at a time, so that
 * an older one never arrives last; a failed one is tried again, unless `isOver` says that nothing will take it any more.
 */
export function createSaver<D>(save: (draft: D) => Promise<unknown>, isOver: (error: unknown) => boolean): Saver<D> {
  let waiting: { readonly draft: D } | null = null;
  let timer: ReturnType<typeof setTimeout> | null = null;

  const schedule = (ms: number): void => {
    timer ??= setTimeout(() => void run(), ms);
  };
  async function run(): Promise<void> {
    const saving = waiting;
    waiting = null;
    let nextMs: number = saverTimes.saveAfterMs;
    try {
      if (saving !== null) await save(saving.draft);
    } catch (error) {
      if (!isOver(error)) waiting ??= saving;
      nextMs = saverTimes.retryMs;
    }
    timer = null;
    if (waiting !== null) schedule(nextMs);
  }

  return {
    change(draft) {
      waiting = { draft };
      schedule(saverTimes.saveAfterMs);
    },
    stop() {
      waiting = null;
      if (timer !== null) clearTimeout(timer);
      timer = null;
    },
  };
}
