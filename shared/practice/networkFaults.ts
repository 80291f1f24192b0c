import { z } from 'zod';

/** What a practice call's network does to every packet of the terminal, each way. */
export const networkFaultsSchema = z.strictObject({
  /** Share of the packets that are lost at random, 0 to 1. */
  lossRatio: z.number().min(0).max(1).default(0),
  /** How many packets are lost in a row; rows are the rarer, so that the share stays the same. */
  lossBurst: z.number().int().min(1).max(100).default(1),
  /** Milliseconds that each packet takes longer, and up to how many more by chance. */
  delayMs: z.number().min(0).max(2_000).default(0),
  jitterMs: z.number().min(0).max(1_000).default(0),
  /** Shares of packets that arrive behind their followers, and twice. */
  reorderRatio: z.number().min(0).max(1).default(0),
  duplicateRatio: z.number().min(0).max(1).default(0),
  /** Kilobits a second that get through; null for as many as there are. */
  bandwidthKbps: z.number().min(30).max(100_000).nullable().default(null),
  isUdpBlocked: z.boolean().default(false),
});
export type NetworkFaults = z.output<typeof networkFaultsSchema>;

export const noNetworkFaults: NetworkFaults = networkFaultsSchema.parse({});

/** Packets that wait in front of a bottleneck longer than this are dropped, as by a router with a short queue. */
const longestQueueMs = 400;
/** How much later an overtaken packet arrives: some audio packets later. */
const overtakenMs = 60;

/**
 * When the bottleneck will have let through what was sent so far, and when the last packet in order arrives, in milliseconds of one clock; how
 * many packets are still to be lost of a row.
 */
export type LineState = { readonly freeAt: number; readonly lastArrival: number; readonly losing: number };
export const emptyLine: LineState = { freeAt: 0, lastArrival: 0, losing: 0 };

/** How likely it is that a row of losses begins with a packet that would get through: as long between two rows as makes their share right. */
const burstChance = ({ lossRatio, lossBurst }: NetworkFaults): number => (lossRatio >= 1 ? 1 : lossRatio / (lossRatio + lossBurst * (1 - lossRatio)));

/** What becomes of one packet: when it arrives, once, twice or never. `random` gives numbers from 0 to below 1. */
export function packetFate(
  faults: NetworkFaults,
  line: LineState,
  bytes: number,
  now: number,
  random: () => number,
): { readonly line: LineState; readonly arrivals: readonly number[] } {
  if (faults.isUdpBlocked) return { line, arrivals: [] };
  if (line.losing > 0) return { line: { ...line, losing: line.losing - 1 }, arrivals: [] };
  if (random() < burstChance(faults)) return { line: { ...line, losing: faults.lossBurst - 1 }, arrivals: [] };
  const startsAt = Math.max(now, line.freeAt);
  if (faults.bandwidthKbps !== null && startsAt - now > longestQueueMs) return { line, arrivals: [] };
  const freeAt = faults.bandwidthKbps === null ? now : startsAt + (bytes * 8) / faults.bandwidthKbps;
  const arrival = freeAt + faults.delayMs + faults.jitterMs * random();
  if (random() < faults.reorderRatio) return { line: { ...line, freeAt }, arrivals: [arrival + overtakenMs] };
  // Jitter stretches the gaps between packets but does not change their order.
  const inOrder = Math.max(arrival, line.lastArrival);
  return { line: { ...line, freeAt, lastArrival: inOrder }, arrivals: random() < faults.duplicateRatio ? [inOrder, inOrder] : [inOrder] };
}
