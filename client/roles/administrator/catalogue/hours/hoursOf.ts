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

/** What an input of the browser has, and what is kept: midnight at the end of a day is 24:00. */
export const toInput = (time: string): string => (time === '24:00' ? '00:00' : time);
export const toEnd = (time: string): string => (time === '00:00' ? '24:00' : time);
