import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type NetworkFaults, emptyLine, networkFaultsSchema, noNetworkFaults, packetFate } from '#shared/practice/networkFaults.ts';

/** Sends packets of some size, so many milliseconds apart; when each arrives. */
function send(faults: Partial<NetworkFaults>, count: number, everyMs: number, random: () => number, bytes = 1_000): (readonly number[])[] {
  let line = emptyLine;
  return Array.from({ length: count }, (_, index) => {
    const fate = packetFate({ ...noNetworkFaults, ...faults }, line, bytes, index * everyMs, random);
    line = fate.line;
    return fate.arrivals;
  });
}

/** A repeatable stand-in for chance. */
function chance(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296;
    return state / 4_294_967_296;
  };
}

const seeds = fc.integer({ min: 1, max: 2 ** 31 });

describe('the network of a practice call', () => {
  it('without faults every packet arrives once and at once', () => {
    fc.assert(
      fc.property(seeds, fc.integer({ min: 1, max: 50 }), (seed, everyMs) => {
        expect(send({}, 100, everyMs, chance(seed))).toEqual(Array.from({ length: 100 }, (_, index) => [index * everyMs]));
      }),
    );
  });

  it('a delay delays all alike, and jitter never changes the order', () => {
    fc.assert(
      fc.property(seeds, fc.integer({ min: 0, max: 500 }), fc.integer({ min: 0, max: 300 }), (seed, delayMs, jitterMs) => {
        const arrivals = send({ delayMs, jitterMs }, 200, 20, chance(seed)).flat();
        expect(arrivals).toHaveLength(200);
        arrivals.forEach((at, index) => {
          expect(at).toBeGreaterThanOrEqual(index * 20 + delayMs);
          expect(at).toBeGreaterThanOrEqual(arrivals[index - 1] ?? 0);
        });
      }),
    );
  });

  it('loses about the share that is asked for, and everything of it when UDP is blocked', () => {
    for (const lossRatio of [0.1, 0.3]) {
      const lost = send({ lossRatio }, 10_000, 1, chance(7)).filter((arrivals) => arrivals.length === 0).length;
      expect(lost / 10_000).toBeGreaterThan(lossRatio - 0.02);
      expect(lost / 10_000).toBeLessThan(lossRatio + 0.02);
    }
    expect(send({ isUdpBlocked: true }, 100, 10, chance(7)).flat()).toEqual([]);
  });

  it('loses the same share in rows', () => {
    const sent = send({ lossRatio: 0.1, lossBurst: 5 }, 100_000, 1, chance(11)).map((arrivals) => arrivals.length === 0);
    const lost = sent.filter(Boolean).length;
    expect(lost / sent.length).toBeGreaterThan(0.09);
    expect(lost / sent.length).toBeLessThan(0.11);
    const rows = sent
      .map((isLost) => (isLost ? 'x' : ' '))
      .join('')
      .trim()
      .split(/ +/);
    for (const row of rows.slice(1, -1)) expect(row.length % 5).toBe(0);
  });

  it('lets through no more than the bandwidth, with a short queue in front of it', () => {
    fc.assert(
      fc.property(seeds, fc.integer({ min: 50, max: 500 }), (seed, bandwidthKbps) => {
        // Twice as much as goes through, for ten seconds.
        const everyMs = 8_000 / bandwidthKbps / 2;
        const count = Math.round(10_000 / everyMs);
        const sent = send({ bandwidthKbps }, count, everyMs, chance(seed));
        const arrivals = sent.flat();
        const lastAt = Math.max(...arrivals);
        expect((arrivals.length * 8_000) / lastAt).toBeLessThanOrEqual(bandwidthKbps * 1.01);
        sent.forEach(([at], index) => at !== undefined && expect(at - index * everyMs).toBeLessThanOrEqual(400 + (8_000 / bandwidthKbps) * 1.01));
      }),
    );
  });

  it('duplicates and reorders as asked', () => {
    const sent = send({ duplicateRatio: 0.02, reorderRatio: 0.05 }, 10_000, 10, chance(3));
    const twice = sent.filter((arrivals) => arrivals.length === 2).length;
    const late = sent.filter(([at], index) => (at ?? 0) > index * 10).length;
    expect(twice / 10_000).toBeGreaterThan(0.01);
    expect(late / 10_000).toBeGreaterThan(0.03);
    expect(sent.every((arrivals) => arrivals.length > 0)).toBe(true);
  });

  it('what is out of range is refused', () => {
    for (const wrong of [{ lossRatio: 1.1 }, { delayMs: -1 }, { bandwidthKbps: 0 }, { other: 1 }])
      expect(networkFaultsSchema.safeParse(wrong).success).toBe(false);
  });
});
