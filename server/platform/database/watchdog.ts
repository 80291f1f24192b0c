import type { Logger } from 'pino';
import type { Database } from './database.ts';

const pingEveryMs = 1_000;
const pingTimeoutMs = 2_000;

type WatchdogOptions = {
  readonly database: Database;
  /** So long without an answer, and the database counts as lost. */
  readonly lostAfterMs: number;
  readonly onLost: () => void;
  readonly onBack: () => void;
  readonly logger: Logger;
};

/** Asks the database every second whether it is there. Returns how to stop. */
export function watchDatabase({ database, lostAfterMs, onLost, onBack, logger }: WatchdogOptions): () => void {
  let lastAnswer = performance.now();
  let isLost = false;
  let isStopped = false;
  const answers = async (): Promise<boolean> => {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<false>((resolve) => {
      timer = setTimeout(() => resolve(false), pingTimeoutMs);
    });
    const ping = database.ping().then(
      () => true,
      () => false,
    );
    return Promise.race([ping, late]).finally(() => clearTimeout(timer));
  };
  const look = async (): Promise<void> => {
    const isThere = await answers();
    if (isStopped) return;
    if (isThere) lastAnswer = performance.now();
    if (isThere && isLost) {
      isLost = false;
      logger.warn('the database is back');
      onBack();
    } else if (!isThere && !isLost && performance.now() - lastAnswer >= lostAfterMs) {
      isLost = true;
      logger.error('the database does not answer; pages are sent to another server');
      onLost();
    }
    setTimeout(() => void look(), pingEveryMs).unref();
  };
  void look();
  return () => {
    isStopped = true;
  };
}
