import type { ConnectionReport } from '#shared/contract/connectionReport.ts';
import type { Pace } from './tryAgain.ts';

/** How often UDP is tried by a call that healing has led round about. */
export const wayBackPace: Pace = { firstPauseMs: 3_000, longestPauseMs: 60_000, growth: 1.5 };

/** Whether media runs over TCP or a relay though nobody has asked for that. */
export function isDetour({ send, receive, pathPolicy }: Pick<ConnectionReport, 'send' | 'receive' | 'pathPolicy'>): boolean {
  const used = [send, receive].filter((path) => path?.state === 'connected');
  return pathPolicy === 'any' && used.some((path) => path?.protocol === 'tcp' || path?.candidateType === 'relay');
}
