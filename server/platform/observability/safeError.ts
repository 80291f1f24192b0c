/** What is kept of an error, so that it can be found and understood. */
export type SafeError = {
  readonly type: string;
  readonly message: string;
  readonly stack?: string;
  /** Of the system or the database (SQLSTATE). Under another name than `code`, which the log takes for a secret. */
  readonly errorCode?: string;
  readonly constraint?: string;
  readonly table?: string;
  readonly cause?: SafeError;
};

/** How far a chain of causes is followed. */
const deepest = 5;

const textIn = (error: object, key: string): string | undefined => {
  const value: unknown = Reflect.get(error, key);
  return typeof value === 'string' ? value : undefined;
};

/** Five characters, as PostgreSQL gives them. */
const isSqlState = (code: string | undefined): boolean => code !== undefined && /^[0-9A-Z]{5}$/.test(code);

/** The database's messages quote what was written, such as a note that does not fit. */
const withoutQuoted = (text: string): string => text.replaceAll(/"[^"\n]*"|'[^'\n]*'|: .{40,}/g, '…');

/** An error without what people have written: the database tells values in `detail`, `where`, `internalQuery` and quotes, and none of that is kept. */
export function safeError(error: unknown, depth = 0): SafeError {
  if (typeof error !== 'object' || error === null) return { type: typeof error, message: typeof error === 'string' ? error : String(error) };
  const code = textIn(error, 'code');
  const clean = isSqlState(code) ? withoutQuoted : (text: string): string => text;
  const stack = textIn(error, 'stack');
  const cause: unknown = Reflect.get(error, 'cause');
  const [constraint, table] = [textIn(error, 'constraint'), textIn(error, 'table')];
  return {
    type: error.constructor?.name ?? 'Object',
    message: clean(textIn(error, 'message') ?? ''),
    ...(stack === undefined ? {} : { stack: clean(stack) }),
    ...(code === undefined ? {} : { errorCode: code }),
    ...(constraint === undefined ? {} : { constraint }),
    ...(table === undefined ? {} : { table }),
    ...(cause === undefined || depth >= deepest ? {} : { cause: safeError(cause, depth + 1) }),
  };
}
