import type { FormLine } from './port.ts';

const firstRetryMs = 1_000;
const longestRetryMs = 10_000;

type Options = Pick<FormLine, 'isConnected'> & {
  readonly hasMore: () => boolean;
  /** False if it did not get through and is to be sent again later. */
  readonly sendNext: () => Promise<boolean>;
};

/** Sends what is waiting, one at a time, and retries what did not get through. */
export function createSendLoop({ isConnected, hasMore, sendNext }: Options) {
  let [isRunning, isRetryWaiting, isClosed] = [false, false, false];
  let running = Promise.resolve();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let failures = 0;

  const later = (ms: number): void => {
    clearTimeout(timer);
    timer = setTimeout(() => void send(), ms);
  };
  async function run(): Promise<void> {
    isRunning = true;
    try {
      while (!isClosed && hasMore() && isConnected()) {
        if (await sendNext()) failures = 0;
        else {
          isRetryWaiting = true;
          if (!isClosed) later(Math.min(longestRetryMs, firstRetryMs * 2 ** failures));
          failures += 1;
          return;
        }
      }
    } finally {
      isRunning = false;
    }
  }
  /** Now. Resolves when all of it has been sent, or the next attempt has to wait. */
  function send(): Promise<void> {
    clearTimeout(timer);
    isRetryWaiting = false;
    if (!isRunning) running = run();
    return running;
  }
  return {
    send,
    /** After this time; a retry that is waiting is not hastened. */
    sendAfter(ms: number): void {
      if (!isRetryWaiting) later(ms);
    },
    close(): void {
      isClosed = true;
      clearTimeout(timer);
    },
  };
}
