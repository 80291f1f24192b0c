import { Temporal } from 'temporal-polyfill';
import type { Instant } from '#shared/instant.ts';

/** Where the service's days begin and end. */
export const serviceTimeZone = 'Europe/Helsinki';

/** The first moment of the service's next day. */
export const nextDayStart = (now: Instant): Instant =>
  Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(serviceTimeZone).add({ days: 1 }).startOfDay().epochMilliseconds as Instant;

/** The first moment of the service's day in which `now` lies; right on days of 23 and 25 hours. */
export const dayStart = (now: Instant): Instant =>
  Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(serviceTimeZone).startOfDay().epochMilliseconds as Instant;
