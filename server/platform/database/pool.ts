import { createHash } from 'node:crypto';
import pg from 'pg';
import type { z } from 'zod';
import type { Instant } from '#shared/instant.ts';
import type { Database, SqlValue, Transaction } from './database.ts';

// Times are stored as int8 milliseconds, which fit a JavaScript number until the year 287396.
pg.types.setTypeParser(pg.types.builtins.INT8, Number);

const names = new Map<string, string>();

/** Each text is planned once a connection and then only executed: twice as fast on PostgreSQL, thrice on the embedded database. */
function prepared(sql: string, values: readonly SqlValue[]): pg.QueryConfig {
  const name = names.get(sql) ?? createHash('sha1').update(sql).digest('hex');
  names.set(sql, name);
  return { name, text: sql, values: [...values] };
}

const beginSql = 'begin; select (extract(epoch from clock_timestamp()) * 1000)::int8 as now';

class PoolTransaction implements Transaction {
  readonly now: Instant;
  readonly actions: (() => void)[] = [];
  readonly #client: pg.PoolClient;
  #last: Promise<unknown> = Promise.resolve();
  #isOver = false;

  constructor(client: pg.PoolClient, now: Instant) {
    this.#client = client;
    this.now = now;
  }

  async rows<S extends z.ZodType>(schema: S, sql: string, values: readonly SqlValue[] = []): Promise<z.output<S>[]> {
    const result = await this.#query(sql, values);
    return result.rows.map((row: unknown) => schema.parse(row));
  }

  async run(sql: string, values: readonly SqlValue[] = []): Promise<number> {
    const result = await this.#query(sql, values);
    return result.rowCount ?? 0;
  }

  /** Nothing is carried out after that, whatever work may still go on beside what has failed: the connection is somebody else's then. */
  async end(how: 'commit' | 'rollback'): Promise<void> {
    this.#isOver = true;
    await this.#inTurn(() => this.#client.query(how));
  }

  async #query(sql: string, values: readonly SqlValue[]): Promise<pg.QueryResult> {
    if (this.#isOver) throw new Error('this transaction is over');
    return this.#inTurn(() => this.#client.query(prepared(sql, values)));
  }

  /** Statements are carried out in the order in which they are given; PostgreSQL takes the next ones before it has answered the first. */
  #inTurn<T>(send: () => Promise<T>): Promise<T> {
    if (this.#client.pipeline) return send();
    const result = this.#last.then(send);
    this.#last = result.catch(() => undefined);
    return result;
  }

  afterCommit(action: () => void): void {
    this.actions.push(action);
  }
}

/** Tells the time in place of the database's clock; for tests that move it. */
export type Clock = () => Instant;

async function begin(client: pg.PoolClient, clock: Clock | null): Promise<Instant> {
  if (clock !== null) {
    await client.query('begin');
    return clock();
  }
  // Two statements in one round trip give an array of results, which the typings do not know.
  const results = (await client.query(beginSql)) as unknown as pg.QueryResult<{ now: string | number }>[];
  const now = results[1]?.rows[0]?.now;
  if (now === undefined) throw new Error('the database did not tell the time');
  return Number(now) as Instant;
}

/**
 * PostgreSQL's codes for "somebody was faster": deadlock_detected, serialization_failure and unique_violation. The same work, done again, sees
 * what the other did, and succeeds or refuses with a reason.
 */
const giveWayCodes = new Set(['40P01', '40001', '23505']);
const attempts = 4;

const mustGiveWay = (error: unknown): boolean => error instanceof pg.DatabaseError && error.code !== undefined && giveWayCodes.has(error.code);

async function attempt<T>(pool: pg.Pool, clock: Clock | null, work: (transaction: Transaction) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  let transaction: PoolTransaction | null = null;
  let broken: Error | undefined;
  try {
    transaction = new PoolTransaction(client, await begin(client, clock));
    const result = await work(transaction);
    await transaction.end('commit');
    for (const action of transaction.actions) action();
    return result;
  } catch (error) {
    // A connection that cannot even roll back is thrown away by release(error).
    await (transaction === null ? client.query('rollback') : transaction.end('rollback')).catch((rollbackError: unknown) => {
      broken = rollbackError instanceof Error ? rollbackError : new Error(String(rollbackError));
    });
    throw error;
  } finally {
    client.release(broken);
  }
}

/** A Database over a pool of the `pg` driver, be it PostgreSQL's or the embedded one's. Pings go through `watchPool`. */
export function databaseOver(
  kind: Database['kind'],
  pool: pg.Pool,
  closeRest: () => Promise<void>,
  clock: Clock | null = null,
  watchPool: pg.Pool = pool,
): Database {
  let pinging: Promise<void> | null = null;
  return {
    kind,
    async transaction(work) {
      for (let round = 1; ; round += 1) {
        try {
          return await attempt(pool, clock, work);
        } catch (error) {
          if (round === attempts || !mustGiveWay(error)) throw error;
        }
      }
    },
    ping() {
      // However many ask, the database is asked once at a time.
      pinging ??= watchPool
        .query('select 1')
        .then(() => undefined)
        .finally(() => {
          pinging = null;
        });
      return pinging;
    },
    async close() {
      await pool.end();
      await closeRest();
    },
  };
}
