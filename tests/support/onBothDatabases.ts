import { afterAll, beforeAll, beforeEach, describe } from 'vitest';
import type { ParticipantKey } from '#shared/call/mediaRouting.ts';
import { type Call } from '#shared/call/lifecycle.ts';
import type { CallId } from '#shared/ids.ts';
import { readCall } from '#server/calls/index.ts';
import type { Database } from '#server/platform/database/index.ts';
import { AppError } from '#server/errors.ts';
import { type TestDatabase, databaseKinds } from './databases.ts';
import { type Engine, createTestEngine } from './engine.ts';
import { noMedia } from './ports.ts';
import { type VirtualClock, withVirtualClock } from './virtualClock.ts';

const tables = [
  'remote_action_runs',
  'self_tests',
  'connection_alerts',
  'connection_samples',
  'connection_scores',
  'healing_steps',
  'call_ratings',
  'routing_targets',
  'routing_rounds',
  'shared_notes',
  'visit_service_requests',
  'queue_closures',
  'point_closures',
  'wrap_up_drafts',
  'terminal_entries',
  'entry_limit_lifts',
  'mutes',
  'messages',
  'call_forms',
  'call_notes',
  'call_events',
  'calls',
  'visits',
  'visiting_bookings',
  'ended_numbers',
  'pin_tries',
  'number_overrides',
  'presences',
  'expert_statuses',
  'help_requests',
  'terminal_reports',
  'audit_entries',
  'accounts',
  'account_staff',
  'passkeys',
  'recovery_codes',
  'sign_in_steps',
  'first_administrator_links',
  'provider_subjects',
  'provider_sessions',
  'used_logout_tokens',
  'claim_mappings',
  'staff_invitations',
  'minimum_offers',
  'catalogue_change_records',
  'catalogue_changes',
  'catalogue_drafts',
];

export type World = {
  readonly database: Database;
  readonly engine: Engine;
  call(callId: CallId): Promise<Call>;
  /** Moves the clock, forwards or back. */
  later(ms: number): void;
  /** The code that it was refused with, or `none`. */
  refusalOf(work: Promise<unknown>): Promise<string>;
  /** Participants whose media session has been closed, since they did not go along with a customer or have left the call. */
  readonly leftBehind: ParticipantKey[];
  empty(): Promise<void>;
};

/** The same tests of the real features on the embedded database and on PostgreSQL, each beginning with an empty house. */
export const onBothDatabases = (title: string, tests: (world: World) => void): void =>
  describe.each(databaseKinds)(`${title} on %s`, (_name, open) => {
    let opened: TestDatabase;
    let clock: VirtualClock;
    let engine: Engine;
    const world: World = {
      get database() {
        return clock.database;
      },
      get engine() {
        return engine;
      },
      async call(callId) {
        const found = await clock.database.transaction((tx) => readCall(tx, callId));
        if (found === null) throw new Error('no such call');
        return found;
      },
      later: (ms) => clock.advance(ms),
      refusalOf: (work) =>
        work.then(
          () => 'none',
          (error: unknown) => (error instanceof AppError ? error.code : String(error)),
        ),
      leftBehind: [],
      empty: async () => {
        await opened.database.transaction(async (tx) => {
          // Nobody else empties the audit: its triggers refuse it.
          await tx.run('alter table audit_entries disable trigger user');
          await tx.run(`truncate ${tables.join(', ')} cascade`);
          await tx.run('alter table audit_entries enable trigger user');
          await tx.run(
            `update audit_chain set head = 0, erased_through = 0, head_hash = decode(repeat('00', 32), 'hex'), erased_hash = decode(repeat('00', 32), 'hex')`,
          );
        });
      },
    };
    beforeAll(async () => {
      opened = await open();
      clock = withVirtualClock(opened.database);
      engine = await createTestEngine(clock.database, { ports: { media: { ...noMedia, closeSession: async (key) => void world.leftBehind.push(key) } } });
    });
    afterAll(() => opened.close());
    beforeEach(world.empty);
    tests(world);
  });
