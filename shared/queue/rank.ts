import type { Instant } from '#shared/instant.ts';

/** What one level of priority is worth. Priority is a head start and no more, so nobody who waits is passed for ever. */
export const priorityHeadStartMs = 600_000;

/** Who has booked goes before everybody who has waited less than this when the time comes. */
export const bookedHeadStartMs = 7_200_000;

/** What one step down an expert's routing profile costs a call, for that expert. */
export const profileStepMs = 600_000;

type Ranked = { readonly queuedAt: Instant; readonly bookedFor: Instant | null; readonly isBookedTime: boolean; readonly priority: number };

/**
 * The call is served as if it had come then. It changes only with an event of the call, so that an index can keep the order: who comes
 * before the time that they have booked stands where others stand who came then, and gets the head start when the time has come.
 */
export const rankAt = ({ queuedAt, bookedFor, isBookedTime, priority }: Ranked): Instant =>
  ((isBookedTime && bookedFor !== null ? Math.min(queuedAt, bookedFor - bookedHeadStartMs) : queuedAt) - priority * priorityHeadStartMs) as Instant;
