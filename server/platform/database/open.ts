import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { createPgConfig } from '@electric-sql/pglite/node-postgres';
import pg from 'pg';
import type { Logger } from 'pino';
import type { Instant } from '#shared/instant.ts';
import type { Database } from './database.ts';
import { takeDirectoryLock } from './directoryLock.ts';
import { startDumping } from './dump.ts';
import { migrate } from './migrate.ts';
import { type Clock, databaseOver } from './pool.ts';

export type DatabaseOptions = {
  readonly url: string | undefined;
  readonly poolSize: number;
  readonly dataDir: string;
  readonly dumpIntervalMs: number;
  /** Dumps are erased after so long, a day if it is not said; never longer than notes are kept. */
  readonly dumpKeptMs?: number;
  /** Above 0 in tests alone: how far the time is taken to be ahead. */
  readonly clockAheadMs?: number;
  readonly logger: Logger;
};

const watchMs = 2_000;
/**
 * What the database itself holds this server to: one that is frozen, or cut off in the middle of a transaction, gives back the rows that it holds.
 * The last is TCP's own patience with a server that no longer acknowledges (RFC 5482).
 */
export const sessionLimits = {
  statement_timeout: 15_000,
  lock_timeout: 5_000,
  idle_in_transaction_session_timeout: 10_000,
  options: '-c tcp_user_timeout=15000',
} as const;

/**
 * Opens PostgreSQL when a URL is given, else the embedded database in `dataDir`, and brings the schema up to date.
 * Errors: a data directory that another process holds, a database that cannot be reached, a failed migration.
 */
export async function openDatabase(options: DatabaseOptions): Promise<Database & { readonly url: string | null }> {
  return options.url === undefined ? openEmbedded(options) : openServer(options, options.url);
}

/** The database's own clock, unless a test is ahead of it. */
const clockOf = (aheadMs: number): Clock | null => (aheadMs === 0 ? null : () => (Date.now() + aheadMs) as Instant);

async function openServer({ poolSize, clockAheadMs = 0, logger }: DatabaseOptions, url: string) {
  await migrateServer(url);
  const pool = new pg.Pool({
    connectionString: url,
    max: poolSize,
    connectionTimeoutMillis: 5_000,
    query_timeout: 15_000,
    keepAlive: true,
    pipeline: true,
    ...sessionLimits,
  });
  // Whether the database is there is asked on a connection apart: a pool that is busy is not taken for a database that is lost.
  const watchPool = new pg.Pool({ connectionString: url, max: 1, connectionTimeoutMillis: watchMs, query_timeout: watchMs, keepAlive: true });
  // Without a listener, a connection that is lost while idle, or between two statements, would end the process.
  for (const one of [pool, watchPool]) {
    one.on('connect', (client) => client.on('error', () => {}));
    one.on('error', (error) => logger.warn({ err: error }, 'an idle database connection was lost'));
  }
  return { ...databaseOver('server', pool, () => watchPool.end(), clockOf(clockAheadMs), watchPool), url };
}

/** On a connection without the limits: a server waits here while another one, that started with it, changes the schema. */
async function migrateServer(url: string): Promise<void> {
  const pool = new pg.Pool({ connectionString: url, max: 1, connectionTimeoutMillis: 5_000 });
  pool.on('connect', (client) => client.on('error', () => {}));
  try {
    await migrate(pool);
  } finally {
    await pool.end();
  }
}

const dumpsKeptMs = 24 * 3_600_000;

async function openEmbedded({ dataDir, dumpIntervalMs, dumpKeptMs = dumpsKeptMs, clockAheadMs = 0, logger }: DatabaseOptions) {
  await mkdir(dataDir, { recursive: true });
  const releaseLock = await takeDirectoryLock(dataDir);
  const pglite = await PGlite.create(path.join(dataDir, 'pglite'));
  // One session, so one client: statements prepared by a second one would meet those of the first.
  const pool = new pg.Pool({ ...(createPgConfig(pglite) as unknown as pg.PoolConfig), max: 1 });
  await migrate(pool);
  const exclusively = async <T>(work: () => Promise<T>): Promise<T> => {
    const client = await pool.connect();
    try {
      return await work();
    } finally {
      client.release();
    }
  };
  const now = (): Date => new Date(Date.now() + clockAheadMs);
  const stopDumping = startDumping({
    pglite,
    directory: path.join(dataDir, 'dumps'),
    intervalMs: dumpIntervalMs,
    keptMs: dumpKeptMs,
    now,
    exclusively,
    logger,
  });
  const close = async () => {
    await stopDumping();
    await pglite.close();
    await releaseLock();
  };
  return { ...databaseOver('embedded', pool, close, clockOf(clockAheadMs)), url: null };
}
