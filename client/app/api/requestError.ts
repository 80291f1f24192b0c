import type { ErrorCode, WireError } from '#shared/errors.ts';

/** A request that was refused or could not be made; `code` has a text in every language under `errors.<code>`. */
export class RequestError extends Error {
  readonly code: ErrorCode;
  readonly params: Record<string, string | number>;

  constructor({ code, message, params }: WireError) {
    super(message);
    this.name = 'RequestError';
    this.code = code;
    this.params = params ?? {};
  }
}

/** Whether the server has said no for this reason; all else is a fault. */
export const isRefusedWith = (error: unknown, code: ErrorCode): boolean => error instanceof RequestError && error.code === code;

export const offline = (): RequestError => new RequestError({ code: 'offline', message: 'No connection to the server.' });
