import type { ConnectionReport, InboundReport } from '#shared/contract/connectionReport.ts';
import { type LegSample, isArriving } from './evidence.ts';
import { lossRatioOf, reportedLossOf } from './loss.ts';

export const lossToTell = 0.04;
/** Seconds; common advice for calls is to stay below. */
export const jitterToTell = 0.025;
/** Where the opposite way is uneven as well, less is enough: a bottleneck makes one way so, a network both. */
const jitterBothWays = 0.015;
export const unevenSamples = 3;
const queueSamples = 10;
/** For this long after a page awoke, its jitter, a mean over the last packets, may still reflect the awakening. */
const wakingMs = 2_000;
/** Silent legs are looked at more often. */
const heldUpSamples = 30;
/** Later than by the page's own clock it should have come; a packet of TCP that was lost for once is there sooner. */
const reportLateMs = 900;

/**
 * How unevenly sound comes in on this leg, in seconds; what came to the server unevenly is the other leg's. Of sound alone, since a picture's
 * packets come in bunches by nature.
 */
export const jitterOf = ({ report, remote }: LegSample): number =>
  Math.max(0, ...(report?.inbound ?? []).filter(({ source }) => source === 'microphone').map(({ jitter }) => (jitter ?? 0) - remote.jitterNow));

/** Whether sound comes in unevenly at this look. */
export const isUnevenSample = (sample: LegSample): boolean =>
  jitterOf(sample) > ((sample.server?.upJitter ?? 0) > jitterToTell ? jitterBothWays : jitterToTell);

/** Uneven now or just before: figures of congestion control that still come from then. */
export const isUneven = (samples: readonly LegSample[]): boolean =>
  samples.slice(-unevenSamples).some((sample) => isUnevenSample(sample) && !isWaking(samples, sample));

/**
 * Whether the page was asleep just before: what it had missed makes arrival uneven for a moment, its answers count the sleep as delay, and the
 * network is none the worse. While it sleeps nothing comes from it, and its browser answers for a while.
 */
export function isWaking(samples: readonly LegSample[], { at }: LegSample): boolean {
  const end = samples.findLastIndex((one) => one.at < at && one.report === null);
  const silence = samples.slice(samples.findLastIndex(({ report }, index) => index < end && report !== null) + 1, end + 1);
  const endedAt = silence.at(-1)?.at ?? -Infinity;
  return at - endedAt < wakingMs && silence.some(({ isBrowserAnswering }) => isBrowserAnswering) && !silence.every(isArriving);
}

/**
 * The round trip as the far side reports it (RTCP), in seconds; that of video where there is any. Sender reports (RFC 3550, 6.4.1) go out
 * each second with video but only every five seconds with audio, and a value stays until the next report.
 */
export function reportedTripOf({ outbound }: Pick<ConnectionReport, 'outbound'>): number | null {
  const [camera, microphone] = (['camera', 'microphone'] as const).map((source) => outbound.find((one) => one.source === source)?.roundTripTime);
  return camera ?? microphone ?? null;
}

/** The round trip now, in seconds: RTCP's follows a queue faster than the seldom checks of ICE. */
export function roundTripOf(report: Pick<ConnectionReport, 'send' | 'receive' | 'outbound'>): number | null {
  const values = [report.send?.currentRoundTripTime, report.receive?.currentRoundTripTime, reportedTripOf(report)].filter((value) => value != null);
  return values.length === 0 ? null : Math.max(...values);
}

/** How much longer the last round trip is than the shortest of them, in the same unit. */
export function queueDelayIn(trips: readonly number[]): number {
  const now = trips.at(-1);
  return now === undefined ? 0 : now - Math.min(...trips);
}

/** The queue that the page's own round trips show, in seconds. What does not shrink although the sender gives way is no queue of its own. */
export function queueDelayOf(samples: readonly Pick<LegSample, 'report'>[]): number {
  const reports = samples.flatMap(({ report }) => report ?? []).slice(-queueSamples);
  return queueDelayIn(reports.flatMap((report) => roundTripOf(report) ?? []));
}

/** The same by the server's own measure, which goes on while no report comes. */
export const heldUpDelayOf = (samples: readonly LegSample[]): number =>
  queueDelayIn(samples.slice(-heldUpSamples).flatMap(({ server }) => server?.roundTripTime ?? []));

/** Whether the page's word has been held up: there is none yet, or it took longer than since the one before by the page's own clock. */
export function isReportLate(samples: readonly LegSample[]): boolean {
  const newest = samples.at(-1);
  if (newest === undefined || newest.report === null) return true;
  const before = samples.slice(0, -1).findLast(({ report }) => report !== null);
  return before !== undefined && newest.at - before.at - newest.report.intervalMs > reportLateMs;
}

/** Share of the packets lost on the way out, 0 to 1. */
export const upLossOf = ({ report, server }: LegSample): number => server?.upLossRatio ?? reportedLossOf(report?.outbound ?? []);

/** With this many video packets, video alone is enough to judge loss. */
const enoughPackets = 40;

/**
 * Share of the packets lost on the way in, 0 to 1, by the pictures where there are any. Sound that was lost comes again on the same stream,
 * and is then not lost to those who count there (RFC 4588 puts pictures on another one), so that it is counted where it is sent once more;
 * but what is lost or late on the far side's way is asked for again here too, and is missing for good as well.
 */
export function downLossOf({ report, server, remote }: LegSample): number {
  // What comes unevenly from the far side, or does not get out there, is not lost here.
  if (remote.jitter > jitterToTell || remote.uplinkCongested) return 0;
  const inbound = report?.inbound ?? [];
  const count = (streams: readonly InboundReport[]) => ({
    lost: streams.reduce((sum, { packetsLost }) => sum + packetsLost, 0),
    received: streams.reduce((sum, { packetsReceived }) => sum + packetsReceived, 0),
  });
  const pictures = count(inbound.filter(({ source }) => source === 'camera'));
  const isTold = pictures.lost + pictures.received >= enoughPackets;
  const { lost, received } = isTold ? pictures : count(inbound);
  const isRemoteWell = remote.residualLoss < lossToTell ** 2;
  const missed = lost + (isTold || !isRemoteWell ? 0 : (server?.soundResent ?? 0));
  return Math.max(0, lossRatioOf(missed, received) - remote.residualLoss);
}
