import { type AlertCode, causeOf } from '#shared/connection/findings.ts';
import type { Health } from '#client/ui/HealthBadge.tsx';

type Known = { readonly code: AlertCode; readonly endedAt?: number | null };

/** How well a connection is, by its present findings. A finding that only informs does not make it worse. */
export function healthOf(findings: readonly Known[]): Health {
  const ranks = findings.filter(({ endedAt }) => endedAt == null).map(({ code }) => causeOf(code).rank);
  if (ranks.includes('stops')) return 'bad';
  return ranks.includes('harms') ? 'poor' : 'good';
}
