import { describe, expect, it } from 'vitest';
import { isUrgent } from '#shared/connection/urgency.ts';
import type { ConnectionReport } from '#shared/contract/connectionReport.ts';
import { goodReport } from '#tests/support/legs.ts';

const withTrip = (roundTripTime: number): ConnectionReport => ({ ...goodReport, outbound: goodReport.outbound.map((one) => ({ ...one, roundTripTime })) });
const withLoss = (packetsLost: number): ConnectionReport => ({
  ...goodReport,
  inbound: goodReport.inbound.map((one) => ({ ...one, packetsLost, packetsReceived: 100 - packetsLost })),
});

describe('what is told at once', () => {
  it('is a round trip that has grown, or loss that has begun', () => {
    expect(isUrgent(withTrip(0.05), withTrip(0.3))).toBe(true);
    expect(isUrgent(withLoss(0), withLoss(12))).toBe(true);
  });

  it('is not what has been told already, or what has become better', () => {
    expect(isUrgent(goodReport, goodReport)).toBe(false);
    expect(isUrgent(withTrip(0.3), withTrip(0.32))).toBe(false);
    expect(isUrgent(withLoss(12), withLoss(20))).toBe(false);
    expect(isUrgent(withTrip(0.3), withTrip(0.05))).toBe(false);
    expect(isUrgent(withLoss(12), withLoss(0))).toBe(false);
  });
});
