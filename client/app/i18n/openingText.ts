import type { Opening } from '#shared/contract/views/index.ts';
import type { Language } from '#shared/language.ts';

const timeZone = 'Europe/Helsinki';
const localeOf = (language: Language): string => (language === 'en' ? 'en-GB' : language);
const day = { weekday: 'long', day: 'numeric', month: 'numeric' } as const;
const hourAndMinute = { hour: '2-digit', minute: '2-digit' } as const;

/** Day and time as clocks in Finland show them, wherever the page is. */
export const clockTime = (at: number, language: Language, withDay: boolean): string =>
  new Intl.DateTimeFormat(localeOf(language), { timeZone, ...(withDay && day), ...hourAndMinute }).format(at);

/** The day alone, as calendars in Finland have it. */
export const dayAt = (at: number, language: Language): string => dayIn(timeZone, at, language);

/** Weekday and date side by side: together they are a part of a sentence in Finnish. */
const dayIn = (zone: string, at: number, language: Language): string =>
  [{ weekday: day.weekday }, { day: day.day, month: day.month }]
    .map((part) => new Intl.DateTimeFormat(localeOf(language), { timeZone: zone, ...part }).format(at))
    .join(' ');

/** Time to the second, for what happens fast. */
export const clockSeconds = (at: number, language: Language): string =>
  new Intl.DateTimeFormat(localeOf(language), { timeZone, ...hourAndMinute, second: '2-digit' }).format(at);

/** The name of a date of the calendar, `2026-11-30`, where it stands by itself. */
export const dayName = (date: string, language: Language): string => dayIn('UTC', Date.parse(`${date}T00:00:00Z`), language);

/** A date of the calendar, `2026-11-30`, which has no time zone. */
export const dayText = (date: string, language: Language): string =>
  new Intl.DateTimeFormat(localeOf(language), { ...day, timeZone: 'UTC' }).format(new Date(`${date}T00:00:00Z`));

/** The hour that clocks in Finland show, 0 to 23. */
export const hourNow = (): number => Number(new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', hourCycle: 'h23' }).format());

/** The key and values of what to say of a closed door; null where it is open. */
export function closedText(opening: Opening | undefined, language: Language) {
  if (opening?.state !== 'closed') return null;
  return opening.opensAt === null
    ? ({ key: 'opening.closed', values: { time: '' } } as const)
    : ({ key: 'opening.opensAt', values: { time: clockTime(opening.opensAt, language, true) } } as const);
}
