import { Temporal } from 'temporal-polyfill';
import type { VisitingDay } from '#shared/contract/catalogue.ts';
import { type Instant, after } from '#shared/instant.ts';
import { instantOf } from '#server/serviceDay.ts';

/** How long the expert has for one customer. */
export const timeMs = 1_800_000;
/** A time is bookable up to so long before it, so that the customer can be there. */
const leadMs = 900_000;

type Day = Omit<VisitingDay, 'pointId'>;
export type FreeDay = Day & { readonly times: Instant[] };

const bordersOf = ({ date, from, to }: Day) => {
  const day = Temporal.PlainDate.from(date);
  return { from: instantOf(day, from), to: instantOf(day, to) };
};

function timesOf(day: Day): Instant[] {
  const { from, to } = bordersOf(day);
  const times: Instant[] = [];
  for (let at = from; after(at, timeMs) <= to; at = after(at, timeMs)) times.push(at);
  return times;
}

const meets = (a: Instant, b: Instant): boolean => Math.abs(a - b) < timeMs;

/**
 * The days that are not over, soonest first, and of each the half-hours that are free. One expert comes, so one customer fits in at a time,
 * also where days overlap or have been moved since something was booked.
 */
export function freeTimes(days: readonly Day[], booked: readonly Instant[], now: Instant): FreeDay[] {
  const coming = days.filter((day) => bordersOf(day).to > now).sort((a, b) => bordersOf(a).from - bordersOf(b).from);
  const listed: Instant[] = [];
  return coming.map(({ date, from, to }) => {
    const own = timesOf({ date, from, to }).filter((at) => !listed.some((other) => meets(at, other)));
    listed.push(...own);
    return { date, from, to, times: own.filter((at) => at >= after(now, leadMs) && !booked.some((other) => meets(at, other))) };
  });
}

/** Whether the expert visits at the whole of that time. */
export const isWithin = (days: readonly Day[], at: Instant): boolean => days.map(bordersOf).some(({ from, to }) => from <= at && after(at, timeMs) <= to);
