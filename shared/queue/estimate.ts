/** A wait in milliseconds, from a good case (25 %) to a bad one (90 %). */
export type WaitRange = { readonly fromMs: number; readonly toMs: number };

/** What a queue's own recent history says. */
export type QueueHistory = { readonly samples: number; readonly meanHandlingMs: number };

/** Below this many handled calls the honest answer is that one does not know. */
export const leastSamples = 5;
const lowZ = -0.6745;
const highZ = 1.2816;

/** Quantile of the gamma distribution with unit rate, by the cube-root approximation of Wilson and Hilferty (PNAS 17, 1931). */
const gammaQuantile = (shape: number, z: number): number => shape * (1 - 1 / (9 * shape) + z / (3 * Math.sqrt(shape))) ** 3;

/**
 * How long the customer at `position` (from 1) may still wait: that many experts must become free, and with `experts` of them at work, each
 * busy for the queue's own mean handling time, that is a sum of `position` exponential times. Null when there is nobody to wait for
 * or too little to judge by.
 */
export function estimateWait(position: number, experts: number, { samples, meanHandlingMs }: QueueHistory): WaitRange | null {
  if (experts <= 0 || samples < leastSamples) return null;
  const unitMs = meanHandlingMs / experts;
  return { fromMs: Math.round(unitMs * gammaQuantile(position, lowZ)), toMs: Math.round(unitMs * gammaQuantile(position, highZ)) };
}

/** The range in whole minutes, as one would say it: outwards, and above ten in steps of five. `from` 0 means "at most". */
export function inMinutes({ fromMs, toMs }: WaitRange): { from: number; to: number } {
  const step = toMs > 600_000 ? 5 : 1;
  return { from: Math.floor(fromMs / 60_000 / step) * step, to: Math.max(1, Math.ceil(toMs / 60_000 / step) * step) };
}
