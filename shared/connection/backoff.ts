/** How often a remedy is tried while its cause lasts. Milliseconds. */
export type BackoffPolicy = {
  readonly firstPauseMs: number;
  readonly longestPauseMs: number;
  /** The pause grows by this factor with each try. */
  readonly growth: number;
};

/** After this long without the cause, earlier tries no longer count. */
const forgottenAfterMs = 60_000;

/** The tries of one remedy; `since` is when its cause last came or went. Milliseconds on one clock. */
export type BackoffState = { readonly isCause: boolean; readonly since: number; readonly triedAt: number; readonly pauseMs: number };

export const startBackoff = ({ firstPauseMs }: BackoffPolicy): BackoffState => ({
  isCause: false,
  since: -Infinity,
  triedAt: -Infinity,
  pauseMs: firstPauseMs,
});

/** The next state, and whether the remedy should be tried now. The pause grows with each try, also after one that helped only for a while. */
export function backoff(
  before: BackoffState,
  isCauseNow: boolean,
  at: number,
  { firstPauseMs, longestPauseMs, growth }: BackoffPolicy,
): { readonly state: BackoffState; readonly isDue: boolean } {
  const now = before.isCause === isCauseNow ? before : { ...before, isCause: isCauseNow, since: at };
  if (!isCauseNow) return { state: at - now.since >= forgottenAfterMs ? { ...now, pauseMs: firstPauseMs } : now, isDue: false };
  if (at - Math.max(now.since, now.triedAt) < now.pauseMs) return { state: now, isDue: false };
  return { state: { ...now, triedAt: at, pauseMs: Math.min(longestPauseMs, now.pauseMs * growth) }, isDue: true };
}
