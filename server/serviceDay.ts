import { Temporal } from 'temporal-polyfill';
import type { Instant } from '#shared/instant.ts';

/** Where the service's days begin and end. */
const serviceTimeZone = 'Europe/Helsinki';

const zoned = (now: Instant) => Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(serviceTimeZone);
const dayOf = (now: Instant) => zoned(now).startOfDay();

/** The service's day in which `now` lies, by the calendar. */
export const serviceDate = (now: Instant): Temporal.PlainDate => zoned(now).toPlainDate();

/** A wall-clock time of a day as an instant; one that the clock skips in spring is moved forward by the hour that is missing, as Temporal's "compatible" does. */
export function instantOf(date: Temporal.PlainDate, time: string): Instant {
  if (time === '24:00') return instantOf(date.add({ days: 1 }), '00:00');
  return date.toZonedDateTime({ timeZone: serviceTimeZone, plainTime: Temporal.PlainTime.from(time) }).epochMilliseconds as Instant;
}

/** The first moment of the service's day in which `now` lies; right on days of 23 and 25 hours. */
export const dayStart = (now: Instant): Instant => dayOf(now).epochMilliseconds as Instant;

/** The first moment of the day after. */
export const dayEnd = (now: Instant): Instant => dayOf(now).add({ days: 1 }).epochMilliseconds as Instant;
