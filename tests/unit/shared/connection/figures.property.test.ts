import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { figuresOf, figuresSchema, meanFigures } from '#shared/connection/figures.ts';
import { speechScore } from '#shared/connection/score.ts';
import { changed, goodReport, goodSample } from '#tests/support/legs.ts';

describe('the score', () => {
  it('is the E-model’s for known values: no loss and no delay is good, a tenth lost is poor', () => {
    expect(speechScore(0, 0.02)).toBeGreaterThan(4.2);
    expect(speechScore(0.1, 0.02)).toBeLessThan(3.2);
    expect(speechScore(1, 2)).toBeLessThan(1.2);
  });

  it('never rises with loss or delay, and stays between 1 and 4.5', () => {
    const ratio = fc.double({ min: 0, max: 1, noNaN: true });
    const trip = fc.double({ min: 0, max: 3, noNaN: true });
    fc.assert(
      fc.property(ratio, ratio, trip, trip, (a, b, s, t) => {
        const [better, worse] = [speechScore(Math.min(a, b), Math.min(s, t)), speechScore(Math.max(a, b), Math.max(s, t))];
        expect(worse).toBeLessThanOrEqual(better + 1e-9);
        expect(worse).toBeGreaterThanOrEqual(1);
        expect(better).toBeLessThanOrEqual(4.5);
      }),
    );
  });
});

describe('figures', () => {
  it('keep nothing that names anybody', () => {
    const text = JSON.stringify(figuresOf(goodSample(0)));
    expect(figuresSchema.safeParse(figuresOf(goodSample(0))).success).toBe(true);
    expect(text).not.toContain('e1');
    expect(text).not.toContain(goodReport.sessionId);
  });

  it('of a relay say how it is reached, which is what the network lets through', () => {
    const path = goodReport.receive && { ...goodReport.receive, candidateType: 'relay' as const, relayProtocol: 'tls' as const };
    expect(figuresOf(changed(0, { report: { receive: path } }))).toMatchObject({ protocol: 'tcp', candidateType: 'relay' });
    expect(figuresOf(goodSample(0))).toMatchObject({ protocol: 'udp', candidateType: 'host' });
  });

  it('the mean of equal looks is that look, and of none there is none', () => {
    const look = figuresOf(goodSample(0));
    expect(meanFigures([look, look])).toEqual(look);
    expect(meanFigures([])).toBeNull();
  });

  it('a mean lies between its looks', () => {
    const looks = [0.1, 0.3].map((upLossRatio, index) => figuresOf(changed(index, { server: { upLossRatio } })));
    expect(meanFigures(looks)?.upLossRatio).toBeCloseTo(0.2);
  });
});
