/** How often a remedy is tried while its cause stands. Milliseconds. */
export type Pace = {
  readonly firstPauseMs: number;
  readonly longestPauseMs: number;
  /** Of the pause with each try. */
  readonly growth: number;
};

/** So long without the cause, what was before is forgotten. */
const forgottenAfterMs = 60_000;

/** A remedy's tries; `since` when its cause has last come or gone. Milliseconds on one clock. */
export type Tries = { readonly isCause: boolean; readonly since: number; readonly triedAt: number; readonly pauseMs: number };

export const startTries = ({ firstPauseMs }: Pace): Tries => ({ isCause: false, since: -Infinity, triedAt: -Infinity, pauseMs: firstPauseMs });

/** One look: the next state, and whether the remedy should be tried now. The pause grows with each try, also with one that helped only for a while. */
export function tryAgain(before: Tries, isCauseNow: boolean, at: number, pace: Pace): { readonly state: Tries; readonly isDue: boolean } {
  const now = before.isCause === isCauseNow ? before : { ...before, isCause: isCauseNow, since: at };
  if (!isCauseNow) return { state: at - now.since >= forgottenAfterMs ? { ...now, pauseMs: pace.firstPauseMs } : now, isDue: false };
  if (at - Math.max(now.since, now.triedAt) < now.pauseMs) return { state: now, isDue: false };
  return { state: { ...now, triedAt: at, pauseMs: Math.min(pace.longestPauseMs, now.pauseMs * pace.growth) }, isDue: true };
}
