/** Media that stays away this many times longer than its packets were lately apart has stalled. */
const stallFactor = 4;
const rememberedGaps = 30;
const shortestStallMs = 500;
/** Longer than the time between two still frames, and between the packets of a silent microphone. */
const longestStallMs = 1_200;

/** How far apart received media was lately played, in milliseconds; the gap that is still open is not among `gaps`. */
export type Arrivals = { readonly gaps: readonly number[]; readonly openGap: number };

export const noArrivals: Arrivals = { gaps: [], openGap: 0 };

/** Takes one measurement of the silence; null where nothing should arrive. */
export function noteSilence({ gaps, openGap }: Arrivals, silentMs: number | null): Arrivals {
  // When media is expected again, it gets the most patience.
  const next = silentMs ?? longestStallMs;
  return { gaps: next <= openGap ? [...gaps.slice(1 - rememberedGaps), openGap] : gaps, openGap: next };
}

/** Whether the silence is clearly longer than the gaps before it. */
export const isStalled = ({ gaps }: Arrivals, silentMs: number | null): boolean =>
  silentMs !== null && silentMs > Math.min(longestStallMs, Math.max(shortestStallMs, stallFactor * Math.max(0, ...gaps)));
