import type { z } from 'zod';
import type { Instant } from '#shared/instant.ts';

export type SqlValue = string | number | boolean | null | Buffer | readonly string[] | readonly number[];

/**
 * One transaction. Every row that comes out is checked by a schema. Statements are carried out in the order in which they are given: those that need
 * nothing of each other's results are best given at once, and then cost one way to the database and back.
 */
export interface Transaction {
  /** The database's clock at the start of the transaction: the one clock by which leases and due times are judged. */
  readonly now: Instant;
  rows<S extends z.ZodType>(schema: S, sql: string, values?: readonly SqlValue[]): Promise<z.output<S>[]>;
  /** The number of rows that the statement touched. */
  run(sql: string, values?: readonly SqlValue[]): Promise<number>;
  /** Runs `action` after the commit, never after a rollback. */
  afterCommit(action: () => void): void;
}

export interface Database {
  readonly kind: 'embedded' | 'server';
  /**
   * Runs `work` in a transaction; any error rolls back. After a deadlock the work is done again, so it
   * must change nothing but the database. Never start a second one inside: the embedded database has one session.
   */
  transaction<T>(work: (transaction: Transaction) => Promise<T>): Promise<T>;
  /** Resolves when the database answers. */
  ping(): Promise<void>;
  close(): Promise<void>;
}
