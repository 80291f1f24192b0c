import { randomInt } from 'node:crypto';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { pino } from 'pino';
import { z } from 'zod';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CatalogueReader } from '#server/catalogue/index.ts';
import { importContent } from '#server/catalogue/store.ts';
import { type Database, openDatabase } from '#server/platform/database/index.ts';
import { content } from '#tests/simulation/world.ts';
import { checkConsents, checkNobodyUnseen, checkPlaces, checkReplay, readSnapshot, unseenIn } from '#tests/simulation/snapshot.ts';
import { createTestEngine } from '#tests/support/engine.ts';
import { type TestPostgres, startPostgres } from '#tests/support/postgres.ts';
import { type RunningProcess, says, startProcess } from '#tests/support/process.ts';

const processCount = 4;
const kills = Number(process.env['ENGINE_KILLS'] ?? 100);
/** So long between two looks at the rules while the killing goes on: many rings, and as many rounds of routing as the killing leaves time for. */
const sampleEveryMs = 10_000;
const options = { dataDir: '', poolSize: 8, dumpIntervalMs: 3_600_000, logger: pino({ level: 'silent' }) };

let postgres: TestPostgres;
let url: string;
let database: Database;
beforeAll(async () => {
  postgres = await startPostgres();
  url = await postgres.createDatabase();
  database = await openDatabase({ ...options, url });
  await database.transaction((tx) => importContent(tx, content));
}, 120_000);
afterAll(async () => {
  await database.close();
  await postgres.stop();
});

describe('[Q2] the engine on PostgreSQL', () => {
  const told = new Set<string>();
  const faults: string[] = [];

  /** Starts one and resolves when it works. */
  const start = (): Promise<RunningProcess<unknown>> =>
    startProcess(process.execPath, ['tests/support/engineProcess.ts'], {
      env: { ...process.env, DATABASE_URL: url, NODE_COMPILE_CACHE: path.join(tmpdir(), 'distans-compiled') },
      ready: (child) => {
        child.stderr.on('data', (text: Buffer) => faults.push(text.toString()));
        child.once('exit', (code, signal) => signal !== 'SIGKILL' && faults.push(`an engine ended by itself: ${signal ?? code}`));
        createInterface({ input: child.stdout }).on('line', (line) => {
          if (line.startsWith('told ')) told.add(line.slice(5));
          else if (line.startsWith('fault ')) faults.push(line);
        });
        return says(child, /^ready$/m);
      },
    });

  const countRow = z.object({ n: z.number() });
  /** Transactions of others that are still open. */
  const openElsewhere = (): Promise<number> =>
    database.transaction(
      async (tx) =>
        (
          await tx.rows(
            countRow,
            `select count(*)::int as n from pg_stat_activity where datname = current_database() and xact_start is not null and pid <> pg_backend_pid()`,
          )
        )[0]?.n ?? 0,
    );

  it(`four processes, ${kills} kill -9 among them at random moments: no call vanishes, none is in two places, the index is right, nobody waits unseen, all along`, async () => {
    const alive = await Promise.all(Array.from({ length: processCount }, start));
    const catalogue = await CatalogueReader.create(database);
    let unseenBefore = new Set<string>();
    let lookedAt = performance.now();
    /** While all of it goes on: places in one reading, and nobody whom an able expert has been free for since the last look, which is many rings ago. */
    const look = async (): Promise<void> => {
      const toldBefore = new Set(told);
      const snapshot = await readSnapshot(database);
      checkPlaces(snapshot, toldBefore);
      const unseen = unseenIn(snapshot, catalogue).map((one) => JSON.stringify(one));
      expect(unseen.filter((one) => unseenBefore.has(one))).toEqual([]);
      unseenBefore = new Set(unseen);
    };
    for (let killed = 0; killed < kills;) {
      const round = Math.min(2, kills - killed);
      // Two at once, so that two are always left.
      const victims = Array.from({ length: round }, (_, index) => alive[(killed + index) % processCount] as RunningProcess<unknown>);
      await new Promise((resolve) => setTimeout(resolve, randomInt(5, 60)));
      await Promise.all(victims.map((victim) => victim.stop()));
      const fresh = await Promise.all(victims.map(start));
      fresh.forEach((engine, index) => (alive[(killed + index) % processCount] = engine));
      killed += round;
      if (performance.now() - lookedAt < sampleEveryMs) continue;
      await look();
      lookedAt = performance.now();
    }
    await Promise.all(alive.map((engine) => engine.stop()));
    expect(faults).toEqual([]);
    expect(told.size).toBeGreaterThan(kills / 10);

    const engine = await createTestEngine(database, { bringContent: async () => {} });
    // What the killed ones held in locks is let go when PostgreSQL finds them gone; a running server would look again every second.
    while ((await openElsewhere()) > 0);
    for (const { id } of content.agencies) await engine.route(id);
    const snapshot = await readSnapshot(database);
    checkPlaces(snapshot, told);
    checkNobodyUnseen(snapshot, engine.catalogue);
    await checkReplay(database, snapshot);
    await checkConsents(database, snapshot, engine.catalogue);
    const accepted = snapshot.calls.filter(({ state }) => state === 'closed' || state === 'wrapUp' || state === 'active');
    expect(accepted.length).toBeGreaterThan(kills / 20);
  }, 1_500_000);
});
