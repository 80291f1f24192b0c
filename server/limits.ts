import { RateLimiterMemory } from 'rate-limiter-flexible';
import { AppError } from '#server/errors.ts';

/** So many within a time, in seconds. */
export type Limit = { readonly points: number; readonly duration: number };

const refuse = (): never => {
  throw new AppError('tooMany');
};

/** Counts every time that somebody does it; `key` says who. Errors: tooMany. */
export function limitEach(limit: Limit): (key: string) => Promise<void> {
  const limiter = new RateLimiterMemory(limit);
  return async (key) => void (await limiter.consume(key).catch(refuse));
}

const guessCodes: readonly string[] = ['notSignedIn', 'badAccessCode', 'badCredentials', 'invalidPayload'];
const isGuess = (error: unknown): boolean => error instanceof AppError && guessCodes.includes(error.code);

/**
 * Counts what is refused as a wrong guess is, and what is under way until it has ended otherwise: who has a valid session costs nothing to those
 * who share an address with it. Errors: tooMany, and those of the work.
 */
export function limitGuesses(limit: Limit): <T>(key: string, work: () => Promise<T>) => Promise<T> {
  const limiter = new RateLimiterMemory(limit);
  return async (key, work) => {
    await limiter.consume(key).catch(refuse);
    try {
      const result = await work();
      await limiter.reward(key);
      return result;
    } catch (error) {
      if (!isGuess(error)) await limiter.reward(key);
      throw error;
    }
  };
}

/** Runs the works of one key one after the other, in the order in which they come. */
export function oneByOne(): <T>(key: string, work: () => Promise<T>) => Promise<T> {
  const last = new Map<string, Promise<unknown>>();
  return (key, work) => {
    const result = (last.get(key) ?? Promise.resolve()).then(work);
    const over = result
      .catch(() => undefined)
      .finally(() => {
        if (last.get(key) === over) last.delete(key);
      });
    last.set(key, over);
    return result;
  };
}

/** Lets so many works run at once; the others wait in line. */
export function atOnce(slots: number): <T>(work: () => Promise<T>) => Promise<T> {
  const line: (() => void)[] = [];
  let running = 0;
  return async (work) => {
    if (running < slots) running += 1;
    else await new Promise<void>((resolve) => line.push(resolve));
    try {
      return await work();
    } finally {
      const next = line.shift();
      if (next === undefined) running -= 1;
      else next();
    }
  };
}
