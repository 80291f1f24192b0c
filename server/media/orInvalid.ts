import { AppError } from '#server/errors.ts';

/** Parameters that the worker refuses are the client's fault, not ours. */
export async function orInvalid<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    throw new AppError('invalidPayload', undefined, { cause });
  }
}
