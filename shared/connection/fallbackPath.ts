import type { ConnectionReport } from '#shared/contract/connectionReport.ts';
import type { BackoffPolicy } from './backoff.ts';

/** How often UDP is tried during a call that recovery has moved to a fallback path. */
export const udpRecoveryPolicy: BackoffPolicy = { firstPauseMs: 3_000, longestPauseMs: 60_000, growth: 1.5 };

/** Whether media runs over TCP or a relay although nobody has asked for that. */
export function isFallbackPath({ send, receive, pathPolicy }: Pick<ConnectionReport, 'send' | 'receive' | 'pathPolicy'>): boolean {
  const used = [send, receive].filter((path) => path?.state === 'connected');
  return pathPolicy === 'any' && used.some((path) => path?.protocol === 'tcp' || path?.candidateType === 'relay');
}
