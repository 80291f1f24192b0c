import { afterAll, beforeAll, beforeEach, describe } from 'vitest';
import type { Call } from '#shared/call/lifecycle.ts';
import type { CallId } from '#shared/ids.ts';
import { readCall } from '#server/calls/index.ts';
import type { Database } from '#server/db/index.ts';
import { AppError } from '#server/errors.ts';
import { type TestDatabase, databaseKinds } from './databases.ts';
import { type Engine, createEngine } from './engine.ts';

const tables = ['call_notes', 'call_events', 'calls', 'visits', 'presences', 'expert_statuses', 'help_requests', 'terminal_reports'];

export type World = {
  readonly database: Database;
  readonly engine: Engine;
  call(callId: CallId): Promise<Call>;
  /** Moves the world into the past, which to due times is the same as waiting. */
  later(ms: number): Promise<void>;
  /** The code that it was refused with, or `none`. */
  refusalOf(work: Promise<unknown>): Promise<string>;
  empty(): Promise<void>;
};

/** The same tests of the real features on the embedded database and on PostgreSQL, each beginning with an empty house. */
export const onBothDatabases = (title: string, tests: (world: World) => void): void =>
  describe.each(databaseKinds)(`${title} on %s`, (_name, open) => {
    let opened: TestDatabase;
    let engine: Engine;
    const world: World = {
      get database() {
        return opened.database;
      },
      get engine() {
        return engine;
      },
      async call(callId) {
        const found = await opened.database.transaction((tx) => readCall(tx, callId));
        if (found === null) throw new Error('no such call');
        return found;
      },
      later: (ms) =>
        opened.database.transaction(async (tx) => {
          await tx.run('update calls set due_at = due_at - $1', [ms]);
          await tx.run('update expert_statuses set offline_at = offline_at - $1', [ms]);
          await tx.run('update presences set lease_until = lease_until - $1', [ms]);
        }),
      refusalOf: (work) =>
        work.then(
          () => 'none',
          (error: unknown) => (error instanceof AppError ? error.code : String(error)),
        ),
      empty: async () => {
        await opened.database.transaction((tx) => tx.run(`truncate ${tables.join(', ')} cascade`));
      },
    };
    beforeAll(async () => {
      opened = await open();
      engine = await createEngine(opened.database);
    });
    afterAll(() => opened.close());
    beforeEach(world.empty);
    tests(world);
  });
