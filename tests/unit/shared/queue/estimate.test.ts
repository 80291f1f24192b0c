import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { estimateWait, inMinutes } from '#shared/queue/estimate.ts';
import { seededRandom } from '#tests/support/seededRandom.ts';

const history = { samples: 50, meanHandlingMs: 600_000 };
const position = fc.integer({ min: 1, max: 200 });
const experts = fc.integer({ min: 1, max: 50 });

describe('[F8] the estimated wait', () => {
  it('says nothing where it does not know: too little history, or nobody to wait for', () => {
    expect(estimateWait(1, 0, history)).toBeNull();
    expect(estimateWait(1, 3, { ...history, samples: 4 })).toBeNull();
    expect(estimateWait(1, 3, { ...history, samples: 5 })).not.toBeNull();
  });

  it('is a range, grows with the place and shrinks with the number of experts', () => {
    fc.assert(
      fc.property(position, experts, (place, count) => {
        const here = estimateWait(place, count, history);
        const behind = estimateWait(place + 1, count, history);
        const withMore = estimateWait(place, count + 1, history);
        if (here === null || behind === null || withMore === null) throw new Error('there is history');
        expect(here.fromMs).toBeGreaterThan(0);
        expect(here.fromMs).toBeLessThan(here.toMs);
        expect(behind.fromMs).toBeGreaterThan(here.fromMs);
        expect(behind.toMs).toBeGreaterThan(here.toMs);
        expect(withMore.toMs).toBeLessThan(here.toMs);
      }),
    );
  });

  it('holds what it says: of simulated waits a quarter is shorter than the range, a tenth longer, within two in a hundred', () => {
    const random = seededRandom(20_261_123);
    for (const [place, count] of [
      [1, 1],
      [3, 2],
      [12, 4],
    ] as const) {
      const range = estimateWait(place, count, history);
      if (range === null) throw new Error('there is history');
      const waits = Array.from({ length: 20_000 }, () =>
        Array.from({ length: place }, () => (-Math.log(1 - random()) * history.meanHandlingMs) / count).reduce((sum, one) => sum + one, 0),
      );
      expect(waits.filter((wait) => wait < range.fromMs).length / waits.length).toBeCloseTo(0.25, 1.5);
      expect(waits.filter((wait) => wait > range.toMs).length / waits.length).toBeCloseTo(0.1, 1.5);
    }
  });

  it('is said in round minutes, never too short', () => {
    expect(inMinutes({ fromMs: 10_000, toMs: 30_000 })).toEqual({ from: 0, to: 1 });
    expect(inMinutes({ fromMs: 130_000, toMs: 470_000 })).toEqual({ from: 2, to: 8 });
    expect(inMinutes({ fromMs: 700_000, toMs: 1_300_000 })).toEqual({ from: 10, to: 25 });
  });
});
