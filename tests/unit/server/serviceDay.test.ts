import { describe, expect, it } from 'vitest';
import { dayEnd, dayStart } from '#server/serviceDay.ts';
import type { Instant } from '#shared/instant.ts';

const at = (text: string): Instant => Date.parse(text) as Instant;

describe('[F24] the service’s day', () => {
  it.each([
    ['an ordinary day', '2026-06-10T12:00:00+03:00', '2026-06-10T00:00:00+03:00', '2026-06-11T00:00:00+03:00', 24],
    ['the day that loses an hour', '2026-03-29T12:00:00+03:00', '2026-03-29T00:00:00+02:00', '2026-03-30T00:00:00+03:00', 23],
    ['the day that has one more', '2026-10-25T12:00:00+02:00', '2026-10-25T00:00:00+03:00', '2026-10-26T00:00:00+02:00', 25],
  ])('begins and ends at midnight in Finland: %s', (_name, now, from, until, hours) => {
    expect(dayStart(at(now))).toBe(at(from));
    expect(dayEnd(at(now))).toBe(at(until));
    expect(dayEnd(at(now)) - dayStart(at(now))).toBe(hours * 3_600_000);
    expect(dayEnd(dayStart(at(now)))).toBe(at(until));
  });
});
