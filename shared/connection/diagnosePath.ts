import type { ConnectionReport } from '#shared/contract/connectionReport.ts';
import type { LegHistory, LegSample } from './evidence.ts';
import type { Indication } from './findings.ts';

const lossToTell = 0.04;
/** Seconds. ITU-T G.114 counts a one-way delay over 150 ms as felt, over 400 ms as unfit; a round trip is two of them. */
const roundTripToTell = 0.4;
const jitterToTell = 0.06;
/** Seconds of queue in front of a bottleneck: the round trip now against the shortest one of this leg. */
const queueToTell = 0.12;
/** Bits a second; below this not even the smallest picture and sound fit together. */
const narrow = 230_000;
/** Congestion control takes random loss for a narrow way and recovers slowly: this long after loss its estimate proves nothing. */
const aftermathMs = 25_000;
/** Over this many looks an estimate that grew by this much is on its way up. */
const risingLooks = 3;
const risingFactor = 1.15;

/** What is wrong with the way between page and server. */
export function pathIndications(history: LegHistory, newest: LegSample): Indication[] {
  const { report } = newest;
  if (report === null) return [];
  const into = down(history, newest, report);
  const out = up(history, newest, report);
  // A choked way in holds up the receiver's word about the way out, which then only seems narrow.
  const isOnlyIn = into.some(({ code }) => code === 'downlinkBandwidth') && (report.send?.availableOutgoingBitrate ?? narrow) >= narrow;
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

/**
 * Whether loss came together with a sudden thinness: a bottleneck lets its rate through and drops the rest at once, while random loss
 * takes its share of a stream that stays broad till congestion control reacts.
 */
function isChoked({ samples }: LegHistory, lossOf: (sample: LegSample) => number, bitrateOf: (sample: LegSample) => number): boolean {
  const newest = samples.at(-1);
  if (newest === undefined || lossOf(newest) <= lossToTell || bitrateOf(newest) >= narrow) return false;
  const lately = samples.filter(({ at }) => newest.at - at <= aftermathMs);
  const wasBroad = lately.some((sample) => bitrateOf(sample) > 2 * narrow);
  return wasBroad && !lately.some((sample) => lossOf(sample) > lossToTell && bitrateOf(sample) >= narrow);
}

const upEstimateOf = ({ report }: LegSample): number | null => report?.send?.availableOutgoingBitrate ?? null;
const downEstimateOf = ({ server }: LegSample): number | null => server?.availableOutgoingBitrate ?? null;

/** Whether an estimate climbs: it is recovering from something that is over. */
function isRising({ samples }: LegHistory, estimateOf: (sample: LegSample) => number | null): boolean {
  const estimates = samples
    .slice(-risingLooks)
    .map(estimateOf)
    .filter((estimate) => estimate !== null);
  const [first, last] = [estimates[0], estimates.at(-1)];
  return estimates.length === risingLooks && first !== undefined && last !== undefined && last > risingFactor * first;
}

const upBitrateOf = ({ server }: LegSample): number => server?.upBitrate ?? 0;
const downBitrateOf = ({ report }: LegSample): number => (report?.inbound ?? []).reduce((sum, { bitrate }) => sum + bitrate, 0);

/** Greatest loss within the last while. */
function lossWithin({ samples }: LegHistory, now: number, ms: number, lossOf: (sample: LegSample) => number): number {
  return Math.max(0, ...samples.filter(({ at }) => now - at <= ms).map(lossOf));
}

export const upLossOf = ({ report, server }: LegSample): number =>
  server?.upLossRatio ?? Math.max(0, ...(report?.outbound ?? []).map(({ fractionLost }) => fractionLost ?? 0));

export function downLossOf({ report, server }: LegSample): number {
  const lost = (report?.inbound ?? []).reduce((sum, { packetsLost }) => sum + packetsLost, 0);
  const received = (report?.inbound ?? []).reduce((sum, { packetsReceived }) => sum + packetsReceived, 0);
  return Math.max(server?.downLossRatio ?? 0, lost + received === 0 ? 0 : lost / (lost + received));
}

function up(history: LegHistory, newest: LegSample, report: ConnectionReport): Indication[] {
  const lossRatio = upLossOf(newest);
  const queueDelay = queueDelayOf(history);
  const availableOutgoingBitrate = upEstimateOf(newest);
  const isLimited = report.outbound.some(({ qualityLimitationReason }) => qualityLimitationReason === 'bandwidth');
  const isNarrow = availableOutgoingBitrate !== null && availableOutgoingBitrate < narrow;
  const isAftermath = lossWithin(history, newest.at, aftermathMs, upLossOf) > lossToTell;
  const evidence = { availableOutgoingBitrate: availableOutgoingBitrate ?? 0, lossRatio, queueDelay };
  const isCongested = (queueDelay > queueToTell && (isNarrow || isLimited)) || isChoked(history, upLossOf, upBitrateOf);
  if (isCongested || (isNarrow && isLimited && !isAftermath && !isRising(history, upEstimateOf)))
    return [{ code: 'uplinkBandwidth', certainty: 'certain', evidence }];
  return lossRatio > lossToTell ? [{ code: 'uplinkLoss', certainty: 'certain', evidence: { lossRatio } }] : [];
}

function down(history: LegHistory, newest: LegSample, report: ConnectionReport): Indication[] {
  const lossRatio = downLossOf(newest);
  const queueDelay = queueDelayOf(history);
  const availableOutgoingBitrate = downEstimateOf(newest);
  const pictures = newest.server?.consumers.filter(({ source, isFlowing }) => source === 'camera' && isFlowing) ?? [];
  const isStarved = pictures.some(({ spatialLayer }) => spatialLayer === null);
  const isNarrow = availableOutgoingBitrate !== null && availableOutgoingBitrate < narrow && pictures.length > 0 && report.quality !== 'audioOnly';
  const isAftermath = lossWithin(history, newest.at, aftermathMs, downLossOf) > lossToTell;
  const evidence = { availableOutgoingBitrate: availableOutgoingBitrate ?? 0, lossRatio, queueDelay };
  const isCongested = (queueDelay > queueToTell && (isNarrow || lossRatio > lossToTell)) || isChoked(history, downLossOf, downBitrateOf);
  if (isCongested || (isNarrow && !isAftermath && !isRising(history, downEstimateOf)))
    return [{ code: 'downlinkBandwidth', certainty: isStarved ? 'certain' : 'likely', evidence }];
  return lossRatio > lossToTell ? [{ code: 'downlinkLoss', certainty: 'certain', evidence: { lossRatio } }] : [];
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
