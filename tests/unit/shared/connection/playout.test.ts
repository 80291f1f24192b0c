import fc from 'fast-check';
import { expect, it } from 'vitest';
import { lossBeforeRepair } from '#shared/connection/loss.ts';
import { playoutDelay } from '#shared/connection/playout.ts';
import { goodReport } from '#tests/support/legs.ts';

const loss = fc.double({ min: 0, max: 1, noNaN: true });
const trip = fc.double({ min: 0, max: 2_000, noNaN: true });

it('waits for nothing while nothing is lost, and never longer than talking can bear', () => {
  expect(playoutDelay(0.01, 50)).toBeNull();
  fc.assert(fc.property(loss, trip, (lossRatio, roundTripMs) => (playoutDelay(lossRatio, roundTripMs) ?? 0) <= 400));
});

it('waits the longer the more is lost and the longer the way', () => {
  const waits = (lossRatio: number, roundTripMs: number): number => playoutDelay(lossRatio, roundTripMs) ?? 0;
  fc.assert(
    fc.property(loss, loss, trip, trip, (a, b, near, far) => {
      expect(waits(Math.max(a, b), near)).toBeGreaterThanOrEqual(waits(Math.min(a, b), near));
      expect(waits(a, Math.max(near, far))).toBeGreaterThanOrEqual(waits(a, Math.min(near, far)));
    }),
  );
  // Three tries at 10 %, of which two are waited for.
  expect(playoutDelay(0.1, 20)).toBe(60 + 2 * 60);
});

it('counts sound that was asked for again although it is no longer missing, and pictures that are', () => {
  const [sound, picture] = goodReport.inbound;
  if (sound === undefined || picture === undefined) throw new Error('no inbound');
  expect(lossBeforeRepair({ inbound: [{ ...sound, packetsReceived: 90, packetsLost: 0, nackCount: 10 }] })).toBeCloseTo(0.1);
  expect(lossBeforeRepair({ inbound: [{ ...picture, packetsReceived: 90, packetsLost: 10, nackCount: 40 }] })).toBeCloseTo(0.1);
  expect(lossBeforeRepair({ inbound: [] })).toBe(0);
});
