import { describe, expect, it } from 'vitest';
import { type Stat, type Stats, answersOf, inboundOf, outboundOf, pathOf } from '#client/media/measure/stats.ts';
import { clearChanges, figureText } from '#client/features/connection/figureTexts.ts';
import { figuresOf } from '#shared/connection/figures.ts';
import type { ConnectionReport } from '#shared/contract/connectionReport.ts';
import { changed, goodReport, goodSample } from '#tests/support/legs.ts';

const statsOf = (...stats: Stat[]): Stats => new Map(stats.map((stat) => [stat.id, stat]));
const inbound = (timestamp: number, values: Record<string, number>): Stat => ({
  id: 'IN',
  type: 'inbound-rtp',
  timestamp,
  kind: 'video',
  trackIdentifier: 't1',
  ...values,
});
const track = { trackIdentifier: 't1', from: { role: 'expert' as const, id: 'e1' }, source: 'camera' as const };

describe('a page’s figures', () => {
  it('counters are told as growth, bytes as bits a second', () => {
    const before = statsOf(inbound(1_000, { packetsReceived: 100, bytesReceived: 10_000, packetsLost: 5 }));
    const now = statsOf(inbound(3_000, { packetsReceived: 160, bytesReceived: 60_000, packetsLost: 9 }));
    expect(inboundOf(before, now, [track])).toMatchObject([{ packetsReceived: 60, bitrate: 200_000, packetsLost: 4, from: track.from, source: 'camera' }]);
  });

  it('late packets that take back a loss are no negative loss, and a counter that begins anew counts from zero', () => {
    const before = statsOf(inbound(1_000, { packetsReceived: 100, packetsLost: 9 }));
    const now = statsOf(inbound(3_000, { packetsReceived: 10, packetsLost: 2 }));
    expect(inboundOf(before, now, [track])).toMatchObject([{ packetsReceived: 10, packetsLost: 0 }]);
  });

  it('a track that nobody knows is not told', () => {
    expect(inboundOf(new Map(), statsOf(inbound(1, {})), [])).toEqual([]);
  });

  it('simulcast layers are one source, limited as its worst layer is', () => {
    const layer = (id: string, frameHeight: number, qualityLimitationReason: string): Stat => ({
      id,
      type: 'outbound-rtp',
      timestamp: 2_000,
      kind: 'video',
      packetsSent: 10,
      frameHeight,
      qualityLimitationReason,
    });
    expect(outboundOf(new Map(), statsOf(layer('a', 180, 'none'), layer('b', 720, 'cpu')))).toMatchObject([
      { source: 'camera', packetsSent: 20, frameHeight: 720, qualityLimitationReason: 'cpu' },
    ]);
  });

  it('the round trip is the newest word, not what a layer was told before it was stopped', () => {
    const layer = (id: string): Stat => ({ id, type: 'outbound-rtp', timestamp: 4_000, kind: 'video' });
    const word = (localId: string, timestamp: number, roundTripTime: number): Stat => ({
      id: `R${localId}`,
      type: 'remote-inbound-rtp',
      timestamp,
      localId,
      roundTripTime,
    });
    const stats = statsOf(layer('small'), layer('large'), word('large', 2_000, 0.42), word('small', 3_900, 0.15));
    expect(outboundOf(new Map(), stats)).toMatchObject([{ source: 'camera', roundTripTime: 0.15 }]);
  });

  it('the path is that of the selected pair', () => {
    const stats = statsOf(
      { id: 'T', type: 'transport', timestamp: 1, selectedCandidatePairId: 'P2' },
      { id: 'P1', type: 'candidate-pair', timestamp: 1, localCandidateId: 'L1', currentRoundTripTime: 9 },
      { id: 'P2', type: 'candidate-pair', timestamp: 1, localCandidateId: 'L2', currentRoundTripTime: 0.05 },
      { id: 'L1', type: 'local-candidate', timestamp: 1, candidateType: 'host', protocol: 'udp' },
      { id: 'L2', type: 'local-candidate', timestamp: 1, candidateType: 'relay', protocol: 'udp', relayProtocol: 'tls' },
    );
    expect(pathOf(stats, 'connected')).toMatchObject({ candidateType: 'relay', relayProtocol: 'tls', currentRoundTripTime: 0.05 });
  });
});

describe('what answers', () => {
  const pair = (id: string, localCandidateId: string, responsesReceived: number, currentRoundTripTime: number): Stat => ({
    id,
    type: 'candidate-pair',
    timestamp: 1,
    localCandidateId,
    responsesReceived,
    currentRoundTripTime,
  });
  const candidate = (id: string, protocol: string): Stat => ({ id, type: 'local-candidate', timestamp: 1, protocol });
  const found = [candidate('U', 'udp'), candidate('T', 'tcp'), pair('udp', 'U', 5, 0.04), pair('tcp', 'T', 1, 0.2)];

  it('where UDP is in use, an answer over TCP says nothing of it', () => {
    const inUse = statsOf({ id: 'TR', type: 'transport', timestamp: 1, selectedCandidatePairId: 'udp' }, ...found);
    expect(answersOf([inUse])).toEqual({ counts: new Map([['udp', 5]]), roundTripMs: 40 });
  });

  it('where nothing is in use yet, every answer counts', () => {
    const counts = new Map(Object.entries({ udp: 5, tcp: 1 }));
    expect(answersOf([statsOf(...found), statsOf()])).toEqual({ counts, roundTripMs: 200 });
  });
});

describe('what a repair changed', () => {
  it('[F53] is told in figures: loss 12 % to 1 %', () => {
    const before = figuresOf(changed(0, { server: { upLossRatio: 0.12 } }));
    const after = figuresOf(changed(1, { server: { upLossRatio: 0.01 } }));
    expect(clearChanges({ remoteAction: 'restartIce' }, before, after)).toEqual(['upLossRatio']);
    expect([figureText('upLossRatio', before.upLossRatio, 'en'), figureText('upLossRatio', after.upLossRatio, 'en')]).toEqual(['12.0', '1.0']);
  });

  it('chance is not told as a change', () => {
    expect(clearChanges({ remoteAction: 'restartIce' }, figuresOf(goodSample(0)), figuresOf(goodSample(1)))).toEqual([]);
  });

  it('[F53] remote actions on devices are told by what the devices give, others not by who happens to speak', () => {
    const withDevices = (change: Partial<ConnectionReport['devices']>) => figuresOf(changed(0, { report: { devices: { ...goodReport.devices, ...change } } }));
    const [silent, speaking] = [withDevices({ microphoneLevel: 0, volume: 1 }), withDevices({ microphoneLevel: 0.08, volume: 0.3 })];
    expect(clearChanges({ remoteAction: 'chooseDevice', kind: 'audioinput', deviceId: 'b' }, silent, speaking)).toEqual(['microphoneLevel']);
    expect(clearChanges({ remoteAction: 'setVolume', volume: 0.3 }, silent, speaking)).toEqual(['volume']);
    expect(clearChanges({ remoteAction: 'setVolume', volume: 0.9 }, withDevices({ volume: 1 }), withDevices({ volume: 0.9 }))).toEqual(['volume']);
    expect(clearChanges({ remoteAction: 'setQuality', quality: 'small' }, silent, speaking)).toEqual([]);
    expect([figureText('microphoneLevel', 0, 'en'), figureText('microphoneLevel', 0.08, 'en')]).toEqual(['0.0', '8.0']);
  });

  it('the level of what is played comes from its energy over time', () => {
    const inbound = goodReport.inbound.map((one) => ({ ...one, totalAudioEnergy: one.source === 'microphone' ? 0.02 : null }));
    expect(figuresOf(changed(0, { report: { inbound, intervalMs: 2_000 } })).playedLevel).toBeCloseTo(0.1);
  });
});
