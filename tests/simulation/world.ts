import pg from 'pg';
import { agencySchema, pointSchema } from '#shared/contract/catalogue.ts';
import type { Instant } from '#shared/instant.ts';
import { type Content, importContent, staffMemberSchema } from '#server/catalogue/store.ts';
import type { Database } from '#server/platform/database/index.ts';
import { migrate } from '#server/platform/database/migrate.ts';
import { databaseOver } from '#server/platform/database/pool.ts';
import { type Engine, createTestEngine } from '#tests/support/engine.ts';
import { seededRandom } from '#tests/support/seededRandom.ts';
import { startPostgres } from '#tests/support/postgres.ts';
import { type FaultyLink, withFaults } from './faults.ts';

const names = (text: string) => ({ sv: text, fi: text, en: text });
const service = (id: string, isConfidential: boolean) => ({ id, names: names(id), description: names(id), prepare: names(id), isConfidential });
const agency = (id: string, units: readonly object[] = []) =>
  agencySchema.parse({
    id,
    names: names(id),
    shortNames: names(id),
    description: names(id),
    icon: 'House',
    services: [service(`${id}.1`, false), service(`${id}.2`, true)],
    units,
    // Those who wait at the end of the hours are sent away by one, and served by the other.
    whenClosing: id === 'a' ? 'serveWaiting' : 'endWaiting',
    routing: { choice: id === 'a' ? 'longestIdle' : 'fewestCalls', relaxLanguageAfterMs: 10_000, relaxUnitAfterMs: 15_000, relaxPoolAfterMs: 30_000 },
  });
const expert = (id: string, agencyId: string, services: readonly (string | object)[], spoken: readonly string[], unitId?: string) =>
  staffMemberSchema.parse({ id, role: 'expert', displayName: id, agencyId, languages: spoken.map((language) => ({ language, level: 3 })), services, unitId });

/** Small enough to be crowded: two agencies, one of them with units; four terminals, five experts. */
export const content: Content = {
  agencies: [
    agency('a', [
      { id: 'near', names: names('near'), points: ['p'], neighbours: ['next'] },
      { id: 'next', names: names('next'), points: [] },
    ]),
    agency('b'),
  ],
  points: [
    pointSchema.parse({
      id: 'p',
      kind: 'fixed',
      names: names('p'),
      municipality: names('p'),
      defaultLanguage: 'sv',
      terminals: ['t1', 't2', 't3'].map((id) => ({ id, names: names(id) })),
    }),
    pointSchema.parse({
      id: 'q',
      kind: 'mobile',
      names: names('q'),
      municipality: names('q'),
      defaultLanguage: 'fi',
      terminals: [{ id: 't4', names: names('t4') }],
    }),
  ],
  staff: [
    expert('a1', 'a', ['a.1', { serviceId: 'a.2', level: 2 }], ['sv', 'fi'], 'near'),
    expert('a2', 'a', ['a.1'], ['fi'], 'next'),
    expert('a3', 'a', ['a.2', 'a.1'], ['sv'], undefined),
    expert('b1', 'b', ['b.1', 'b.2'], ['sv', 'fi']),
    expert('b2', 'b', ['b.2'], ['sv']),
    staffMemberSchema.parse({ id: 'adviser-p', role: 'adviser', displayName: 'adviser', pointId: 'p', languages: [{ language: 'sv', level: 3 }] }),
    ...['a', 'b'].map((agencyId) =>
      staffMemberSchema.parse({
        id: `supervisor-${agencyId}`,
        role: 'supervisor',
        displayName: 'supervisor',
        agencyId,
        languages: [{ language: 'sv', level: 3 }],
      }),
    ),
  ],
};

/** Emptied between runs, and swept: what lies about of earlier runs makes all later ones slower. */
export const tables = [
  'routing_targets',
  'shared_notes',
  'visit_service_requests',
  'queue_closures',
  'messages',
  'call_notes',
  'terminal_entries',
  'call_events',
  'calls',
  'visits',
  'pin_tries',
  'number_overrides',
  'entry_limit_lifts',
  'ended_numbers',
  'presences',
  'expert_statuses',
  'help_requests',
];
/** Emptied too, but no part of a run's outcome: what is kept of it for statistics. */
const besides = ['routing_rounds'];
const emptySql = [...tables, ...besides].map((table) => `delete from ${table}`).join(';');

/** When every run begins. */
export const epoch = 1_800_000_000_000 as Instant;

/** What a run plays on: the clock, and two processes of the engine with their connections. */
export type Stage = {
  readonly database: Database;
  /** What every transaction takes for the time; the run moves it on. */
  readonly clock: { now: Instant };
  readonly links: readonly [FaultyLink, FaultyLink];
  readonly engines: readonly [Engine, Engine];
  readonly newId: () => string;
};

export type House = { readonly database: Database; begin(): Promise<Stage>; close(): Promise<void> };

/**
 * The real schema and store, emptied between runs; the clock is the run's own. Both processes share one session of the database, so what they do
 * at the same time comes in any order, but one transaction after the other, and the same each time a seed is played: how transactions interleave,
 * with locks that are waited for or passed over, is for the four processes (tests/integration/engine).
 */
export async function openHouse(): Promise<House> {
  const postgres = await startPostgres();
  // Nothing here outlives its run. Statements go one by one: what is sent ahead of its answer would come in the order of the network's chunks.
  const pool = new pg.Pool({ connectionString: await postgres.createDatabase('socket'), max: 1, options: '-c synchronous_commit=off' });
  // A pool has ended before its connection has, and a server that stops meanwhile says so to whoever still listens.
  pool.on('error', () => undefined);
  await migrate(pool);
  // The server tidies up by its own clock, after which rows without an order come in another one.
  for (const table of [...tables, ...besides]) await pool.query(`alter table ${table} set (autovacuum_enabled = false)`);
  const clock = { now: epoch };
  const database = databaseOver(
    'server',
    pool,
    () => postgres.stop(),
    () => clock.now,
  );
  await database.transaction((tx) => importContent(tx, content));
  const links = [withFaults(database), withFaults(database)] as const;
  let lastId = 0;
  let runs = 0;
  const newId = (): string => `00000000-0000-4000-8000-${String((lastId += 1)).padStart(12, '0')}`;
  let random = seededRandom(1);
  // Work on another thread would end whenever it likes, and no two plays would be the same.
  const hashing = { hash: (pin: string) => Promise.resolve(pin), verify: (hash: string | null, pin: string) => Promise.resolve(hash === pin) };
  const start = ({ database: own }: FaultyLink) =>
    createTestEngine(own, { bringContent: async () => {}, ports: { randomId: newId, randomInt: (below) => Math.floor(random() * below), hashing } });
  const engines = [await start(links[0]), await start(links[1])] as const;
  return {
    database,
    async begin() {
      await pool.query(emptySql);
      if ((runs += 1) % 20 === 0) await pool.query(`vacuum ${tables.join(', ')}`);
      lastId = 1_000;
      random = seededRandom(1);
      clock.now = epoch;
      for (const engine of engines) await engine.hours.refresh();
      return { database, clock, links, engines, newId };
    },
    close: () => database.close(),
  };
}
