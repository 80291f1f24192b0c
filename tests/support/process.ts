import { type ChildProcessByStdio, spawn } from 'node:child_process';
import type { Readable } from 'node:stream';
import { atEnd } from './atEnd.ts';

export type Child = ChildProcessByStdio<null, Readable, Readable>;

type StartOptions<Ready> = {
  /** Resolves when the program can be used. Not called for a program that could not be started at all. */
  readonly ready: (child: Child) => Promise<Ready>;
  /** How long the start may take, and a stop. */
  readonly withinMs?: number;
  readonly env?: NodeJS.ProcessEnv;
  readonly uid?: number;
  readonly gid?: number;
};

export type RunningProcess<Ready> = {
  readonly child: Child;
  readonly pid: number;
  /** What `ready` resolved with. */
  readonly ready: Ready;
  /** Resolves when the program and all of its process group have ended. Errors: it ignores the signal; it is killed then. */
  stop(signal?: NodeJS.Signals): Promise<void>;
};

const defaultWithinMs = 60_000;
const keptOutput = 20_000;

/**
 * Starts a program in a process group of its own and resolves when it is ready. The group is killed on every way out: when the start fails
 * or takes too long, when the program ends by itself, when it is stopped, and when this process ends, however it does.
 * Errors: the program cannot be started, ends before it is ready, or is not ready in time; its output is in the message.
 */
export async function startProcess<Ready>(
  command: string,
  args: readonly string[],
  { ready, withinMs = defaultWithinMs, ...options }: StartOptions<Ready>,
): Promise<RunningProcess<Ready>> {
  const child = spawn(command, args, { ...options, detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (output = (output + chunk.toString()).slice(-keptOutput)));
  const ended = new Promise<string>((resolve) => {
    child.once('error', ({ message }) => resolve(message));
    child.once('exit', (code, signal) => resolve(`it ended with ${signal ?? code}`));
  });
  const drained = new Promise((resolve) => child.once('close', resolve));
  const { pid } = child;
  if (pid === undefined) throw new Error(`${command} could not be started: ${await ended}`);
  const withdraw = atEnd(`kill -KILL -- -${pid}`);
  const over = ended.then((how) => {
    killGroup(pid);
    withdraw();
    return how;
  });
  try {
    const failed = over.then((how) => Promise.reject(new Error(how)));
    return {
      child,
      pid,
      ready: await within(withinMs, 'it was not ready in time', Promise.race([ready(child), failed])),
      async stop(signal = 'SIGKILL') {
        if (child.exitCode === null && child.signalCode === null) child.kill(signal);
        try {
          await within(withinMs, `${command} did not end on ${signal}`, over);
        } finally {
          killGroup(pid);
          await over;
        }
      },
    };
  } catch (error) {
    killGroup(pid);
    await over;
    // What it said last may not have been read yet.
    await within(withinMs, `${command} has ended and its output is still open`, drained);
    throw new Error(`${command} did not start: ${error instanceof Error ? error.message : String(error)}\n${output}`, { cause: error });
  }
}

/** Resolves with the first match in what the program says, on either output. */
export const says = (child: Child, pattern: RegExp): Promise<RegExpExecArray> =>
  new Promise((resolve) => {
    let said = '';
    const hear = (chunk: Buffer): void => {
      said += chunk.toString();
      const match = pattern.exec(said);
      if (match === null) return;
      for (const stream of [child.stdout, child.stderr]) stream.off('data', hear);
      resolve(match);
    };
    for (const stream of [child.stdout, child.stderr]) stream.on('data', hear);
  });

function killGroup(pid: number): void {
  try {
    process.kill(-pid, 'SIGKILL');
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
  }
}

async function within<T>(ms: number, otherwise: string, work: Promise<T>): Promise<T> {
  const { promise, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(new Error(otherwise)), ms);
  return Promise.race([work, promise]).finally(() => clearTimeout(timer));
}
