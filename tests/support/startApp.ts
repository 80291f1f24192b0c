import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

export type RunningServer = {
  readonly url: string;
  readonly port: number;
  readonly dataDir: string;
  readonly process: ChildProcess;
  readonly pid: number;
  log(): Promise<string>;
  /** As a power cut for the process: nothing is said, nothing is tidied. */
  kill9(): Promise<void>;
  /** Clean stop; removes the data unless told to keep it. */
  stop(options?: { keepData: boolean }): Promise<void>;
};

type StartOptions = { readonly dataDir?: string; readonly port?: number; readonly env?: Record<string, string> };

const startTimeoutMs = 60_000;

/** Starts the real server as a process of its own and resolves when it listens. */
export async function startServer({ dataDir, port = 0, env = {} }: StartOptions = {}): Promise<RunningServer> {
  const directory = dataDir ?? (await mkdtemp(path.join(tmpdir(), 'distans-')));
  const logFile = path.join(directory, 'server.log');
  const child = spawn(process.execPath, ['server/main.ts'], {
    env: { ...process.env, NODE_ENV: 'test', PORT: String(port), DATA_DIR: directory, LOG_FILE: logFile, MEDIA_PORT: '0', HOST: '127.0.0.1', ...env },
    stdio: ['ignore', 'pipe', process.env['DBG'] ? 'inherit' : 'pipe'],
  });
  const exited = once(child, 'exit');
  const listeningPort = await listening(child);
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    if (child.exitCode === null && child.signalCode === null) child.kill(signal);
    await exited;
  };
  if (child.pid === undefined) throw new Error('the server has no process id');
  return {
    url: `http://127.0.0.1:${listeningPort}`,
    port: listeningPort,
    dataDir: directory,
    process: child,
    pid: child.pid,
    log: () => readFile(logFile, 'utf8'),
    kill9: () => end('SIGKILL'),
    async stop(options) {
      await end('SIGTERM');
      if (options?.keepData !== true) await rm(directory, { recursive: true, force: true });
    },
  };
}

/** The media workers that the server has started so far, the newest last. */
export const workerPids = async (server: RunningServer): Promise<number[]> =>
  (await server.log())
    .split('\n')
    .filter((line) => line.includes('media worker started'))
    .map((line) => (JSON.parse(line) as { workerPid: number }).workerPid);

function listening(child: ChildProcess): Promise<number> {
  return new Promise((resolve, reject) => {
    let said = '';
    const timer = setTimeout(() => reject(new Error(`the server did not listen in time:\n${said}`)), startTimeoutMs);
    const hear = (chunk: Buffer): void => {
      said += chunk.toString();
      const port = /Choose who to be\s+http:\/\/localhost:(\d+)\//.exec(said)?.[1] ?? /Terminal\s+http:\/\/localhost:(\d+)\//.exec(said)?.[1];
      if (port === undefined) return;
      clearTimeout(timer);
      resolve(Number(port));
    };
    child.stdout?.on('data', hear);
    child.stderr?.on('data', hear);
    child.once('exit', (code) => {
      clearTimeout(timer);
      reject(new Error(`the server ended with ${code}:\n${said}`));
    });
  });
}
