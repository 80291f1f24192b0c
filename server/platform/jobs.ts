import type { Logger } from 'pino';

/** Something that a server does by itself as time passes. */
export type Job = { readonly name: string; readonly everyMs: number; readonly run: () => Promise<unknown> };

/** How often what has served its time is looked for. */
export const cleanUpEveryMs = 60_000;

/** Starts them all. Returns how to stop; it waits for the rounds that run. */
export function startJobs(jobs: readonly Job[], logger: Logger): () => Promise<void> {
  const stops = jobs.map((job) => startJob(job, logger));
  return async () => {
    await Promise.all(stops.map((stop) => stop()));
  };
}

/** Never twice at once. A failure is logged and the next round tries again, so an outage of the database stops nothing for good. */
function startJob({ name, everyMs, run }: Job, logger: Logger): () => Promise<void> {
  let isStopped = false;
  let running: Promise<void> = Promise.resolve();
  let timer: NodeJS.Timeout;
  const round = (): void => {
    running = run().then(
      () => {},
      (error: unknown) => logger.warn({ err: error, job: name }, 'a round failed; the next one tries again'),
    );
    void running.then(() => {
      if (!isStopped) timer = setTimeout(round, everyMs);
    });
  };
  timer = setTimeout(round, everyMs);
  return async () => {
    isStopped = true;
    clearTimeout(timer);
    await running;
  };
}
