import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { bringEmbeddedDatabase } from './embeddedTemplate.ts';
import { type Child, says, startProcess } from './process.ts';

export type RunningServer = {
  readonly url: string;
  readonly port: number;
  readonly dataDir: string;
  readonly process: Child;
  readonly pid: number;
  log(): Promise<string>;
  /** As a power cut for the process: nothing is said, nothing is tidied. */
  kill9(): Promise<void>;
  /** Clean stop; removes the data unless told to keep it. */
  stop(options?: { keepData: boolean }): Promise<void>;
};

type StartOptions = { readonly dataDir?: string; readonly port?: number; readonly env?: Record<string, string> };

/** Starts the real server as a process of its own and resolves when it listens. */
export async function startServer({ dataDir, port = 0, env = {} }: StartOptions = {}): Promise<RunningServer> {
  const directory = dataDir ?? (await mkdtemp(path.join(tmpdir(), 'distans-')));
  const remove = (): Promise<void> => rm(directory, { recursive: true, force: true });
  if (dataDir === undefined && env['DATABASE_URL'] === undefined) await bringEmbeddedDatabase(directory);
  const logFile = path.join(directory, 'server.log');
  const server = await startProcess(process.execPath, ['server/main.ts'], {
    env: {
      ...process.env,
      NODE_ENV: 'test',
      ENTRIES_AN_HOUR: '10000',
      PORT: String(port),
      DATA_DIR: directory,
      LOG_FILE: logFile,
      MEDIA_PORT: '0',
      HOST: '127.0.0.1',
      ...env,
    },
    ready: (child) => {
      if (process.env['DBG']) child.stderr.pipe(process.stderr);
      return says(child, /(?:Choose who to be|Terminal)\s+http:\/\/localhost:(\d+)\//);
    },
  }).catch(async (error: unknown) => {
    if (dataDir === undefined) await remove();
    throw error;
  });
  const listeningPort = Number(server.ready[1]);
  return {
    url: `http://127.0.0.1:${listeningPort}`,
    port: listeningPort,
    dataDir: directory,
    process: server.child,
    pid: server.pid,
    log: () => readFile(logFile, 'utf8'),
    kill9: () => server.stop(),
    async stop(options) {
      await server.stop('SIGTERM');
      if (options?.keepData !== true) await remove();
    },
  };
}

/** The media workers that the server has started so far, the newest last. */
export const workerPids = async (server: RunningServer): Promise<number[]> =>
  (await server.log())
    .split('\n')
    .filter((line) => line.includes('media worker started'))
    .map((line) => (JSON.parse(line) as { workerPid: number }).workerPid);
