import type { ConnectionReport } from '#shared/contract/connectionReport.ts';
import { type LegHistory, type LegSample, isArriving, isThinned } from './evidence.ts';
import type { CauseCode, Indication } from './findings.ts';
import { leastForMotion, narrowBitrate, onFloorBitrate } from './videoLadder.ts';
import {
  downLossOf,
  heldUpDelayOf,
  isReportLate,
  isUneven,
  isUnevenSample,
  isWaking,
  jitterOf,
  jitterToTell,
  lossToTell,
  queueDelayOf,
  reportedTripOf,
  roundTripOf,
  unevenSamples,
  upLossOf,
} from './pathMeasures.ts';

/** Seconds. ITU-T G.114 counts a one-way delay over 150 ms as felt, over 400 ms as unfit; a round trip is two of them. */
const roundTripToTell = 0.4;
/** Seconds of queue in front of a bottleneck: the round trip now against the shortest of the last samples. */
const queueToTell = 0.12;
/** A queue and loss like these together, on a path that was healthy before, can only be a bottleneck. */
const queueUnmistakable = 0.3;
const lossUnmistakable = 0.1;
/** Seconds. When the opposite direction has this little jitter, the beginning of a queue caused the jitter here; the network would cause it in both. */
const calmJitter = 0.008;
const steadyWithin = 0.01;
/** With fewer packets, the result is chance. */
const heldUpWindowMs = 400;
/** Congestion control takes random loss for a narrow path and recovers slowly: for this long after such loss its estimate proves nothing. */
const aftermathMs = 25_000;
/** The round trip is measured every second or two: samples closer together may show the same measurement twice. */
const roundTripApartMs = 1_500;
/** An estimate that grew by this much over this many samples is recovering. */
const risingSamples = 2;
const risingFactor = 1.15;
const stayingFactor = 1.05;

/** What is wrong with the path between page and server. */
export function pathIndications(history: LegHistory, newest: LegSample): Indication[] {
  const { report } = newest;
  // A page that chokes its way out holds up its own reports as well, and the server alone tells of it.
  if (report === null) return history.samples.slice(-unbrokenSamples).every(isArriving) ? wayIndications(history, newest, up) : [];
  const into = wayIndications(history, newest, down);
  const out = wayIndications(history, newest, up);
  // A choked way in holds up the receiver's word about the way out, which then only seems narrow.
  const isOnlyIn = into.some(({ code }) => code === down.bandwidth) && (up.estimateOf(newest) ?? narrowBitrate) >= narrowBitrate;
  return [...(isOnlyIn ? [] : out), ...into, ...delays(history, newest), ...route(history, report)];
}

/** Not right after a break, when everything that was held up arrives at once. */
const unbrokenSamples = 3;

/** Loss in the newest sample or, since a small picture has few packets to lose, over the last two. */
function lossLately({ samples }: LegHistory, { lossOf, isLostBefore }: Way): number {
  const newest = samples.at(-1);
  if (newest !== undefined && isLostBefore(newest)) return 0;
  const [before, now] = samples.slice(-2).map(lossOf);
  return now === undefined || before === undefined ? (before ?? 0) : Math.max(now, (before + now) / 2);
}

/** One direction between page and server in one sample. */
type Way = {
  readonly bandwidth: CauseCode;
  readonly loss: CauseCode;
  readonly lossOf: (sample: LegSample) => number;
  /** Whether what is missing now, and a look ago, did not get as far as this way. */
  readonly isLostBefore: (sample: LegSample) => boolean;
  /** Bits a second that came through. */
  readonly bitrateOf: (sample: LegSample) => number;
  /** Bits a second that congestion control takes the way to carry. */
  readonly estimateOf: (sample: LegSample) => number | null;
  /** Bits a second; an estimate below has met a bottleneck and no mere hitch. */
  readonly lowBitrate: number;
  /** Whether there is more to send than the estimate lets through. */
  readonly isHeldBack: (sample: LegSample) => boolean;
  /** Whether a queue, which is measured for both ways at once, is on this one even if the estimate is not narrow. */
  readonly isPressed: (sample: LegSample) => boolean;
  /** Seconds of queue on this way, by whoever measures it soonest. */
  readonly queueDelayOf: (samples: readonly LegSample[]) => number;
  /** How unevenly sound comes by the opposite way, in seconds: a bottleneck is on one, while an uneven network is so on both. */
  readonly oppositeJitterOf: (sample: LegSample) => number;
  /** Whether the server sees a bottleneck that holds up the page's reports as well, and so cannot be told of by them. Nothing else looks like it. */
  readonly isHeldUp: (samples: readonly LegSample[]) => boolean;
};

/** The encoder has reduced the picture, or the page has done so before the encoder had to. */
const isGivingWay = ({ report }: LegSample): boolean =>
  report !== null && (report.quality !== 'full' || report.outbound.some(({ qualityLimitationReason }) => qualityLimitationReason === 'bandwidth'));

/** By the server's own measurement, which covers both directions; it is about this one where the other is wide. */
const queueOutOf = (samples: readonly LegSample[]): number =>
  (samples.at(-1)?.server?.availableOutgoingBitrate ?? 0) >= narrowBitrate ? heldUpDelayOf(samples) : 0;

const up: Way = {
  bandwidth: 'uplinkBandwidth',
  loss: 'uplinkLoss',
  lossOf: upLossOf,
  isLostBefore: () => false,
  bitrateOf: ({ server }) => server?.upBitrate ?? 0,
  estimateOf: ({ report }) => report?.send?.availableOutgoingBitrate ?? null,
  lowBitrate: leastForMotion,
  isHeldBack: isGivingWay,
  isPressed: () => false,
  queueDelayOf: (samples) => Math.max(queueDelayOf(samples), queueOutOf(samples)),
  oppositeJitterOf: jitterOf,
  isHeldUp: (samples) => {
    const newest = samples.at(-1);
    if (newest === undefined || !isReportLate(samples) || (newest.server?.windowMs ?? 0) < heldUpWindowMs) return false;
    if (up.bitrateOf(newest) >= narrowBitrate || isUneven(samples)) return false;
    const lately = samples.slice(-unbrokenSamples);
    const isUnevenOut = lately.some(({ server }) => (server?.upJitter ?? 0) > jitterToTell);
    const isLossy = lately.some((sample) => upLossOf(sample) > lossToTell);
    // A long way is measured as well, which alone makes nothing uneven.
    const isQueueing = queueOutOf(samples) > queueUnmistakable;
    return (isQueueing && (isUnevenOut || isLossy)) || (isThinned(samples) && isUnevenOut && isLossy);
  },
};

const down: Way = {
  bandwidth: 'downlinkBandwidth',
  loss: 'downlinkLoss',
  lossOf: downLossOf,
  isLostBefore: ({ remote }) => remote.uplinkCongested,
  bitrateOf: ({ report }) => (report?.inbound ?? []).reduce((sum, { bitrate }) => sum + bitrate, 0),
  estimateOf: ({ server }) => server?.availableOutgoingBitrate ?? null,
  lowBitrate: onFloorBitrate,
  // Only the smallest layer, or none.
  isHeldBack: ({ report, server }) =>
    report?.quality !== 'audioOnly' &&
    (server?.consumers.some(({ source, isFlowing, spatialLayer }) => source === 'camera' && isFlowing && (spatialLayer ?? 0) === 0) ?? false),
  isPressed: (sample) => downLossOf(sample) > lossToTell,
  queueDelayOf,
  oppositeJitterOf: ({ server }) => server?.upJitter ?? 0,
  isHeldUp: () => false,
};

/** Too little bandwidth, or loss. Only one of the two, since a bottleneck loses packets too. */
function wayIndications(history: LegHistory, newest: LegSample, way: Way): Indication[] {
  const lossRatio = lossLately(history, way);
  // Uneven arrival looks like a queue to congestion control, which holds back for nothing, and like loss to those who ask for late packets again.
  const isPlain = isUnmistakable(history, newest, way);
  if (isUneven(history.samples) && !isPlain) return [];
  const isBottleneck = isPlain || isCongested(history, way);
  if (isBottleneck || isKeptNarrow(history, newest, way)) {
    // Where nobody has estimated, the way carries at least what has come.
    const availableOutgoingBitrate = way.estimateOf(newest) ?? way.bitrateOf(newest);
    const evidence = {
      availableOutgoingBitrate,
      lossRatio,
      queueDelay: way.queueDelayOf(history.samples),
    };
    return [{ code: way.bandwidth, certainty: isBottleneck ? 'certain' : 'likely', evidence, isUnmistakable: isPlain }];
  }
  return lossRatio > lossToTell ? [{ code: way.loss, certainty: 'certain', evidence: { lossRatio } }] : [];
}

const isWell = (sample: LegSample): boolean =>
  sample.report === null ? isArriving(sample) : [sample.report.send, sample.report.receive].every((path) => path?.state === 'connected');

/** A queue causes jitter when it begins, and lasting jitter looks like a queue. */
const isLastinglyUneven = ({ samples }: LegHistory): boolean => samples.slice(-unevenSamples).filter(isUnevenSample).length > 1;

const isUnmistakable = (history: LegHistory, newest: LegSample, way: Way): boolean => way.isHeldUp(history.samples) || isChokedByQueue(history, newest, way);

const isChokedByQueue = (history: LegHistory, newest: LegSample, way: Way): boolean =>
  way.queueDelayOf(history.samples) > queueUnmistakable &&
  way.lossOf(newest) > lossUnmistakable &&
  (way.estimateOf(newest) ?? narrowBitrate) < narrowBitrate &&
  way.oppositeJitterOf(newest) <= jitterToTell &&
  history.samples.slice(-unbrokenSamples).every(isWell) &&
  (way.oppositeJitterOf(newest) <= calmJitter || !(isUnevenSample(newest) || isLastinglyUneven(history)));

const isNarrow = (sample: LegSample, { estimateOf, isHeldBack }: Way): boolean => (estimateOf(sample) ?? narrowBitrate) < narrowBitrate && isHeldBack(sample);

/** Whether the newest sample shows a bottleneck, by the queue in front of it or by what it lets through. */
function isCongested(history: LegHistory, way: Way): boolean {
  const newest = history.samples.at(-1);
  if (newest === undefined) return false;
  if (isUnmistakable(history, newest, way)) return true;
  if (isUneven(history.samples)) return false;
  const isQueueing = queueDelayOf(history.samples) > queueToTell && (way.lossOf(newest) > lossToTell || !isSteady(history));
  return (isQueueing && (isNarrow(newest, way) || way.isPressed(newest))) || isChoked(history.samples, newest, way);
}

/** The newest sample, and an earlier one whose round trip was measured separately. */
const measuredApart = (samples: readonly LegSample[]): readonly (LegSample | undefined)[] => {
  const newest = samples.at(-1);
  return [samples.findLast(({ at }) => newest !== undefined && newest.at - at >= roundTripApartMs), newest];
};

/** Whether the round trip is constant: then the path is long, because a queue grows and shrinks. */
function isSteady({ samples }: LegHistory): boolean {
  const [before, now] = measuredApart(samples).map((sample) => (sample?.report == null ? null : roundTripOf(sample.report)));
  return before != null && now != null && Math.abs(now - before) < steadyWithin;
}

/**
 * Whether loss came together with a sudden thinness: a bottleneck lets its rate through and drops the rest at once, while random loss
 * takes its share of a stream that stays broad until congestion control reacts.
 */
function isChoked(samples: readonly LegSample[], newest: LegSample, { lossOf, bitrateOf }: Way): boolean {
  if (lossOf(newest) <= lossToTell || bitrateOf(newest) >= narrowBitrate) return false;
  const lately = samples.filter(({ at }) => newest.at - at <= aftermathMs);
  const begun = lately.findLastIndex((sample) => lossOf(sample) <= lossToTell);
  const before = lately[begun];
  return before !== undefined && bitrateOf(before) > 2 * narrowBitrate && lately.slice(begun + 1).every((sample) => bitrateOf(sample) < narrowBitrate);
}

/**
 * Whether the estimate alone says that the way is narrow: it stays down when the queue has just gone since the sender gave way, after a bottleneck was
 * seen at work in two looks, or with nothing else that could have misled congestion control.
 */
function isKeptNarrow({ samples, farSides }: LegHistory, newest: LegSample, way: Way): boolean {
  if (!isNarrow(newest, way) || isRising(samples, way)) return false;
  const first = samples.findIndex(({ at }) => newest.at - at <= aftermathMs);
  const lately = samples.slice(first).map((_, index) => ({ samples: samples.slice(0, first + index + 1), farSides }));
  const congested = lately.map((history) => isCongested(history, way));
  const isQueueGone = congested.at(-2) === true && way.lossOf(newest) <= lossToTell && queueDelayOf(samples) <= queueToTell;
  // After a hitch that was none of the way's the estimate is seldom so low, and begins to climb at once.
  const staysLow = (way.estimateOf(newest) ?? narrowBitrate) < way.lowBitrate && !isRising(samples, way, stayingFactor);
  return (
    (isQueueGone && staysLow) || congested.some((isIt, index) => isIt && congested[index + 1] === true) || !lately.some((history) => isMisleading(history, way))
  );
}

/** Whether the newest sample shows what congestion control takes for a bottleneck, real or not. */
function isMisleading(history: LegHistory, { lossOf }: Way): boolean {
  const newest = history.samples.at(-1);
  return newest !== undefined && (lossOf(newest) > lossToTell || queueDelayOf(history.samples) > queueToTell || jitterOf(newest) > jitterToTell);
}

/** Whether an estimate grows: it recovers from something that is over. */
function isRising(samples: readonly LegSample[], { estimateOf }: Way, factor = risingFactor): boolean {
  const estimates = samples
    .slice(-risingSamples)
    .map(estimateOf)
    .filter((estimate) => estimate !== null);
  const [first, last] = [estimates[0], estimates.at(-1)];
  return estimates.length === risingSamples && first !== undefined && last !== undefined && last > factor * first;
}

/** The shorter of two round trips, measured one after the other by a page that is awake; in seconds. Where the far side's word has another value, it is another measure. */
function lastingTripOf(samples: readonly LegSample[]): number {
  const shorter = (looks: readonly (LegSample | undefined)[], tripOf: (report: ConnectionReport) => number | null): number =>
    Math.min(...looks.map((sample) => (sample?.report == null || isWaking(samples, sample) ? 0 : (tripOf(sample.report) ?? 0))));
  const lately = samples.slice(-2);
  const words = new Set(lately.map(({ report }) => report && reportedTripOf(report)));
  return Math.max(shorter(measuredApart(samples), roundTripOf), words.size === 2 ? shorter(lately, reportedTripOf) : 0);
}

/** Slow or uneven arrival that is no queue of the call's own making. */
function delays(history: LegHistory, newest: LegSample): Indication[] {
  const roundTripTime = lastingTripOf(history.samples);
  const jitter = jitterOf(newest);
  return [
    ...(roundTripTime > roundTripToTell
      ? [{ code: 'highDelay', certainty: 'certain', evidence: { roundTripTime, queueDelay: queueDelayOf(history.samples) } } as const]
      : []),
    ...(isUnevenSample(newest) ? [{ code: 'jitter', certainty: 'certain', evidence: { jitter } } as const] : []),
  ];
}

/** The way that media takes. Where nobody asked for TCP or a relay, UDP did not get through. */
function route({ samples }: LegHistory, { sessionId, send, receive, pathPolicy }: ConnectionReport): Indication[] {
  const used = [send, receive].filter((path) => path?.state === 'connected');
  const isOverTcp = used.some((path) => path?.protocol === 'tcp' || (path?.relayProtocol != null && path.relayProtocol !== 'udp'));
  const isOverRelay = used.some((path) => path?.candidateType === 'relay');
  const before = samples.findLast(({ report }, index) => report !== null && index < samples.length - 1)?.report;
  // A session's first sample may show a path that is still being chosen; one after a change of the path policy, a path that is about to go.
  const isChosen = before?.sessionId === sessionId && before.pathPolicy === pathPolicy;
  if (isOverTcp && pathPolicy === 'any' && isChosen) return [{ code: 'udpBlocked', certainty: 'likely', evidence: { protocol: 'tcp' } }];
  return [
    ...(isOverTcp && pathPolicy !== 'any' ? [{ code: 'overTcp', certainty: 'certain', evidence: { protocol: 'tcp' } } as const] : []),
    ...(isOverRelay ? [{ code: 'overRelay', certainty: 'certain', evidence: { candidateType: 'relay', protocol: isOverTcp ? 'tcp' : 'udp' } } as const] : []),
  ];
}
