import type { ConnectionReport } from '#shared/contract/connectionReport.ts';
import type { LegHistory, LegSample } from './evidence.ts';
import type { CauseCode, Indication } from './findings.ts';
import { narrowBitrate } from './ladder.ts';

const lossToTell = 0.04;
/** Fewer packets than this in a look are too few to count what is lost of them. */
const packetsToCount = 40;
/** Seconds. ITU-T G.114 counts a one-way delay over 150 ms as felt, over 400 ms as unfit; a round trip is two of them. */
const roundTripToTell = 0.4;
const jitterToTell = 0.06;
/** Seconds of queue in front of a bottleneck: the round trip now against the shortest one of this leg. */
const queueToTell = 0.12;
/** Congestion control takes random loss for a narrow way and recovers slowly: this long after such loss its estimate proves nothing. */
const aftermathMs = 25_000;
/** Over this many looks an estimate that grew by this much is on its way up. */
const risingLooks = 2;
const risingFactor = 1.15;

/** What is wrong with the way between page and server. */
export function pathIndications(history: LegHistory, newest: LegSample): Indication[] {
  const { report } = newest;
  if (report === null) return [];
  const into = wayIndications(history, newest, down);
  const out = wayIndications(history, newest, up);
  // A choked way in holds up the receiver's word about the way out, which then only seems narrow.
  const isOnlyIn = into.some(({ code }) => code === down.bandwidth) && (up.estimateOf(newest) ?? narrowBitrate) >= narrowBitrate;
  return [...(isOnlyIn ? [] : out), ...into, ...delays(history, report), ...route(report)];
}

/** The round trip now, in seconds: RTCP's follows a queue faster than the seldom checks of ICE. */
export function roundTripOf(report: ConnectionReport): number | null {
  const known = [report.send?.currentRoundTripTime, report.receive?.currentRoundTripTime, ...report.outbound.map(({ roundTripTime }) => roundTripTime)];
  const values = known.filter((value): value is number => value != null);
  return values.length === 0 ? null : Math.max(...values);
}

/** How much longer the round trip is than the shortest that this leg has had, in seconds. */
export function queueDelayOf({ samples }: LegHistory): number {
  const trips = samples.flatMap(({ report }) => (report === null ? [] : (roundTripOf(report) ?? [])));
  const now = trips.at(-1);
  return now === undefined ? 0 : now - Math.min(...trips);
}

/** Share of the packets lost on the way out, 0 to 1. */
export const upLossOf = ({ report, server }: LegSample): number =>
  server?.upLossRatio ?? Math.max(0, ...(report?.outbound ?? []).map(({ fractionLost }) => fractionLost ?? 0));

/** Share of the packets lost on the way in, 0 to 1, as the page counts them; where too few came to count, as the sender was last told. */
export function downLossOf({ report, server }: LegSample): number {
  const lost = (report?.inbound ?? []).reduce((sum, { packetsLost }) => sum + packetsLost, 0);
  const received = (report?.inbound ?? []).reduce((sum, { packetsReceived }) => sum + packetsReceived, 0);
  return lost + received < packetsToCount ? (server?.downLossRatio ?? 0) : lost / (lost + received);
}

/** One direction between page and server, as a look tells it. */
type Way = {
  readonly bandwidth: CauseCode;
  readonly loss: CauseCode;
  readonly lossOf: (sample: LegSample) => number;
  /** Bits a second that came through. */
  readonly bitrateOf: (sample: LegSample) => number;
  /** Bits a second that congestion control takes the way to carry. */
  readonly estimateOf: (sample: LegSample) => number | null;
  /** Whether there is more to send than the estimate lets through. */
  readonly isHeldBack: (sample: LegSample) => boolean;
  /** Whether a queue, which is measured for both ways at once, is on this one even if the estimate is not narrow. */
  readonly isPressed: (sample: LegSample) => boolean;
};

/** The encoder gives way, or the page has taken part of the picture away so that it need not. */
const isGivingWay = ({ report }: LegSample): boolean =>
  report !== null && (report.quality !== 'full' || report.outbound.some(({ qualityLimitationReason }) => qualityLimitationReason === 'bandwidth'));

const up: Way = {
  bandwidth: 'uplinkBandwidth',
  loss: 'uplinkLoss',
  lossOf: upLossOf,
  bitrateOf: ({ server }) => server?.upBitrate ?? 0,
  estimateOf: ({ report }) => report?.send?.availableOutgoingBitrate ?? null,
  isHeldBack: isGivingWay,
  isPressed: isGivingWay,
};

const down: Way = {
  bandwidth: 'downlinkBandwidth',
  loss: 'downlinkLoss',
  lossOf: downLossOf,
  bitrateOf: ({ report }) => (report?.inbound ?? []).reduce((sum, { bitrate }) => sum + bitrate, 0),
  estimateOf: ({ server }) => server?.availableOutgoingBitrate ?? null,
  // Only the smallest layer, or none.
  isHeldBack: ({ report, server }) =>
    report?.quality !== 'audioOnly' &&
    (server?.consumers.some(({ source, isFlowing, spatialLayer }) => source === 'camera' && isFlowing && (spatialLayer ?? 0) === 0) ?? false),
  isPressed: (sample) => downLossOf(sample) > lossToTell,
};

/** Too narrow a way, or loss on it; one of the two, since a bottleneck loses packets as well. */
function wayIndications(history: LegHistory, newest: LegSample, way: Way): Indication[] {
  const lossRatio = way.lossOf(newest);
  const isBottleneck = isCongested(history, way);
  if (isBottleneck || isKeptNarrow(history, newest, way)) {
    const evidence = { availableOutgoingBitrate: way.estimateOf(newest) ?? 0, lossRatio, queueDelay: queueDelayOf(history) };
    return [{ code: way.bandwidth, certainty: isBottleneck ? 'certain' : 'likely', evidence }];
  }
  return lossRatio > lossToTell ? [{ code: way.loss, certainty: 'certain', evidence: { lossRatio } }] : [];
}

const isNarrow = (sample: LegSample, { estimateOf, isHeldBack }: Way): boolean => (estimateOf(sample) ?? narrowBitrate) < narrowBitrate && isHeldBack(sample);

/** Whether the newest look shows a bottleneck at work: by the queue before it, or by what it lets through. */
function isCongested(history: LegHistory, way: Way): boolean {
  const newest = history.samples.at(-1);
  if (newest === undefined) return false;
  return (queueDelayOf(history) > queueToTell && (isNarrow(newest, way) || way.isPressed(newest))) || isChoked(history.samples, newest, way);
}

/**
 * Whether loss came together with a sudden thinness: a bottleneck lets its rate through and drops the rest at once, while random loss
 * takes its share of a stream that stays broad till congestion control reacts.
 */
function isChoked(samples: readonly LegSample[], newest: LegSample, { lossOf, bitrateOf }: Way): boolean {
  if (lossOf(newest) <= lossToTell || bitrateOf(newest) >= narrowBitrate) return false;
  const lately = samples.filter(({ at }) => newest.at - at <= aftermathMs);
  const wasBroad = lately.some((sample) => bitrateOf(sample) > 2 * narrowBitrate);
  return wasBroad && !lately.some((sample) => lossOf(sample) > lossToTell && bitrateOf(sample) >= narrowBitrate);
}

/** Whether the estimate alone says that the way is narrow: it stays down, and it is no loss without a bottleneck that keeps it there. */
function isKeptNarrow({ samples, farSides }: LegHistory, newest: LegSample, way: Way): boolean {
  if (!isNarrow(newest, way) || isRising(samples, way)) return false;
  const isLately = ({ at }: LegSample): boolean => newest.at - at <= aftermathMs;
  const hasLost = samples.some((sample) => isLately(sample) && way.lossOf(sample) > lossToTell);
  return !hasLost || samples.some((sample, index) => isLately(sample) && isCongested({ samples: samples.slice(0, index + 1), farSides }, way));
}

/** Whether an estimate climbs: it is recovering from something that is over. */
function isRising(samples: readonly LegSample[], { estimateOf }: Way): boolean {
  const estimates = samples
    .slice(-risingLooks)
    .map(estimateOf)
    .filter((estimate) => estimate !== null);
  const [first, last] = [estimates[0], estimates.at(-1)];
  return estimates.length === risingLooks && first !== undefined && last !== undefined && last > risingFactor * first;
}

function delays(history: LegHistory, report: ConnectionReport): Indication[] {
  const roundTripTime = roundTripOf(report) ?? 0;
  const jitter = Math.max(0, ...report.inbound.filter(({ source }) => source === 'microphone').map((inbound) => inbound.jitter ?? 0));
  return [
    ...(roundTripTime > roundTripToTell
      ? [{ code: 'highDelay', certainty: 'certain', evidence: { roundTripTime, queueDelay: queueDelayOf(history) } } as const]
      : []),
    ...(jitter > jitterToTell ? [{ code: 'jitter', certainty: 'certain', evidence: { jitter } } as const] : []),
  ];
}

/** The way that media takes. Where nobody asked for TCP or a relay, UDP did not get through. */
function route({ send, receive, pathPolicy }: ConnectionReport): Indication[] {
  const used = [send, receive].filter((path) => path?.state === 'connected');
  const isOverTcp = used.some((path) => path?.protocol === 'tcp' || (path?.relayProtocol != null && path.relayProtocol !== 'udp'));
  const isOverRelay = used.some((path) => path?.candidateType === 'relay');
  if (isOverTcp && pathPolicy === 'any') return [{ code: 'udpBlocked', certainty: 'likely', evidence: { protocol: 'tcp' } }];
  return [
    ...(isOverTcp ? [{ code: 'overTcp', certainty: 'certain', evidence: { protocol: 'tcp' } } as const] : []),
    ...(isOverRelay ? [{ code: 'overRelay', certainty: 'certain', evidence: { candidateType: 'relay' } } as const] : []),
  ];
}
