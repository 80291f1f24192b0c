import type { LooseContent } from '#shared/administration/records.ts';
import type { OpeningHours } from '#shared/contract/catalogue.ts';

export type Hours = OpeningHours;

/** The hours as they are sent: without what is not said, and exceptions in the order of their dates. */
export const without = ({ weekly, exceptions }: Hours): LooseContent => ({
  weekly: Object.fromEntries(Object.entries(weekly).flatMap(([day, spans]) => (spans.length === 0 ? [] : [[day, spans.map((span) => ({ ...span }))]]))),
  exceptions: exceptions
    .toSorted((a, b) => (a.date < b.date ? -1 : 1))
    .map(({ date, spans, names }) => ({ date, spans: spans.map((span) => ({ ...span })), ...(names === undefined ? {} : { names: { ...names } }) })),
});

/** A time however it was written, 9, 9.30, 0930 or 9:30, as it is kept; null where it is none. Midnight at the end of a day is 24:00. */
export function timeOf(text: string): string | null {
  const [, hour, minute = '00'] = /^\s*(\d{1,2})(?:[.:]?(\d{2}))?\s*$/.exec(text) ?? [];
  if (hour === undefined) return null;
  const time = `${hour.padStart(2, '0')}:${minute}`;
  return /^(([01]\d|2[0-3]):[0-5]\d|24:00)$/.test(time) ? time : null;
}
