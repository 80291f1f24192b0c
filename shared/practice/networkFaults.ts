import { z } from 'zod';

/** What a practice call's network does to every packet of the terminal, each way. */
export const networkFaultsSchema = z.strictObject({
  /** Share of the packets that are lost at random, 0 to 1. */
  lossRatio: z.number().min(0).max(1).default(0),
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
/** So much later comes a packet that is overtaken: some packets of sound. */
const overtakenMs = 60;

/** When the bottleneck will have let through what was sent so far, and when the last packet in order arrives. Milliseconds of one clock. */
export type LineState = { readonly freeAt: number; readonly lastArrival: number };
export const emptyLine: LineState = { freeAt: 0, lastArrival: 0 };

/** What becomes of one packet: when it arrives, once, twice or never. `random` gives numbers from 0 to below 1. */
export function packetFate(
  faults: NetworkFaults,
  line: LineState,
  bytes: number,
  now: number,
  random: () => number,
): { readonly line: LineState; readonly arrivals: readonly number[] } {
  if (faults.isUdpBlocked || random() < faults.lossRatio) return { line, arrivals: [] };
  const startsAt = Math.max(now, line.freeAt);
  if (faults.bandwidthKbps !== null && startsAt - now > longestQueueMs) return { line, arrivals: [] };
  const freeAt = faults.bandwidthKbps === null ? now : startsAt + (bytes * 8) / faults.bandwidthKbps;
  const arrival = freeAt + faults.delayMs + faults.jitterMs * random();
  if (random() < faults.reorderRatio) return { line: { ...line, freeAt }, arrivals: [arrival + overtakenMs] };
  // Jitter stretches the gaps between packets but does not change their order.
  const inOrder = Math.max(arrival, line.lastArrival);
  return { line: { freeAt, lastArrival: inOrder }, arrivals: random() < faults.duplicateRatio ? [inOrder, inOrder] : [inOrder] };
}
