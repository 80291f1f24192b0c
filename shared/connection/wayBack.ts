import type { ConnectionReport } from '#shared/contract/connectionReport.ts';

const firstPauseMs = 3_000;
const longestPauseMs = 60_000;
const growth = 1.5;
/** So long on the direct way again, what was before is forgotten. */
const forgottenAfterMs = 60_000;

/** How a call that healing has led round about comes back; `since` when it is on its present way. Milliseconds on one clock. */
export type WayBack = { readonly isDetour: boolean; readonly since: number; readonly triedAt: number; readonly pauseMs: number };

export const startWayBack: WayBack = { isDetour: false, since: -Infinity, triedAt: -Infinity, pauseMs: firstPauseMs };

/** Whether media runs over TCP or a relay though nobody has asked for that. */
export function isDetour({ send, receive, pathPolicy }: Pick<ConnectionReport, 'send' | 'receive' | 'pathPolicy'>): boolean {
  const used = [send, receive].filter((path) => path?.state === 'connected');
  return pathPolicy === 'any' && used.some((path) => path?.protocol === 'tcp' || path?.candidateType === 'relay');
}

/** One look at the way: the next state, and whether UDP should be tried now. The pause grows with each try, also with one that led back only for a while. */
export function lookBack(before: WayBack, isDetourNow: boolean, at: number): { readonly state: WayBack; readonly isDue: boolean } {
  const now = before.isDetour === isDetourNow ? before : { ...before, isDetour: isDetourNow, since: at };
  if (!isDetourNow) return { state: at - now.since >= forgottenAfterMs ? { ...now, pauseMs: firstPauseMs } : now, isDue: false };
  if (at - Math.max(now.since, now.triedAt) < now.pauseMs) return { state: now, isDue: false };
  return { state: { ...now, triedAt: at, pauseMs: Math.min(longestPauseMs, now.pauseMs * growth) }, isDue: true };
}
