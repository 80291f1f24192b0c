import { Temporal } from 'temporal-polyfill';
import type { Instant } from '#shared/instant.ts';

/** Where the service's days begin and end. */
export const serviceTimeZone = 'Europe/Helsinki';

const dayOf = (now: Instant) => Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(serviceTimeZone).startOfDay();

/** The first moment of the service's day in which `now` lies; right on days of 23 and 25 hours. */
export const dayStart = (now: Instant): Instant => dayOf(now).epochMilliseconds as Instant;

/** The first moment of the day after. */
export const dayEnd = (now: Instant): Instant => dayOf(now).add({ days: 1 }).epochMilliseconds as Instant;
