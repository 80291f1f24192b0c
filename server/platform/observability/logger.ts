import { type Logger, pino } from 'pino';

/** Where lines go. One that cannot be written, as on a full disk, is counted and dropped: a log never ends the server. */
type Destination = ReturnType<typeof pino.destination>;

let lost = 0;

/** How many times a line of this process's log could not be written. */
export const lostLines = (): number => lost;

function tolerant(destination: Destination): Destination {
  destination.on('error', () => {
    lost += 1;
  });
  return destination;
}

/** Keys whose values never reach the log, wherever they stand. */
const secretKeys = ['token', 'cookie', 'authorization', 'credential', 'password', 'secret', 'code', 'note'];

/** The process's logger: ids of calls, visits and terminals, never personal content. */
export function createLogger(level: string, file: string | undefined): Logger {
  const redact = { paths: secretKeys.flatMap((key) => [key, `*.${key}`, `*.headers.${key}`]), censor: '[secret]' };
  const destination = file === undefined ? pino.destination({ dest: 1, sync: true }) : pino.destination({ dest: file, mkdir: true, sync: false });
  return pino({ level, redact, base: null }, tolerant(destination));
}
