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

/**
 * Whether the database cannot be reached, or has given up on us: PostgreSQL error classes 08 (connection), 53 (resources), 57P (shutdown), its limits
 * (25P03, 55P03, 57014), and what the socket itself says.
 */
export const isConnectionFault = (error: unknown): boolean =>
  error instanceof Error &&
  ('code' in error && typeof error.code === 'string'
    ? /^(08|53|57P|25P03|55P03|57014)/.test(error.code) || ['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT'].includes(error.code)
    : /Connection terminated|Connection ended|timeout exceeded when trying to connect|Query read timeout|not queryable/.test(error.message));
