/** PostgreSQL's errors repeat values in quotes, in `detail`, and in `where`: rows of people. */
const isDatabaseError = (error: Error): error is Error & { readonly code: string } => 'severity' in error && 'code' in error && typeof error.code === 'string';

const quoted = /"[^"]*"|'[^']*'/g;
const deepest = 4;

type Logged = { readonly [name: string]: unknown };

/** An error without what it may repeat of people: of the database's the state and where in the schema, of others the message and the frames. */
export function errorForLog(error: unknown, depth = 0): Logged | string {
  if (!(error instanceof Error)) return typeof error;
  const shown: Record<string, unknown> = {
    type: error.constructor.name,
    message: isDatabaseError(error) ? error.message.replaceAll(quoted, '"…"') : error.message,
  };
  if (isDatabaseError(error)) shown['sqlState'] = error.code;
  // `code` itself is a secret's name in the log.
  else if ('code' in error && typeof error.code === 'string') shown['errorCode'] = error.code;
  for (const part of ['schema', 'table', 'column', 'constraint', 'routine'] as const) {
    const value: unknown = Reflect.get(error, part);
    if (isDatabaseError(error) && typeof value === 'string') shown[part] = value;
  }
  shown['stack'] = (error.stack ?? '')
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .join('\n');
  if (depth < deepest && error.cause !== undefined) shown['cause'] = errorForLog(error.cause, depth + 1);
  if (depth < deepest && error instanceof AggregateError) shown['errors'] = error.errors.map((one) => errorForLog(one, depth + 1));
  return shown;
}
