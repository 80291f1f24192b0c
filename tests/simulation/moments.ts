import fc from 'fast-check';
import type { Moment } from './run.ts';

/** One moment of a run; an array of them is a run. */
export const momentArbitrary: fc.Arbitrary<Moment> = fc.record({
  deed: fc.nat({ max: 9_999 }),
  chance: fc.nat({ max: 99 }),
  node: fc.constantFrom(0, 1),
  beside: fc.option(fc.nat({ max: 9_999 }), { freq: 2 }),
  // Mostly moments, sometimes long enough for what is due, for a visit to be idle or a booked time to come; now and then the clock steps back.
  waitMs: fc.oneof(
    { weight: 18, arbitrary: fc.constantFrom(0, 50, 2_000) },
    { weight: 6, arbitrary: fc.constantFrom(11_000, 21_000, 65_000, -5_000) },
    { weight: 1, arbitrary: fc.constantFrom(605_000, 1_900_000, -3_600_000) },
  ),
  fault: fc.oneof(
    { weight: 8, arbitrary: fc.constant('none' as const) },
    { weight: 1, arbitrary: fc.constantFrom('lostBeforeCommit' as const, 'lostAfterCommit' as const) },
  ),
});
