import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lossAfterRepair } from '#shared/connection/loss.ts';
import { queueDelayIn } from '#shared/connection/pathMeasures.ts';
import { perfectRemote, remoteOf, worstRemote } from '#shared/connection/remote.ts';

const share = fc.double({ min: 0, max: 1, noNaN: true });
const measures = fc.record({ jitterNow: share, jitter: share, lossRatio: share, isCongested: fc.boolean() });

describe('the summary of the others’ uplinks', () => {
  it('is that of nobody where nobody else is there', () => {
    expect(worstRemote([])).toEqual(perfectRemote);
  });

  it('is never better than any one of them, and no worse than the worst in each', () => {
    fc.assert(
      fc.property(fc.array(measures, { minLength: 1 }), (all) => {
        const remotes = all.map(remoteOf);
        const worst = worstRemote(remotes);
        for (const name of ['jitterNow', 'jitter', 'residualLoss'] as const) expect(worst[name]).toBe(Math.max(...remotes.map((remote) => remote[name])));
        expect(worst.uplinkCongested).toBe(all.some(({ isCongested }) => isCongested));
      }),
    );
  });

  it('a little loss is nearly all repaired, much loss is not', () => {
    expect(lossAfterRepair(0.05)).toBeCloseTo(0.0025);
    expect(lossAfterRepair(0.3)).toBe(0.3);
  });
});

describe('the queue delay', () => {
  it('is how much longer the last round trip is than the shortest, and 0 without one', () => {
    expect(queueDelayIn([])).toBe(0);
    expect(queueDelayIn([0.3, 0.1, 0.25])).toBeCloseTo(0.15);
    fc.assert(
      fc.property(fc.array(share), (trips) => {
        expect(queueDelayIn(trips)).toBeGreaterThanOrEqual(0);
      }),
    );
  });
});
