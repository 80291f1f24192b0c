import type { Opening } from '#shared/contract/views/index.ts';
import type { Language } from '#shared/language.ts';
import { localeOf, ownCalendar } from './locale.ts';

const timeZone = 'Europe/Helsinki';
const day = { weekday: 'long', day: 'numeric', month: 'numeric' } as const;
const hourAndMinute = { hour: '2-digit', minute: '2-digit' } as const;

/** As Intl writes it; with the names that the language's texts bring along, where Intl knows none. */
function written(at: number | Date, language: Language, options: Intl.DateTimeFormatOptions): string {
  const format = new Intl.DateTimeFormat(localeOf(language), options);
  const own = ownCalendar(language);
  if (own === null) return format.format(at);
  const english = (part: 'weekday' | 'month'): string =>
    new Intl.DateTimeFormat('en-GB', { timeZone: options.timeZone ?? timeZone, [part]: 'long' }).format(at).toLowerCase();
  const isName = /\p{L}+/u;
  return format
    .formatToParts(at)
    .map(({ type, value }) => {
      if (!isName.test(value)) return value;
      return type === 'weekday' || type === 'month' ? (own[type][english(type)] ?? value) : value.replace(isName, own.at);
    })
    .join('');
}

/** Day and time as clocks in Finland show them, wherever the page is. */
export const clockTime = (at: number, language: Language, withDay: boolean): string =>
  written(at, language, { timeZone, ...(withDay && day), ...hourAndMinute });

/** Weekday and date side by side: together they are a part of a sentence in Finnish. */
const dayIn = (zone: string, at: number, language: Language): string =>
  [{ weekday: day.weekday }, { day: day.day, month: day.month }].map((part) => written(at, language, { timeZone: zone, ...part })).join(' ');

/** The day alone, as calendars in Finland have it. */
export const dayAt = (at: number, language: Language): string => dayIn(timeZone, at, language);

/** Time to the second, for what happens fast. */
export const clockSeconds = (at: number, language: Language): string => written(at, language, { timeZone, ...hourAndMinute, second: '2-digit' });

/** A date of the calendar, `2026-11-30`, which has no time zone, where it stands by itself. */
export const dayName = (date: string, language: Language): string => dayIn('UTC', Date.parse(`${date}T00:00:00Z`), language);

/** The same in full, for what is read long after. */
export const fullDate = (date: string, language: Language): string =>
  written(Date.parse(`${date}T00:00:00Z`), language, { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' });

/** The hour that clocks in Finland show, 0 to 23. */
export const hourNow = (): number => Number(new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', hourCycle: 'h23' }).format());

/** The key and values of what to say of a closed door; null where it is open. */
export function closedText(opening: Opening | undefined, language: Language) {
  if (opening?.state !== 'closed') return null;
  return opening.opensAt === null
    ? ({ key: 'opening.closed', values: { time: '' } } as const)
    : ({ key: 'opening.opensAt', values: { time: clockTime(opening.opensAt, language, true) } } as const);
}

/** The calendar's date in Finland at that moment, such as 2026-12-01. */
export const dateIn = (at: number): string => new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(at);

/** The same in figures, where there is little room. */
export const shortDate = (date: string, language: Language): string =>
  written(Date.parse(`${date}T00:00:00Z`), language, { day: 'numeric', month: 'numeric', year: 'numeric', timeZone: 'UTC' });

/** The month in which a date lies, with its year. */
export const monthName = (date: string, language: Language): string =>
  written(Date.parse(`${date}T00:00:00Z`), language, { month: 'long', year: 'numeric', timeZone: 'UTC' });
