import { type Logger, pino } from 'pino';

/** Keys whose values never reach the log, wherever they stand. */
const secretKeys = ['token', 'cookie', 'authorization', 'credential', 'password', 'secret', 'code', 'note'];

/** The process's logger: ids of calls, visits and terminals, never personal content. */
export function createLogger(level: string, file: string | undefined): Logger {
  const redact = { paths: secretKeys.flatMap((key) => [key, `*.${key}`, `*.headers.${key}`]), censor: '[secret]' };
  return file === undefined
    ? pino({ level, redact, base: null })
    : pino({ level, redact, base: null }, pino.destination({ dest: file, mkdir: true, sync: false }));
}
