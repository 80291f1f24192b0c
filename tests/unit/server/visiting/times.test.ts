import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { agencySchema } from '#shared/contract/catalogue.ts';
import { type Instant, after } from '#shared/instant.ts';
import { withComingDays } from '#server/catalogue/import.ts';
import { freeTimes, isWithin, timeMs } from '#server/visiting/times.rules.ts';

const at = (iso: string): Instant => Date.parse(iso) as Instant;
const day = (date: string, from = '10:00', to = '12:00') => ({ date, from, to });
const longAgo = at('2026-01-01T00:00Z');
const timesOf = (...args: Parameters<typeof freeTimes>): string[] => freeTimes(...args).flatMap(({ times }) => times.map((one) => new Date(one).toISOString()));

const clock = (minutes: number): string => `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
const dayArbitrary = fc
  .record({
    date: fc.date({ min: new Date('2026-01-01'), max: new Date('2027-12-31'), noInvalidDate: true }).map((date) => date.toISOString().slice(0, 10)),
    border: fc.tuple(fc.integer({ min: 0, max: 96 }), fc.integer({ min: 0, max: 96 })),
  })
  .map(({ date, border }) => ({ date, from: clock(Math.min(...border) * 15), to: clock(Math.max(...border) * 15) }));
const instantArbitrary = fc.integer({ min: at('2026-01-01T00:00Z'), max: at('2027-12-31T00:00Z') }).map((ms) => ms as Instant);

describe('[F33] the times of a visiting expert', () => {
  it('are the whole half-hours of the day by the clock there, in winter and in summer', () => {
    expect(timesOf([day('2026-12-08', '10:00', '11:15')], [], longAgo)).toEqual(['2026-12-08T08:00:00.000Z', '2026-12-08T08:30:00.000Z']);
    expect(timesOf([day('2026-07-08', '10:00', '11:00')], [], longAgo)).toEqual(['2026-07-08T07:00:00.000Z', '2026-07-08T07:30:00.000Z']);
    expect(timesOf([day('2026-12-08', '23:00', '24:00')], [], longAgo)).toHaveLength(2);
  });

  it('clock change (DST): on both Sundays ten o’clock is ten o’clock, and a night has as many times as it has hours', () => {
    expect(timesOf([day('2026-03-29')], [], longAgo)[0]).toBe('2026-03-29T07:00:00.000Z');
    expect(timesOf([day('2026-10-25')], [], longAgo)[0]).toBe('2026-10-25T08:00:00.000Z');
    expect(timesOf([day('2026-03-29', '02:00', '05:00')], [], longAgo)).toHaveLength(4);
    expect(timesOf([day('2026-10-25', '02:00', '05:00')], [], longAgo)).toHaveLength(8);
  });

  it('end a quarter of an hour before they begin; a day that is over is not listed, one that is full is', () => {
    const days = [day('2026-12-08')];
    expect(timesOf(days, [], at('2026-12-08T08:15:00Z'))[0]).toBe('2026-12-08T08:30:00.000Z');
    expect(timesOf(days, [], at('2026-12-08T08:15:00.001Z'))[0]).toBe('2026-12-08T09:00:00.000Z');
    expect(freeTimes(days, [], at('2026-12-08T09:59Z'))).toEqual([{ ...day('2026-12-08'), times: [] }]);
    expect(freeTimes(days, [], at('2026-12-08T10:00Z'))).toEqual([]);
  });

  it('are taken by one customer each, and a day that was moved by a quarter does not give the same time twice', () => {
    const booked = [at('2026-12-08T08:00Z')];
    expect(timesOf([day('2026-12-08')], booked, longAgo)[0]).toBe('2026-12-08T08:30:00.000Z');
    expect(timesOf([day('2026-12-08', '10:15', '12:15')], booked, longAgo)[0]).toBe('2026-12-08T08:45:00.000Z');
  });

  it('know which booking has lost its day', () => {
    const time = at('2026-12-08T08:30Z');
    expect(isWithin([day('2026-12-08')], time)).toBe(true);
    for (const days of [[], [day('2026-12-09')], [day('2026-12-08', '11:00', '14:00')], [day('2026-12-08', '10:00', '10:45')]])
      expect(isWithin(days, time)).toBe(false);
  });

  it('whatever the days: soonest first, ahead, within a day, apart from each other and from what is booked', () => {
    fc.assert(
      fc.property(fc.array(dayArbitrary, { maxLength: 6 }), fc.array(instantArbitrary, { maxLength: 6 }), instantArbitrary, (days, booked, now) => {
        const times = freeTimes(days, booked, now).flatMap((one) => one.times);
        for (const [index, time] of times.entries()) {
          expect(time).toBeGreaterThanOrEqual(after(now, 900_000));
          expect(isWithin(days, time)).toBe(true);
          expect(booked.filter((other) => Math.abs(other - time) < timeMs)).toEqual([]);
          if (index > 0) expect(time - (times[index - 1] ?? 0)).toBeGreaterThanOrEqual(timeMs);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('whatever the day: each booking takes one time, till none is left', () => {
    fc.assert(
      fc.property(dayArbitrary, (only) => {
        const booked: Instant[] = [];
        const count = timesOf([only], [], longAgo).length;
        for (let left = count; left > 0; left -= 1) {
          const free = freeTimes([only], booked, longAgo).flatMap(({ times }) => times);
          expect(free).toHaveLength(left);
          booked.push(free[(left * 7) % left] as Instant);
        }
        expect(timesOf([only], booked, longAgo)).toEqual([]);
      }),
      { numRuns: 50 },
    );
  });
});

describe('the demo’s visiting days', () => {
  const names = { sv: 'a', fi: 'a', en: 'a' };
  const agency = agencySchema.parse({
    id: 'a',
    names,
    shortNames: names,
    description: names,
    icon: 'Landmark',
    services: [{ id: 'a.b', names, description: names, prepare: names, visitingDays: [{ pointId: 'p', ...day('2026-12-08') }] }],
  });
  const dateAt = (iso: string) => withComingDays(agency, at(iso)).services[0]?.visitingDays[0]?.date;

  it('come again every four weeks, and stay as they are till they are over', () => {
    expect(dateAt('2026-12-08T21:59Z')).toBe('2026-12-08');
    expect(dateAt('2026-12-08T22:00Z')).toBe('2027-01-05');
    expect(dateAt('2030-06-01T00:00Z')).toBe('2030-06-18');
  });
});
