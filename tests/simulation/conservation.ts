import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type House, openHouse } from './world.ts';
import { momentArbitrary } from './moments.ts';
import { simulate } from './run.ts';

/** Both halves together; they run side by side. A failure prints its seed and path: `RUNS=2 SEED=… SIM_PATH=… npm run simulate` plays it again, and looks for a shorter one. */
const runs = Number(process.env['RUNS'] ?? 3_000) / 2;
/** The test command plays the same runs each time, so that it says whether the change broke something; `npm run simulate` looks for what nobody has met yet. */
const knownSeeds = process.env['RUNS'] === undefined ? { 1: 11, 2: 12 } : null;
export const replay = {
  ...(process.env['SEED'] === undefined ? {} : { seed: Number(process.env['SEED']) }),
  ...(process.env['SIM_PATH'] === undefined ? {} : { path: process.env['SIM_PATH'] }),
};

/** Half of the runs, in a process of its own. */
export function conservation(half: 1 | 2): void {
  describe(`[C1] [C3] [C7] conservation, half ${half}`, () => {
    let world: House;
    beforeAll(async () => {
      world = await openHouse();
    });
    afterAll(() => world.close());

    it(`over ${runs} seeded runs of two engine processes each call is in one place, and nobody waits unseen`, async () => {
      const seen = new Set<string>();
      await fc.assert(
        fc.asyncProperty(fc.array(momentArbitrary, { minLength: 4, maxLength: 12 }), async (moments) => {
          for (const line of await simulate(world, moments)) seen.add(line.replaceAll(/[^a-z ]/g, '').trim());
        }),
        { numRuns: runs, endOnFailure: replay.path === undefined, ...(knownSeeds === null ? {} : { seed: knownSeeds[half] }), ...replay },
      );
      // The runs must have gone somewhere: every kind of deed at least.
      if (runs > 100) expect(seen.size).toBeGreaterThan(70);
    });
  });
}
