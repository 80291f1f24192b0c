import type { Instant } from '#shared/instant.ts';

/** What one level of priority is worth. Priority is a head start and no more, so nobody who waits is passed for ever. */
export const priorityHeadStartMs = 600_000;

/** The call is served as if it had come then. Fixed when it is queued, so that an index can keep the order. */
export const rankAt = ({ queuedAt, priority }: { readonly queuedAt: Instant; readonly priority: number }): Instant =>
  (queuedAt - priority * priorityHeadStartMs) as Instant;
