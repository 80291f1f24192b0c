import type { ExpertView } from '#shared/contract/views/index.ts';
import type { Instant } from '#shared/instant.ts';

export type Entry = ExpertView['queue'][number];

/** From when a customer's wait counts. */
export const waitsSince = ({ bookedFor, queuedAt }: Pick<Entry, 'bookedFor' | 'queuedAt'>): number => bookedFor ?? queuedAt;

/** Who comes later: away for a while, to be called back, or before the time that was booked. */
export const comesLater = ({ state, bookedFor }: Entry, now: Instant): boolean =>
  (state !== 'queued' && state !== 'offered') || (bookedFor !== null && bookedFor > now);

/** In milliseconds, of those who wait now; null where nobody does. */
export function longestWait(queue: readonly Entry[], now: Instant): number | null {
  const waits = queue.filter((entry) => !comesLater(entry, now)).map((entry) => now - waitsSince(entry));
  // The page's clock shows full seconds: who has just come may be ahead of it.
  return waits.length === 0 ? null : Math.max(0, ...waits);
}
