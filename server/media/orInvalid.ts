import { AppError } from '#server/errors.ts';

/** What the worker refuses for its parameters is the sender's fault, not ours. */
export async function orInvalid<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    throw new AppError('invalidPayload', undefined, { cause });
  }
}
