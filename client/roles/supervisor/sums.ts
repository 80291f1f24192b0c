import type { SupervisorView } from '#shared/contract/views/index.ts';
import type { Instant } from '#shared/instant.ts';

export const totalOf = <T>(rows: readonly T[], figureOf: (row: T) => number): number => rows.reduce((sum, row) => sum + figureOf(row), 0);

/** The queue in which somebody has waited longest; null where nobody waits. */
export function longestQueue<Q extends Pick<SupervisorView['queues'][number], 'longestSince'>>(queues: readonly Q[]): (Q & { longestSince: Instant }) | null {
  const waited = queues.filter((queue): queue is Q & { longestSince: Instant } => queue.longestSince !== null);
  return waited.reduce<(typeof waited)[number] | null>((first, queue) => (first === null || queue.longestSince < first.longestSince ? queue : first), null);
}
