import type { StunAnswers } from '#shared/connection/recovery/facts.ts';
import type { InboundReport, OutboundReport, PathReport } from '#shared/contract/connectionReport.ts';
import type { MediaSource } from '#shared/contract/mediaSource.ts';

/** One entry of a stats report; which members there are is decided by its type (webrtc-stats). */
export type Stat = { readonly id: string; readonly type: string; readonly timestamp: number } & Readonly<Record<string, unknown>>;
export type Stats = ReadonlyMap<string, Stat>;

/** Whose media a received track carries. */
export type ReceivedTrack = { readonly trackIdentifier: string; readonly from: InboundReport['from']; readonly source: MediaSource };

const numberOf = (stat: Stat | undefined, name: string): number | null => {
  const value = stat?.[name];
  return typeof value === 'number' && Number.isFinite(value) ? Math.max(0, value) : null;
};
const textOf = (stat: Stat | undefined, name: string): string | null => {
  const value = stat?.[name];
  return typeof value === 'string' ? value : null;
};
const ofType = (stats: Stats, type: string): Stat[] => [...stats.values()].filter((stat) => stat.type === type);
const sourceOf = (stat: Stat): MediaSource => (stat['kind'] === 'audio' ? 'microphone' : 'camera');

/** Growth of a counter since the report before; a counter that is new or has begun anew counts from zero. */
function growth(before: Stats, stat: Stat, name: string): number | null {
  const now = numberOf(stat, name);
  if (now === null) return null;
  const earlier = numberOf(before.get(stat.id), name) ?? 0;
  return now >= earlier ? now - earlier : now;
}

const secondsSince = (before: Stats, stat: Stat): number => {
  const earlier = before.get(stat.id)?.timestamp;
  return earlier === undefined ? 0 : (stat.timestamp - earlier) / 1000;
};

const bitrate = (before: Stats, stat: Stat, name: string): number => {
  const seconds = secondsSince(before, stat);
  return seconds > 0 ? ((growth(before, stat, name) ?? 0) * 8) / seconds : 0;
};

const greatest = (values: readonly (number | null)[]): number | null => {
  const known = values.filter((value) => value !== null);
  return known.length === 0 ? null : Math.max(...known);
};

const newest = (stats: readonly Stat[]): Stat | undefined =>
  stats.reduce<Stat | undefined>((last, stat) => (last === undefined || stat.timestamp > last.timestamp ? stat : last), undefined);

/** The path that a transport's packets take now. */
export function pathOf(stats: Stats, state: PathReport['state']): PathReport {
  const transport = ofType(stats, 'transport')[0];
  const pair = stats.get(textOf(transport, 'selectedCandidatePairId') ?? '');
  const local = stats.get(textOf(pair, 'localCandidateId') ?? '');
  return {
    state,
    candidateType: textOf(local, 'candidateType') as PathReport['candidateType'],
    protocol: textOf(local, 'protocol') as PathReport['protocol'],
    relayProtocol: textOf(local, 'relayProtocol') as PathReport['relayProtocol'],
    currentRoundTripTime: numberOf(pair, 'currentRoundTripTime'),
    availableOutgoingBitrate: numberOf(pair, 'availableOutgoingBitrate'),
  };
}

/** Which candidates have answered over the protocol in use. That TCP would get through says nothing of UDP. */
export function answersOf(transports: readonly Stats[]): StunAnswers {
  const pairs = transports.flatMap((stats) => {
    const kindOf = (pair: Stat | undefined): string | null => {
      const local = stats.get(textOf(pair, 'localCandidateId') ?? '');
      return textOf(local, 'relayProtocol') ?? textOf(local, 'protocol');
    };
    const used = kindOf(stats.get(textOf(ofType(stats, 'transport')[0], 'selectedCandidatePairId') ?? ''));
    return ofType(stats, 'candidate-pair').filter((pair) => used === null || kindOf(pair) === used);
  });
  return {
    counts: new Map(pairs.map((pair) => [pair.id, numberOf(pair, 'responsesReceived') ?? 0])),
    roundTripMs: Math.max(0, ...pairs.map((pair) => 1_000 * (numberOf(pair, 'currentRoundTripTime') ?? 0))),
  };
}

const limitations = ['none', 'other', 'bandwidth', 'cpu'] as const;

/** A report of the other end (RTCP) counts from its arrival. What it said of a layer that stopped long ago is out of date. */
const freshMs = 2_500;

/** What is sent of each source, over all simulcast layers. */
export function outboundOf(before: Stats, now: Stats): OutboundReport[] {
  const streams = ofType(now, 'outbound-rtp');
  const remotes = ofType(now, 'remote-inbound-rtp');
  return (['microphone', 'camera'] as const).flatMap((source): OutboundReport[] => {
    const own = streams.filter((stat) => sourceOf(stat) === source);
    if (own.length === 0) return [];
    const theirs = remotes.filter((stat) => own.some(({ id, timestamp }) => id === stat['localId'] && timestamp - stat.timestamp < freshMs));
    const worst = Math.max(...own.map((stat) => limitations.indexOf(stat['qualityLimitationReason'] as 'none')));
    return [
      {
        source,
        bitrate: own.reduce((sum, stat) => sum + bitrate(before, stat, 'bytesSent'), 0),
        packetsSent: own.reduce((sum, stat) => sum + (growth(before, stat, 'packetsSent') ?? 0), 0),
        fractionLost: greatest(theirs.map((stat) => numberOf(stat, 'fractionLost'))),
        // A layer that has just stopped still has its last report.
        roundTripTime: numberOf(newest(theirs), 'roundTripTime'),
        framesPerSecond: greatest(own.map((stat) => numberOf(stat, 'framesPerSecond'))),
        frameWidth: greatest(own.map((stat) => numberOf(stat, 'frameWidth'))),
        frameHeight: greatest(own.map((stat) => numberOf(stat, 'frameHeight'))),
        qualityLimitationReason: source === 'camera' ? (limitations[worst] ?? null) : null,
      },
    ];
  });
}

/** What is received on each track that is known. */
export function inboundOf(before: Stats, now: Stats, tracks: readonly ReceivedTrack[]): InboundReport[] {
  return ofType(now, 'inbound-rtp').flatMap((stat): InboundReport[] => {
    const track = tracks.find(({ trackIdentifier }) => trackIdentifier === stat['trackIdentifier']);
    if (track === undefined) return [];
    const { from, source } = track;
    return [
      {
        from,
        source,
        bitrate: bitrate(before, stat, 'bytesReceived'),
        packetsReceived: growth(before, stat, 'packetsReceived') ?? 0,
        // Packets that come late take back what was counted as lost.
        packetsLost: Math.max(0, (numberOf(stat, 'packetsLost') ?? 0) - (numberOf(before.get(stat.id), 'packetsLost') ?? 0)),
        nackCount: growth(before, stat, 'nackCount'),
        jitter: numberOf(stat, 'jitter'),
        totalAudioEnergy: growth(before, stat, 'totalAudioEnergy'),
        concealedSamples: growth(before, stat, 'concealedSamples'),
        silentConcealedSamples: growth(before, stat, 'silentConcealedSamples'),
        totalSamplesReceived: growth(before, stat, 'totalSamplesReceived'),
        framesPerSecond: numberOf(stat, 'framesPerSecond'),
        frameWidth: numberOf(stat, 'frameWidth'),
        frameHeight: numberOf(stat, 'frameHeight'),
        framesDecoded: growth(before, stat, 'framesDecoded'),
        freezeCount: growth(before, stat, 'freezeCount'),
        totalFreezesDuration: growth(before, stat, 'totalFreezesDuration'),
      },
    ];
  });
}
