import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { z } from 'zod';
import type { Database } from '#server/platform/database/index.ts';
import { confidentialScene } from '#tests/simulation/confidentialScene.ts';
import { openHouse, tables } from '#tests/simulation/world.ts';
import { momentArbitrary } from '#tests/simulation/moments.ts';
import { simulate } from '#tests/simulation/run.ts';

/** What is played: seeds from 1 on, with each fourth run about the confidential matter. Another number of runs gives another digest. */
const runs = Number(process.env['RUNS'] ?? 300);
const runArbitrary = fc.array(momentArbitrary, { minLength: 6, maxLength: 16 });

const tableRow = z.object({ rows: z.string() });

/** Everything that a run has left in the tables that it may change, sorted, since the database keeps no order. */
const readOutcome = (database: Database): Promise<string[]> =>
  database.transaction(async (tx) => {
    const outcome: string[] = [];
    for (const table of tables) {
      const sql = `select coalesce(json_agg(row order by row::text), '[]')::text as rows from (select to_jsonb(t) as row from ${table} t) as found`;
      const [found] = await tx.rows(tableRow, sql);
      outcome.push(`${table}: ${found?.rows ?? ''}`);
    }
    return outcome;
  });

// Prints one line for fixed runs of the simulation. A change of form leaves the digest as it was; a change of what happens does not.
const world = await openHouse();
const digest = createHash('sha256');
try {
  for (let seed = 1; seed <= runs; seed += 1) {
    const [moments = []] = fc.sample(runArbitrary, { seed, numRuns: 1 });
    const log = await simulate(world, moments, seed % 4 === 0 ? confidentialScene : null);
    digest.update(JSON.stringify([seed, log, await readOutcome(world.database)]));
  }
} finally {
  await world.close();
}
process.stdout.write(`${digest.digest('hex')} over ${runs} runs\n`);
