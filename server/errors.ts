import { type ErrorCode, type WireError, errorCodes } from '#shared/errors.ts';

/** The one error that use cases throw on purpose; anything else that reaches the gateway is a fault of ours. */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly params: Record<string, string | number> | undefined;

  constructor(code: ErrorCode, params?: Record<string, string | number>, options?: { cause: unknown }) {
    super(errorCodes[code].meaning, options);
    this.name = 'AppError';
    this.code = code;
    this.params = params;
  }

  /** What goes over the wire. */
  toWire(): WireError {
    return { code: this.code, message: this.message, ...(this.params === undefined ? {} : { params: this.params }) };
  }
}
