import type { Logger } from 'pino';

/**
 * Does `work` every `ms` milliseconds, never twice at once. A failure is logged and the next round tries again, so an outage of the
 * database stops nothing for good. Returns how to stop; it waits for the round that runs.
 */
export function every(ms: number, name: string, work: () => Promise<unknown>, logger: Logger): () => Promise<void> {
  let isStopped = false;
  let running: Promise<void> = Promise.resolve();
  let timer: NodeJS.Timeout;
  const round = (): void => {
    running = work().then(
      () => {},
      (error: unknown) => logger.warn({ err: error, loop: name }, 'a round failed; the next one tries again'),
    );
    void running.then(() => {
      if (!isStopped) timer = setTimeout(round, ms);
    });
  };
  timer = setTimeout(round, ms);
  return async () => {
    isStopped = true;
    clearTimeout(timer);
    await running;
  };
}
