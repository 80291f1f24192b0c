import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { figuresOf, figuresSchema, meanFigures } from '#shared/connection/figures.ts';
import { scoreOf, speechScore } from '#shared/connection/score.ts';
import type { ConnectionReport } from '#shared/contract/connectionReport.ts';
import { changed, goodReport, goodSample, goodServer } from '#tests/support/legs.ts';

describe('the score', () => {
  it('is the E-model’s for known values: no loss and no delay is good, a tenth lost is poor', () => {
    expect(speechScore(0, 0.02)).toBeGreaterThan(4.2);
    expect(speechScore(0.1, 0.02)).toBeLessThan(3.2);
    expect(speechScore(1, 2)).toBeLessThan(1.2);
  });

  it('does not dip below 1 where the curve of the recommendation does', () => {
    for (const roundTripTime of [1.3, 1.35, 1.4, 1.45, 1.5]) expect(speechScore(0, roundTripTime)).toBeGreaterThanOrEqual(1);
    for (const lossRatio of [0.5, 0.7, 0.9, 1]) expect(speechScore(lossRatio, 0.5)).toBeGreaterThanOrEqual(1);
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

describe('the score of a look', () => {
  const withSound = (sound: Partial<ConnectionReport['inbound'][number]>, isFlowing = true) =>
    changed(0, {
      report: { inbound: goodReport.inbound.map((one) => (one.source === 'microphone' ? { ...one, ...sound } : one)) },
      server: { consumers: goodServer.consumers.map((one) => ({ ...one, isFlowing })) },
    });
  const good = scoreOf(goodSample(0)) ?? 0;

  it('[F92] is not there while nobody’s sound is to come, whatever the browser makes up for it', () => {
    const muted = withSound({ packetsReceived: 0, concealedSamples: 96_000, silentConcealedSamples: 95_000 }, false);
    expect(figuresOf(muted)).toMatchObject({ score: null, concealedRatio: null });
  });

  it('[F92] does not fall for the look in which the other begins to speak again after being muted', () => {
    expect(scoreOf(withSound({ packetsReceived: 40, concealedSamples: 50_000, silentConcealedSamples: 49_000 }))).toBeGreaterThan(good - 0.2);
  });

  it('falls where sound that should have come was made up', () => {
    expect(scoreOf(withSound({ concealedSamples: 20_000, silentConcealedSamples: 0 }))).toBeLessThan(3);
  });

  it('falls where nothing comes of somebody who is not muted, though a browser soon makes up mere silence for it', () => {
    expect(scoreOf(withSound({ packetsReceived: 0, concealedSamples: 96_000, silentConcealedSamples: 90_000 }))).toBeLessThan(1.5);
  });

  it('goes by the loss of packets where a browser does not count samples', () => {
    const uncounted = (packetsLost: number) =>
      changed(0, {
        report: { inbound: goodReport.inbound.map((one) => ({ ...one, packetsLost, totalSamplesReceived: null, concealedSamples: null })) },
      });
    expect(scoreOf(uncounted(0))).toBe(good);
    expect(scoreOf(uncounted(30))).toBeLessThan(3);
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
