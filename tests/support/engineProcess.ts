import { randomInt, randomUUID } from 'node:crypto';
import { writeSync } from 'node:fs';
import pg from 'pg';
import { AppError } from '#server/errors.ts';
import { databaseOver } from '#server/platform/database/pool.ts';
import { deedsOf } from '#tests/simulation/actions.ts';
import { readSnapshot } from '#tests/simulation/snapshot.ts';
import { createTestEngine } from './engine.ts';

/**
 * An engine process that plays everything that people could do, as fast as it can, until it is killed. It prints what a customer would have
 * been told (`told`), and what must not happen (`fault`).
 */
const say = (line: string): void => void writeSync(1, `${line}\n`);
const pool = new pg.Pool({ connectionString: process.env['DATABASE_URL'], max: 4, pipeline: true });
pool.on('error', () => {});
const database = databaseOver('server', pool, async () => {});
const timings = {
  ringMs: 400,
  refusalMs: 300,
  terminalGraceMs: 3_000,
  expertGraceMs: 300,
  connectingGraceMs: 300,
  connectMs: 200,
  wrapUpMs: 500,
  parkMs: 2_000,
  summonMs: 500,
  summonPauseMs: 300,
};
const engine = await createTestEngine(database, { bringContent: async () => {}, timings });
const agencies = engine.catalogue.all.agencies.map(({ id }) => id);
const quietly = (work: Promise<unknown>): Promise<unknown> =>
  work.catch((error: unknown) => {
    if (!(error instanceof AppError) || error.code === 'fault')
      say(`fault ${error instanceof Error ? (error.stack ?? error.message).replaceAll('\n', ' | ') : String(error)}`);
  });

/** Of this process’s customers. */
const pins = new Map<number, string>();

say('ready');
for (let round = 0; ; round += 1) {
  const snapshot = await readSnapshot(database, { withClosed: false });
  const actions = deedsOf({ snapshot, newId: randomUUID, told: (callId) => say(`told ${callId}`), pins }, randomInt(100));
  const picks = [0, 1, 2].map(() => actions[randomInt(actions.length)]);
  await Promise.all([...picks.map((deed) => quietly(deed?.run(engine) ?? Promise.resolve())), ...agencies.map((id) => engine.route(id))]);
  if (round % 5 === 0) {
    await quietly(engine.presence.tick());
    await quietly(engine.calls.runDue());
    await quietly(engine.experts.runDue());
  }
}
