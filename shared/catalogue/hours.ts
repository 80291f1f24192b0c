import { type OpeningHours, type Weekday, weekdays } from '#shared/contract/catalogue.ts';

export type Span = { readonly from: string; readonly to: string };

const dayMs = 24 * 3_600_000;
const startOf = (date: string): number => Date.parse(`${date}T00:00:00Z`);
const dateOf = (ms: number): string => new Date(ms).toISOString().slice(0, 10);

/** The weekday of a date of the calendar, such as 2026-12-01. */
export const weekdayOf = (date: string): Weekday => weekdays[(new Date(startOf(date)).getUTCDay() + 6) % 7] ?? 'mon';

/** The date so many days later. */
export const daysAfter = (date: string, days: number): string => dateOf(startOf(date) + days * dayMs);

/** All dates of the month in which the date lies. */
export function datesOfMonth(date: string): string[] {
  const month = date.slice(0, 7);
  return Array.from({ length: 31 }, (_, index) => daysAfter(`${month}-01`, index)).filter((one) => one.startsWith(month));
}

/** The first day of the month so many months later. */
export function monthsAfter(date: string, months: number): string {
  const [year = 0, month = 1] = date.split('-').map(Number);
  return dateOf(Date.UTC(year, month - 1 + months, 1));
}

/** The hours of a date, by the wall clock: its exception, or its weekday's. */
export const spansOn = ({ weekly, exceptions }: OpeningHours, date: string): readonly Span[] =>
  exceptions.find((one) => one.date === date)?.spans ?? weekly[weekdayOf(date)] ?? [];

/** The hours of a date on which all are open at once; without any hours it is the whole day. */
export const spansOfAll = (all: readonly OpeningHours[], date: string): readonly Span[] =>
  all
    .map((hours) => spansOn(hours, date))
    .reduce<readonly Span[]>(
      (open, spans) =>
        open
          .flatMap((one) => spans.map((other) => ({ from: one.from > other.from ? one.from : other.from, to: one.to < other.to ? one.to : other.to })))
          .filter(({ from, to }) => from < to),
      [{ from: '00:00', to: '24:00' }],
    );
