import { describe, expect, it } from 'vitest';
import { diagnose } from '#shared/connection/diagnose.ts';
import { type CauseCode, causeCodes, causeOf } from '#shared/connection/findings.ts';
import type { ConnectionReport } from '#shared/contract/connectionReport.ts';
import { goodRemote, goodReport, goodServer, historyWith } from '#tests/support/legs.ts';

type Changes = Parameters<typeof historyWith>[0];

const { devices, outbound, inbound, send } = goodReport;
const withDevices = (change: Partial<ConnectionReport['devices']>): Changes => [{ report: { devices: { ...devices, ...change } } }];
const withPath = (change: Partial<NonNullable<typeof send>>): Partial<ConnectionReport> => ({
  send: send && { ...send, ...change },
  receive: send && { ...send, ...change },
});
const lossy = (source: 'camera' | 'microphone') => inbound.map((one) => (one.source === source ? { ...one, packetsLost: 20, packetsReceived: 80 } : one));
const limited = outbound.map((one) => (one.source === 'camera' ? { ...one, qualityLimitationReason: 'bandwidth' as const } : one));
const still = { ...devices, cameraChange: 0 };

const twice = <T>(look: T): T[] => [look, look];
const smallest = goodServer.consumers.map((one) => ({ ...one, spatialLayer: null }));

/** Each cause with what shows it, and nothing else to be found. */
const cases: Record<CauseCode, Changes> = {
  microphoneMissing: withDevices({ microphone: 'missing', microphonePeak: null }),
  microphoneDenied: withDevices({ microphone: 'denied', camera: 'denied' }),
  microphoneBusy: withDevices({ microphone: 'busy' }),
  microphoneNotAnswering: withDevices({ microphone: 'notAnswering', camera: 'notAnswering' }),
  microphoneSilent: withDevices({ microphonePeak: 0, microphoneLevel: 0 }),
  speakerMissing: withDevices({ isSpeakerMissing: true }),
  speakerOff: withDevices({ volume: 0 }),
  cameraMissing: withDevices({ camera: 'missing' }),
  cameraDenied: withDevices({ camera: 'denied' }),
  cameraBusy: withDevices({ camera: 'busy' }),
  cameraNotAnswering: withDevices({ camera: 'notAnswering' }),
  cameraCovered: withDevices({ cameraBrightness: 0.01, cameraContrast: 0.005 }),
  cameraFrozen: [{ report: { devices: still } }, { report: { devices: still } }],
  acousticFeedback: withDevices({ acousticFeedbackRatio: 0.9 }),
  echo: withDevices({ echoRatio: 0.9, echoDelay: 0.2 }),
  oneWayAudio: [{ report: { inbound: inbound.map((one) => ({ ...one, totalAudioEnergy: one.source === 'microphone' ? 0 : null })) } }],
  pageAsleep: [{ report: { visibilityState: 'hidden', timerLatenessMs: 900 } }],
  processorOverloaded: [{ report: { timerLatenessMs: 400 } }],
  connectionLost: twice({ report: null, isSignalling: false, server: { upRtpBytes: 0, upBitrate: 0 } }),
  signallingLost: twice({ report: null, isSignalling: false }),
  mediaLost: [{ server: { upRtpBytes: 0, upBitrate: 0 } }],
  uplinkBandwidth: [{ report: { ...withPath({ availableOutgoingBitrate: 120_000, currentRoundTripTime: 0.5 }), outbound: limited } }],
  downlinkBandwidth: [{ server: { availableOutgoingBitrate: 120_000, consumers: smallest } }],
  uplinkLoss: [{ server: { upLossRatio: 0.12 } }],
  downlinkLoss: [{ report: { inbound: lossy('camera') } }],
  highDelay: twice({ report: withPath({ currentRoundTripTime: 0.6 }) }),
  jitter: [{ report: { inbound: inbound.map((one) => ({ ...one, jitter: 0.09 })) } }],
  udpBlocked: [{ report: withPath({ protocol: 'tcp' }) }],
  overTcp: [{ report: { ...withPath({ protocol: 'tcp' }), pathPolicy: 'tcp' } }],
  overRelay: [{ report: withPath({ candidateType: 'relay', relayProtocol: 'udp' }) }],
  serverOverloaded: [{ server: { workerLoad: 0.97 } }],
};

describe('the diagnosis', () => {
  it('finds nothing when all is well', () => {
    expect(diagnose(historyWith([{}, {}], goodReport))).toEqual([]);
  });

  it.each(causeCodes)('[F54] finds %s, and nothing else of its rank', (code) => {
    const found = diagnose(historyWith(cases[code], goodReport)).map((indication) => indication.code);
    expect(found).toContain(code);
    expect(found.filter((other) => other !== code && causeOf(other).rank === causeOf(code).rank)).toEqual([]);
  });

  it('what the person has muted or closed is no fault', () => {
    const quiet = withDevices({ isMicrophoneMuted: true, microphonePeak: 0, isCameraMuted: true, cameraBrightness: 0, cameraContrast: 0, cameraChange: 0 });
    expect(diagnose(historyWith([...quiet, ...quiet], goodReport))).toEqual([]);
  });

  it('[C14] one-way audio is the hearing side’s only if the speaking side’s sound reaches the server', () => {
    const deaf = historyWith(cases.oneWayAudio, goodReport);
    const lost = { ...deaf, farSides: deaf.farSides.map((side) => ({ ...side, isArriving: false })) };
    expect(diagnose(lost)).toEqual([]);
  });

  it('[E61] a computer that cannot keep up is told of only when the page can make its picture no smaller', () => {
    const mending = { timerLatenessMs: 400, isMendingProcessor: true };
    expect(diagnose(historyWith([{ report: mending }], goodReport))).toEqual([]);
    expect(diagnose(historyWith([{ report: { ...mending, isMendingProcessor: false } }], goodReport)).map(({ code }) => code)).toEqual(['processorOverloaded']);
  });

  it('an estimate that is low after loss is no narrow line', () => {
    const low = { ...withPath({ availableOutgoingBitrate: 120_000 }), outbound: limited };
    const codes = diagnose(historyWith([{ server: { upLossRatio: 0.2 } }, { report: low, server: { upLossRatio: 0 } }], goodReport)).map(({ code }) => code);
    expect(codes).not.toContain('uplinkBandwidth');
  });

  it('a bottleneck is remembered when the sender has given way and no queue is left, till the estimate climbs', () => {
    const thin = { ...withPath({ availableOutgoingBitrate: 85_000, currentRoundTripTime: 0.5 }), outbound: limited };
    const calm = { ...withPath({ availableOutgoingBitrate: 85_000 }), quality: 'still' as const };
    const standing = [{ report: thin, server: { upLossRatio: 0.1 } }, { report: thin, server: { upLossRatio: 0.1 } }, { report: calm }, { report: calm }];
    expect(diagnose(historyWith(standing, goodReport)).map(({ code }) => code)).toEqual(['uplinkBandwidth']);
    const climbing = [...standing, { report: { ...calm, ...withPath({ availableOutgoingBitrate: 160_000 }) } }];
    expect(diagnose(historyWith(climbing, goodReport))).toEqual([]);
  });

  it('a queue that goes as soon as the sender gives way was one of its own making, unless the estimate climbs again', () => {
    const look = (currentRoundTripTime: number, availableOutgoingBitrate: number): Changes[number] => ({
      report: { ...withPath({ currentRoundTripTime, availableOutgoingBitrate }), outbound: limited },
    });
    const codes = (looks: Changes) => diagnose(historyWith(looks, goodReport)).map(({ code }) => code);
    expect(codes([look(0.25, 88_000), look(0.05, 91_000)])).toEqual(['uplinkBandwidth']);
    expect(codes([look(0.25, 88_000), look(0.05, 95_000)])).toEqual([]);
    expect(codes([look(0.25, 130_000), look(0.05, 130_000)])).toEqual([]);
  });

  it('what the far side’s way has lost or made uneven is not this leg’s', () => {
    const late = inbound.map((one) => ({ ...one, jitter: 0.05, packetsLost: 20, packetsReceived: 80 }));
    const history = historyWith([{ report: { inbound: late } }, { report: { inbound: late } }], goodReport);
    const uneven = {
      ...history,
      samples: history.samples.map((sample) => ({ ...sample, remote: { ...goodRemote, jitterNow: 0.05, jitter: 0.05, residualLoss: 0.18 } })),
    };
    expect(diagnose(uneven)).toEqual([]);
    // What a narrow way out drops nobody can tell from what is lost after it.
    const missing = historyWith(twice({ report: { inbound: lossy('camera') } }), goodReport);
    expect(diagnose(missing).map(({ code }) => code)).toEqual(['downlinkLoss']);
    expect(diagnose({ ...missing, samples: missing.samples.map((sample) => ({ ...sample, remote: { ...goodRemote, uplinkCongested: true } })) })).toEqual([]);
  });

  it('what was missing a look ago is not this leg’s when it turns out that the far side’s way is choked', () => {
    const lossy = { report: { inbound: inbound.map((one) => ({ ...one, packetsLost: 20, packetsReceived: 80 })) } };
    const { samples, farSides } = historyWith([lossy, {}], goodReport);
    expect(diagnose({ samples, farSides }).map(({ code }) => code)).toEqual(['downlinkLoss']);
    const choked = samples.map((sample, index) => ({ ...sample, remote: { ...goodRemote, uplinkCongested: index === samples.length - 1 } }));
    expect(diagnose({ samples: choked, farSides })).toEqual([]);
  });

  it('a long way that congestion control takes for a queue is no narrow line, and neither is an uneven one', () => {
    const low = { availableOutgoingBitrate: 120_000, currentRoundTripTime: 0.55 };
    const far = { ...withPath(low), outbound: limited };
    expect(diagnose(historyWith([{ report: far }, { report: far }, { report: far }], goodReport)).map(({ code }) => code)).toEqual(['highDelay']);
    const uneven = { ...withPath({ ...low, currentRoundTripTime: 0.25 }), outbound: limited, inbound: inbound.map((one) => ({ ...one, jitter: 0.05 })) };
    const late = { report: uneven, server: { upLossRatio: 0.2 } };
    expect(diagnose(historyWith([late, late], goodReport)).map(({ code }) => code)).toEqual(['jitter']);
  });

  it('loss and a long queue at once on a way taken for narrow are a bottleneck at the first look, but not where both ways are uneven', () => {
    const choked = { ...withPath({ availableOutgoingBitrate: 120_000, currentRoundTripTime: 0.6 }), outbound: limited };
    const uneven = { ...choked, inbound: inbound.map((one) => ({ ...one, jitter: 0.05 })) };
    for (const upJitter of [0, 0.1]) {
      const found = diagnose(historyWith([{}, {}, { report: choked, server: { upLossRatio: 0.2, upJitter } }], goodReport));
      expect(found).toMatchObject([{ code: 'uplinkBandwidth', isUnmistakable: true }]);
    }
    // The page's word on the round trip may be seconds old; the server's own is not, and says nothing of the way out where the way in is narrow.
    const unaware = { ...withPath({ availableOutgoingBitrate: 87_000, currentRoundTripTime: 0.1 }), outbound: limited };
    const seen = (availableOutgoingBitrate: number) =>
      diagnose(historyWith([{}, {}, { report: unaware, server: { upLossRatio: 0.2, roundTripTime: 0.49, availableOutgoingBitrate } }], goodReport));
    expect(seen(1_900_000)).toMatchObject([{ code: 'uplinkBandwidth', isUnmistakable: true }]);
    expect(seen(120_000)).not.toMatchObject([{ isUnmistakable: true }]);
    const late = { report: uneven, server: { upLossRatio: 0.2, upJitter: 0.1 } };
    expect(diagnose(historyWith([{}, {}, late], goodReport)).map(({ code }) => code)).toEqual(['jitter']);
  });

  it('a jam on the way in that begins unevenly is told of at once where the way out is calm, and is jitter where that is uneven too', () => {
    const uneven = inbound.map((one) => ({ ...one, jitter: 0.03, packetsLost: 40 }));
    const jammed = { ...withPath({ currentRoundTripTime: 0.6 }), inbound: uneven };
    const codes = (upJitter: number) => {
      const look = { report: jammed, server: { availableOutgoingBitrate: 120_000, upJitter, consumers: smallest } };
      return diagnose(historyWith([{}, {}, look, look], goodReport)).map(({ code }) => code);
    };
    expect(codes(0.002)).toContain('downlinkBandwidth');
    expect(codes(0.02)).toEqual(['jitter']);
  });

  it('loss is told of at once also when the page has just awoken: what it had missed came unevenly, for a moment', () => {
    const asleep = [true, false].map((isBrowserAnswering) => ({ report: null, isBrowserAnswering, server: { upRtpBytes: 0, upBitrate: 0 } }));
    const awakening = { report: { inbound: inbound.map((one) => ({ ...one, jitter: 0.05 })) } };
    const losing = { server: { upLossRatio: 0.15 } };
    // Looks of this history are two seconds apart, while a page that awakes reports at once.
    const { samples, farSides } = historyWith([...asleep, awakening, losing], goodReport);
    const soon = samples.map((sample, index) => ({ ...sample, at: sample.at - (index > 4 ? 1_000 : 0) }));
    expect(diagnose({ samples: soon, farSides }).map(({ code }) => code)).toEqual(['uplinkLoss']);
    expect(diagnose(historyWith([{}, awakening, losing], goodReport))).toEqual([]);
  });

  it('a little unevenness in is the network’s own where the way out is uneven as well, and no bottleneck', () => {
    const choked = { ...withPath({ availableOutgoingBitrate: 150_000, currentRoundTripTime: 0.8 }), outbound: limited };
    const look = { report: { ...choked, inbound: inbound.map((one) => ({ ...one, jitter: 0.024 })) }, server: { upLossRatio: 0.16, upJitter: 0.044 } };
    expect(diagnose(historyWith([look, look], goodReport)).map(({ code }) => code)).toEqual(['jitter']);
  });

  it('sound that was sent once more was lost, where few pictures tell', () => {
    const [sound] = inbound;
    const report = { ...goodReport, inbound: sound === undefined ? [] : [{ ...sound, bitrate: 400_000 }] };
    const codes = (look: Changes[number]) => diagnose(historyWith([look, look], goodReport)).map(({ code }) => code);
    expect(codes({ report, server: { soundResent: 10 } })).toEqual(['downlinkLoss']);
    expect(codes({ server: { soundResent: 10 } })).toEqual([]);
  });

  it('[Q17] a path that is being made for long is none; one that has just been asked for is no news', () => {
    const connecting = { report: withPath({ state: 'connecting' }) };
    const codes = (looks: Changes) => diagnose(historyWith(looks, goodReport)).map(({ code }) => code);
    expect(codes([{}, connecting])).toEqual([]);
    expect(codes([{}, connecting, connecting, connecting])).toEqual(['mediaLost']);
    expect(codes([{ report: withPath({ state: 'failed' }) }])).toEqual(['mediaLost']);
    // A session that opens anew is looked at without the page's word. That ends nothing, and before the first word nothing has begun.
    expect(codes([{}, connecting, { report: null }, connecting])).toEqual(['mediaLost']);
    expect(codes([{ report: null }, { report: null }, { report: null }, connecting])).toEqual([]);
  });

  it('[C14] who makes the session anew takes nothing from those who hear it; what is sent and never comes is lost', () => {
    const codes = (sentBytes: number) => {
      const consumers = goodServer.consumers.map((one) => ({ ...one, sentBytes }));
      return diagnose(historyWith([{ report: { inbound: [] }, server: { consumers } }], goodReport)).map(({ code }) => code);
    };
    expect(codes(300)).not.toContain('mediaLost');
    expect(codes(3_000)).toContain('mediaLost');
  });

  it('[Q12] a look right after another one, as when a socket is found closed, does not take media for lost', () => {
    const silent = { report: null, server: {} };
    const closed = { report: null, isSignalling: false, server: { upRtpBytes: 0, upBitrate: 0, windowMs: 13 } };
    expect(diagnose(historyWith([silent, silent, silent, closed], goodReport)).map(({ code }) => code)).toEqual(['signallingLost']);
    // Who waits has no media, and nothing is counted.
    const waiting = { ...closed, server: { ...closed.server, windowMs: 0 } };
    expect(diagnose(historyWith([waiting, waiting], goodReport)).map(({ code }) => code)).toEqual(['connectionLost']);
  });

  it('reports that were held up and come together are not taken for lost media', () => {
    expect(diagnose(historyWith([{ server: { upRtpBytes: 0, windowMs: 40 } }], goodReport))).toEqual([]);
  });

  it('a page that is late because its line has become too narrow has not lost signalling', () => {
    const thin = { upBitrate: 100_000, upRtpBytes: 25_000 };
    const late = historyWith(
      [
        { report: null, server: thin },
        { report: null, server: thin },
        { report: null, server: thin },
      ],
      goodReport,
    );
    expect(diagnose(late)).toEqual([]);
    const full = historyWith([{ report: null }, { report: null }, { report: null }], goodReport);
    expect(diagnose(full).map(({ code }) => code)).toEqual(['signallingLost']);
  });

  it('[Q15] a page whose way out is so choked that no report gets through is told of by what the server sees', () => {
    const codes = (looks: Changes) => diagnose(historyWith(looks, goodReport)).map(({ code }) => code);
    const choked = { report: null, server: { upLossRatio: 0.25, upBitrate: 100_000, upJitter: 0.07 } };
    expect(codes([choked, choked])).toEqual(['uplinkBandwidth']);
    expect(codes([{ ...choked, server: { ...choked.server, upBitrate: 800_000, upJitter: 0.003 } }])).toEqual(['uplinkLoss']);
    // What comes after a cut is not what was lost in it.
    expect(codes([{ report: null, server: { upRtpBytes: 0 } }, choked])).toEqual([]);
    // The first report that gets through is compared with those before the silence.
    const word = { ...withPath({ availableOutgoingBitrate: 84_000, currentRoundTripTime: 0.54 }), quality: 'still' as const };
    const silence = Array.from({ length: 10 }, () => choked);
    expect(codes([...silence, { report: word, server: { upLossRatio: 0.25 } }])).toEqual(['uplinkBandwidth']);
  });

  it('[Q15] a way out that has become thin and holds up reports is too narrow at the first look: by the queue that the server measures, or uneven with loss', () => {
    const found = (looks: Changes) => diagnose(historyWith(looks, goodReport));
    const thin = { upBitrate: 70_000, upRtpBytes: 17_000 };
    const unmistakable = [{ code: 'uplinkBandwidth', isUnmistakable: true }];
    expect(found([{ report: null, server: { ...thin, roundTripTime: 0.45, upJitter: 0.04 } }])).toMatchObject(unmistakable);
    expect(found([{ report: null, server: { ...thin, roundTripTime: 0.45 } }])).toEqual([]);
    expect(found([{ report: null, server: { ...thin, upLossRatio: 0.06, upJitter: 0.1 } }])).toMatchObject(unmistakable);
    // A report that comes at last was held up as well.
    const late = { report: { intervalMs: 500 }, server: { ...thin, upLossRatio: 0.06, upJitter: 0.1 } };
    expect(found([late])).toMatchObject(unmistakable);
    // Who sends little is not choked, and what has just been cut leaves no queue.
    expect(found(Array.from({ length: 6 }, () => ({ ...late, server: { ...late.server, upLossRatio: 0 } })))).toEqual([]);
    expect(found([{ report: null, server: thin }])).toEqual([]);
    const choked = { ...thin, roundTripTime: 0.45, availableOutgoingBitrate: 30_000 };
    expect(found([{ report: null, server: choked }]).map(({ code }) => code)).not.toContain('uplinkBandwidth');
  });

  it('the round trip is that of the picture, since sound tells of it too seldom', () => {
    const stale = outbound.map((one) => (one.source === 'microphone' ? { ...one, roundTripTime: 0.59 } : one));
    expect(diagnose(historyWith([{ report: { outbound: stale } }, { report: { outbound: stale } }], goodReport))).toEqual([]);
    const [sound] = stale;
    const alone = { report: { outbound: sound === undefined ? [] : [sound] } };
    expect(diagnose(historyWith([alone, alone], goodReport)).map(({ code }) => code)).toEqual(['highDelay']);
  });

  it('a page that awakes counts its sleep as delay, and a measure that comes twice at once is one: neither is a long way', () => {
    const slowBy = (roundTripTime: number) => ({ report: { outbound: outbound.map((one) => ({ ...one, roundTripTime })) } });
    const slow = slowBy(0.57);
    const asleep = { report: null, isBrowserAnswering: true, server: { upRtpBytes: 0 } };
    const codesAt = (times: readonly number[], changes: Changes) => {
      const { samples, farSides } = historyWith(changes, goodReport);
      const moved = samples.map((sample, index) => ({ ...sample, at: index < 3 ? sample.at : 6_000 + (times[index - 3] ?? 0) }));
      return diagnose({ samples: moved, farSides }).map(({ code }) => code);
    };
    expect(codesAt([0, 1_000, 1_700, 1_702, 2_700], [asleep, asleep, slow, slow, slow])).not.toContain('highDelay');
    expect(codesAt([0, 2], [slow, slow])).not.toContain('highDelay');
    expect(codesAt([0, 1_000], [slow, slow])).not.toContain('highDelay');
    expect(codesAt([0, 1_000], [slow, slowBy(0.55)])).toContain('highDelay');
    expect(codesAt([0, 1_000], [slowBy(0.3), slow])).not.toContain('highDelay');
    // A queue that has just begun is no long way because its one measure does not change.
    const choked = { report: { ...slow.report, ...withPath({ availableOutgoingBitrate: 90_000, currentRoundTripTime: 0.57 }), outbound: limited } };
    expect(codesAt([0, 1_100], [choked, choked])).toEqual(['uplinkBandwidth']);
    expect(codesAt([0, 2_000], [slow, slow])).toContain('highDelay');
  });

  it('a page that is silent while its browser answers sleeps, also when its line is closed for its silence later', () => {
    const asleep = { report: null, isBrowserAnswering: true, server: { upRtpBytes: 0 } };
    expect(diagnose(historyWith([asleep], goodReport))).toEqual([]);
    expect(
      diagnose(historyWith([{}, asleep, asleep, asleep, { ...asleep, isBrowserAnswering: false, isSignalling: false }], goodReport)).map(({ code }) => code),
    ).toEqual(['pageAsleep']);
  });

  it('a media worker that does not answer is the server’s trouble', () => {
    const silent = { ...goodServer, isAnswering: false, windowMs: 0, upRtpBytes: 0, upBitrate: 0, downBitrate: 0 };
    expect(diagnose(historyWith([{ server: silent }], goodReport)).map(({ code }) => code)).toEqual(['serverOverloaded']);
  });
});
