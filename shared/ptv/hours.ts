import { type OpeningHours, openingHoursSchema, weekdays } from '#shared/contract/catalogue.ts';
import type { Notes } from './notes.ts';
import type { ServiceHour } from './schema.ts';

type Weekday = (typeof weekdays)[number];
type Span = { readonly from: string; readonly to: string };

const dayNames = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const;
const weekdayOf = (name: string | null | undefined): Weekday | null => {
  const at = dayNames.findIndex((day) => day === name?.toLowerCase());
  return weekdays[at] ?? null;
};
const dayMs = 86_400_000;
const fullDay: Span = { from: '00:00', to: '24:00' };

/** "9:00", "09:00:00" and "09:00" alike; null for what is no time. */
const timeOf = (text: string | null | undefined): string | null => {
  const [, hour, minute] = /^(\d{1,2}):(\d{2})(?::\d{2})?$/.exec(text ?? '') ?? [];
  return hour === undefined || minute === undefined ? null : `${hour.padStart(2, '0')}:${minute}`;
};

/** The calendar days of a period, as PTV gives them, at most a year; a period without an end is its first day. */
function datesOf({ validFrom, validTo }: ServiceHour): string[] {
  const first = Date.parse(`${(validFrom ?? '').slice(0, 10)}T00:00:00Z`);
  if (Number.isNaN(first)) return [];
  const end = Date.parse(`${(validTo ?? '').slice(0, 10)}T00:00:00Z`);
  const days = Number.isNaN(end) ? 1 : Math.min(366, Math.max(1, (end - first) / dayMs + 1));
  return Array.from({ length: days }, (_, at) => new Date(first + at * dayMs).toISOString().slice(0, 10));
}
/** JavaScript's week begins on Sunday. */
const weekdayOn = (date: string): Weekday | null => weekdays[(new Date(`${date}T00:00:00Z`).getUTCDay() + 6) % 7] ?? null;

class Hours {
  readonly #weekly = new Map<Weekday, Span[]>();
  readonly #exceptions = new Map<string, Span[]>();
  readonly #unclear: (value: string) => void;

  constructor(unclear: (value: string) => void) {
    this.#unclear = unclear;
  }

  onDay(day: Weekday, span: Span): void {
    this.#weekly.set(
      day,
      [...(this.#weekly.get(day) ?? []), span].toSorted((one, other) => (one.from < other.from ? -1 : 1)),
    );
  }

  onDate(date: string, spans: readonly Span[]): void {
    this.#exceptions.set(date, [...spans]);
  }

  /** Undefined where there is nothing to say, or where the hours contradict each other. */
  result(): OpeningHours | undefined {
    if (this.#weekly.size + this.#exceptions.size === 0) return undefined;
    const exceptions = [...this.#exceptions].map(([date, spans]) => ({ date, spans })).toSorted((one, other) => (one.date < other.date ? -1 : 1));
    const parsed = openingHoursSchema.safeParse({ weekly: Object.fromEntries(this.#weekly), exceptions });
    if (parsed.success) return parsed.data;
    this.#unclear(parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; '));
    return undefined;
  }
}

const spansOf = (hour: ServiceHour, day: Weekday | null, unclear: (value: string) => void): Span[] =>
  hour.openingHour.flatMap(({ dayFrom, from, to }) => {
    const named = weekdayOf(dayFrom);
    if (named !== null && day !== null && named !== day) return [];
    const [begins, ends] = [timeOf(from), timeOf(to)];
    if (begins !== null && ends !== null) return [{ from: begins, to: ends === '00:00' ? '24:00' : ends }];
    unclear(`${dayFrom ?? ''} ${from ?? ''}-${to ?? ''}`);
    return [];
  });

function readWeekly(hour: ServiceHour, hours: Hours, unclear: (value: string) => void): void {
  if (hour.isAlwaysOpen === true) {
    for (const day of weekdays) hours.onDay(day, fullDay);
    return;
  }
  for (const opening of hour.openingHour) {
    const { dayFrom, dayTo, from, to } = opening;
    const day = weekdayOf(dayFrom);
    // A span of days is documented only for those over midnight.
    if (day === null || (dayTo != null && dayTo !== '' && weekdayOf(dayTo) !== day)) {
      unclear(`${dayFrom ?? ''}-${dayTo ?? ''} ${from ?? ''}-${to ?? ''}`);
      continue;
    }
    for (const span of spansOf({ ...hour, openingHour: [opening] }, day, unclear)) hours.onDay(day, span);
  }
}

function readOverMidnight(hour: ServiceHour, hours: Hours, unclear: (value: string) => void): void {
  for (const { dayFrom, dayTo, from, to } of hour.openingHour) {
    const [day, next, begins, ends] = [weekdayOf(dayFrom), weekdayOf(dayTo), timeOf(from), timeOf(to)];
    if (day === null || next === null || begins === null || ends === null || weekdays[(weekdays.indexOf(day) + 1) % 7] !== next) {
      unclear(`${dayFrom ?? ''} ${from ?? ''}-${dayTo ?? ''} ${to ?? ''}`);
      continue;
    }
    hours.onDay(day, { from: begins, to: '24:00' });
    if (ends !== '00:00') hours.onDay(next, { from: '00:00', to: ends });
  }
}

function readExceptional(hour: ServiceHour, hours: Hours, unclear: (value: string) => void): void {
  const dates = datesOf(hour);
  if (dates.length === 0) unclear(`${hour.validFrom ?? ''}-${hour.validTo ?? ''}`);
  for (const date of dates) {
    const spans = hour.isAlwaysOpen === true ? [fullDay] : spansOf(hour, weekdayOn(date), unclear);
    hours.onDate(date, hour.isClosed === true ? [] : spans);
  }
}

/** PTV's service hours as opening hours; what they cannot say is noted. */
export function openingOf(serviceHours: readonly ServiceHour[], about: string, notes: Notes): OpeningHours | undefined {
  const unclear = (value: string): void => notes.add('hoursUnclear', about, value);
  const hours = new Hours(unclear);
  for (const hour of serviceHours) {
    const type = hour.serviceHourType ?? '';
    if (hour.isReservation === true) notes.add('hoursByBooking', about);
    else if (type === 'Exceptional' || type === 'Exception' || hour.isClosed === true) readExceptional(hour, hours, unclear);
    else if (hour.validForNow === false && (hour.validFrom ?? hour.validTo) != null)
      notes.add('hoursLimited', about, `${hour.validFrom ?? ''} – ${hour.validTo ?? ''}`);
    else if (type === 'DaysOfTheWeek' || type === 'Standard') readWeekly(hour, hours, unclear);
    else if (type === 'OverMidnight' || type === 'Special') readOverMidnight(hour, hours, unclear);
    else unclear(type);
  }
  return hours.result();
}
