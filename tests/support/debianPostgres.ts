import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { appendFile, cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { atEnd } from './atEnd.ts';
import { freePort } from './freePort.ts';
import { type RunningProcess, says, startProcess } from './process.ts';

/** Where Debian 12 has PostgreSQL 15, whose programs go with each other; tests install the package (scripts/test.sh). */
export const programs = '/usr/lib/postgresql/15/bin';
export const isInstalled = existsSync(path.join(programs, 'postgres'));

export type DebianPostgres = {
  readonly url: string;
  /** Writes every change from now on into a folder, as `pg_receivewal` does, until the server stops. */
  followWal(): Promise<{ readonly wal: string }>;
  /** A copy of the whole server, into a folder. */
  baseBackup(): string;
  /** Stops it and leaves its folder; twice is once. */
  halt(): Promise<void>;
  stop(): Promise<void>;
};

const isRoot = process.getuid?.() === 0;
const idOf = (kind: '-u' | '-g'): number => Number(execFileSync('id', [kind, 'postgres'], { encoding: 'utf8' }));
const as = () => (isRoot ? { uid: idOf('-u'), gid: idOf('-g') } : {});
const password = 'p:ss\\word';

/** Debian's PostgreSQL in a folder of its own: a new one, or out of a base backup and a log of changes. */
export async function startDebianPostgres(from?: { readonly base: string; readonly wal: string }): Promise<DebianPostgres> {
  const folder = await mkdtemp(path.join(tmpdir(), 'distans-pg15-'));
  const forget = atEnd(`rm -rf ${folder}`);
  if (isRoot) execFileSync('chown', ['postgres', folder]);
  const data = path.join(folder, 'data');
  const run = (program: string, ...args: readonly string[]): void => {
    execFileSync(path.join(programs, program), args, { ...as(), env: { PGPASSWORD: password, LC_ALL: 'C.UTF-8' }, stdio: 'pipe' });
  };
  if (from === undefined) {
    const passFile = path.join(folder, 'password');
    await writeFile(passFile, password, { mode: 0o644 });
    run('initdb', '-D', data, '-U', 'postgres', '-A', 'scram-sha-256', `--pwfile=${passFile}`, '-E', 'UTF8');
  } else {
    await cp(from.base, data, { recursive: true, preserveTimestamps: true });
    await appendFile(path.join(data, 'postgresql.auto.conf'), `restore_command = 'cp ${from.wal}/%f %p || cp ${from.wal}/%f.partial %p'\n`);
    await writeFile(path.join(data, 'recovery.signal'), '');
    execFileSync('chmod', ['0700', data]);
    if (isRoot) execFileSync('chown', ['-R', 'postgres', data]);
  }
  const port = await freePort();
  const server: RunningProcess<unknown> = await startProcess(
    path.join(programs, 'postgres'),
    ['-D', data, '-p', String(port), '-c', `unix_socket_directories=${folder}`, '-c', 'listen_addresses=127.0.0.1'],
    { ...as(), ready: (child) => says(child, /database system is ready to accept connections/) },
  );
  const login = ['-h', '127.0.0.1', '-p', String(port), '-U', 'postgres', '--no-password'];
  let follower: RunningProcess<unknown> | null = null;
  let halted: Promise<void> | null = null;
  const halt = (): Promise<void> => (halted ??= server.stop('SIGINT'));
  return {
    url: `postgresql://postgres:${encodeURIComponent(password)}@127.0.0.1:${port}/postgres`,
    async followWal() {
      const wal = path.join(folder, 'wal');
      await mkdir(wal);
      if (isRoot) execFileSync('chown', ['postgres', wal]);
      follower = await startProcess(path.join(programs, 'pg_receivewal'), [`--directory=${wal}`, '--verbose', '--synchronous', '--no-loop', ...login], {
        ...as(),
        env: { PGPASSWORD: password },
        ready: (child) => says(child, /starting log streaming/),
      });
      return { wal };
    },
    baseBackup() {
      const base = path.join(folder, 'base');
      run('pg_basebackup', `--pgdata=${base}`, '--checkpoint=fast', '--wal-method=none', ...login);
      return base;
    },
    halt,
    async stop() {
      await halt();
      await follower?.stop();
      await rm(folder, { recursive: true, force: true });
      forget();
    },
  };
}
