import type { Temporal } from 'temporal-polyfill';
import { spansOn } from '#shared/catalogue/hours.ts';
import type { OpeningHours } from '#shared/contract/catalogue.ts';
import type { Opening } from '#shared/contract/views/index.ts';
import type { Instant } from '#shared/instant.ts';
import { instantOf, serviceDate } from '#server/serviceDay.ts';

type Interval = { readonly from: Instant; readonly to: Instant };

/** So far ahead the next opening is looked for; a service closed for longer has no next time worth saying. */
const horizonDays = 28;

const intervalsOn = (hours: OpeningHours, date: Temporal.PlainDate): Interval[] =>
  spansOn(hours, date.toString()).map(({ from, to }) => ({ from: instantOf(date, from), to: instantOf(date, to) }));

const intersect = (a: readonly Interval[], b: readonly Interval[]): Interval[] =>
  a
    .flatMap((one) => b.map((other) => ({ from: Math.max(one.from, other.from) as Instant, to: Math.min(one.to, other.to) as Instant })))
    .filter(({ from, to }) => from < to)
    .sort((x, y) => x.from - y.from);

/** Intervals that meet at midnight are one. */
function joined(intervals: readonly Interval[]): Interval[] {
  const all: Interval[] = [];
  for (const next of [...intervals].sort((x, y) => x.from - y.from)) {
    const last = all.at(-1);
    if (last !== undefined && next.from <= last.to) all[all.length - 1] = { from: last.from, to: Math.max(last.to, next.to) as Instant };
    else all.push(next);
  }
  return all;
}

/**
 * Whether there is service at `now` where all of the hours must be open at once (those of agency, service and point), until when, or from when on.
 * Hours are wall-clock times in Finland, so that 9 o'clock stays 9 o'clock over both changes of the clock (F24).
 */
export function openingAt(all: readonly OpeningHours[], now: Instant): Opening {
  if (all.length === 0) return { state: 'open', closesAt: null };
  const today = serviceDate(now);
  // From yesterday on, since hours may reach over midnight.
  const days = Array.from({ length: horizonDays + 1 }, (_, index) => today.add({ days: index - 1 }));
  const [first = [], ...rest] = all.map((hours) => joined(days.flatMap((date) => intervalsOn(hours, date))));
  const open = rest.reduce<Interval[]>(intersect, first);
  const current = open.find(({ from, to }) => from <= now && now < to);
  const inSight = instantOf(today.add({ days: horizonDays }), '00:00');
  if (current !== undefined) return { state: 'open', closesAt: current.to < inSight ? current.to : null };
  return { state: 'closed', opensAt: open.find(({ from }) => from > now)?.from ?? null };
}
