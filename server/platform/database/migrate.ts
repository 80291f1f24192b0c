import { fileURLToPath } from 'node:url';
import { runner } from 'node-pg-migrate';
import type pg from 'pg';

const directory = fileURLToPath(new URL('migrations', import.meta.url));
const lockId = 7_305_110;

/** Runs the migrations that are missing, `count` of them where it is said, forward only, all in one transaction; processes that start together wait for each other. */
export async function migrate(pool: pg.Pool, count = Infinity): Promise<void> {
  const client = await pool.connect();
  try {
    await client.query(`select pg_advisory_lock(${lockId})`);
    try {
      await runner({
        dbClient: client,
        dir: directory,
        direction: 'up',
        count,
        migrationsTable: 'migrations',
        singleTransaction: true,
        noLock: true,
        checkOrder: true,
        log: () => {},
      });
    } finally {
      await client.query(`select pg_advisory_unlock(${lockId})`);
    }
  } finally {
    client.release();
  }
}
