import { spawn } from 'node:child_process';
import { copyFile, mkdir, mkdtemp, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { PGlite } from '@electric-sql/pglite';
import { createPgConfig } from '@electric-sql/pglite/node-postgres';
import pg from 'pg';
import { takeDirectoryLock } from './directoryLock.ts';
import { loadDump, newestDump, readDumpFile, writeDumpFile } from './dump.ts';
import { migrate } from './migrate.ts';

/** What goes within minutes by itself is in no backup. */
const leftOut = ['messages', 'wrap_up_drafts'];

/**
 * Backs the embedded database up into a file. While a server has it, that is the newest of its dumps. Returns when what is in the file was so.
 * Errors: a server runs and has written no dump yet.
 */
export async function backUpEmbedded(dataDir: string, file: string): Promise<Date> {
  const release = await takeDirectoryLock(dataDir).catch(() => null);
  if (release === null) {
    const newest = await newestDump(path.join(dataDir, 'dumps'));
    if (newest === null) throw new Error(`A server has ${dataDir}, and has written no dump yet. Stop it, or wait for its first dump.`);
    await copyFile(newest.file, file);
    return newest.at;
  }
  try {
    const pglite = await PGlite.create(path.join(dataDir, 'pglite'));
    const takenAt = new Date();
    await writeDumpFile(pglite, file, takenAt);
    await pglite.close();
    return takenAt;
  } finally {
    await release();
  }
}

const poolOver = (pglite: PGlite): pg.Pool => new pg.Pool({ ...(createPgConfig(pglite) as unknown as pg.PoolConfig), max: 1 });

/**
 * Puts what is in the file in the place of the embedded database, which stays as it was until the new one is whole.
 * Errors: a file that is no dump, one of a newer release, a server that runs.
 */
export async function restoreEmbedded(dataDir: string, file: string): Promise<void> {
  const dump = await readDumpFile(file);
  const known = (await readdir(fileURLToPath(new URL('migrations', import.meta.url)))).map((name) => path.parse(name).name);
  const unknown = dump.head.migrations.find((name) => !known.includes(name));
  if (unknown !== undefined) throw new Error(`${file} was written by a newer release: ${unknown}`);
  await mkdir(dataDir, { recursive: true });
  const release = await takeDirectoryLock(dataDir);
  const [current, next] = [path.join(dataDir, 'pglite'), path.join(dataDir, 'pglite.restoring')];
  try {
    await rm(next, { recursive: true, force: true });
    const pglite = await PGlite.create(next);
    const pool = poolOver(pglite);
    // First the schema by which the rows were written, then what has changed since.
    await migrate(pool, dump.head.migrations.length);
    await loadDump(pglite, dump);
    await migrate(pool);
    await pool.end();
    await pglite.close();
    // What is replaced may hold what should be erased by now: it is not kept.
    await rm(current, { recursive: true, force: true });
    await rename(next, current);
  } finally {
    await release();
  }
}

/** The address without the password, which stands in a file that only we can read: never in the list of processes. */
async function withPassFile<T>(url: string, work: (address: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(path.join(tmpdir(), 'distans-backup-'));
  try {
    const address = new URL(url);
    const passFile = path.join(folder, 'pgpass');
    const password = decodeURIComponent(address.password).replaceAll(/[\\:]/g, String.raw`\$&`);
    await writeFile(passFile, `*:*:*:*:${password}\n`, { mode: 0o600 });
    address.password = '';
    address.searchParams.set('passfile', passFile);
    return await work(address.href);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function run(command: string, args: readonly string[]): Promise<void> {
  const child = spawn(command, args, { stdio: ['ignore', 'inherit', 'inherit'] });
  await new Promise<void>((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => (code === 0 ? resolve() : reject(new Error(`${command} ended with ${code}`))));
  });
}

/** Backs PostgreSQL up with pg_dump, while servers run. Errors: no pg_dump of that release or newer, no connection. */
export async function backUpServer(url: string, file: string, programs = ''): Promise<Date> {
  const takenAt = new Date();
  const without = leftOut.map((table) => `--exclude-table-data=${table}`);
  await writeFile(file, '', { mode: 0o600 });
  await withPassFile(url, (address) =>
    run(path.join(programs, 'pg_dump'), ['--format=custom', '--no-owner', '--no-privileges', ...without, `--file=${file}`, `--dbname=${address}`]),
  );
  return takenAt;
}

/** Puts what is in the file in the place of the database's tables, all or nothing. Servers must be stopped. Errors: as pg_restore says. */
export const restoreServer = (url: string, file: string, programs = ''): Promise<void> =>
  withPassFile(url, (address) =>
    run(path.join(programs, 'pg_restore'), [
      '--clean',
      '--if-exists',
      '--no-owner',
      '--no-privileges',
      '--single-transaction',
      '--exit-on-error',
      `--dbname=${address}`,
      file,
    ]),
  );
