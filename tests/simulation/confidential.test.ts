import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { confidentialScene } from './confidentialScene.ts';
import { replay } from './conservation.ts';
import { type House, openHouse } from './world.ts';
import { momentArbitrary } from './moments.ts';
import { simulate } from './run.ts';

const runs = Math.ceil(Number(process.env['RUNS'] ?? 2_500) / 20);
describe('[C7] [F31] [F106] a colleague of another agency and a confidential matter', () => {
  let world: House;
  beforeAll(async () => {
    world = await openHouse();
  });
  afterAll(() => world.close());

  it(`over ${runs} seeded runs nobody is let in without the customer’s yes, and no question outlives its call`, async () => {
    const seen = new Set<string>();
    await fc.assert(
      fc.asyncProperty(fc.array(momentArbitrary, { minLength: 4, maxLength: 12 }), async (moments) => {
        for (const line of await simulate(world, moments, confidentialScene))
          for (const word of ['bringIn', 'says yes', 'says no']) if (line.includes(word)) seen.add(word);
      }),
      { numRuns: runs, ...(process.env['RUNS'] === undefined ? { seed: 13 } : {}), ...replay },
    );
    if (runs > 100) expect([...seen].sort()).toEqual(['bringIn', 'says no', 'says yes']);
  });
});
