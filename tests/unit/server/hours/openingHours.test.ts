import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type OpeningHours, openingHoursSchema } from '#shared/contract/catalogue.ts';
import type { Instant } from '#shared/instant.ts';
import { openingAt } from '#server/hours/openingHours.rules.ts';

const at = (iso: string): Instant => Date.parse(iso) as Instant;
const office: OpeningHours = openingHoursSchema.parse({
  weekly: Object.fromEntries(['mon', 'tue', 'wed', 'thu', 'fri'].map((day) => [day, [{ from: '09:00', to: '15:00' }]])),
  exceptions: [
    { date: '2026-12-24', spans: [] },
    { date: '2026-12-23', spans: [{ from: '09:00', to: '12:00' }] },
  ],
});
const always = openingHoursSchema.parse({
  weekly: Object.fromEntries(['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'].map((day) => [day, [{ from: '00:00', to: '24:00' }]])),
});

describe('[F24] opening hours', () => {
  it('open on a weekday, closed at night and at the weekend; both borders belong to where they should', () => {
    // A Monday in winter: Finland is two hours before UTC.
    expect(openingAt([office], at('2026-11-23T06:59:59.999Z'))).toEqual({ state: 'closed', opensAt: at('2026-11-23T07:00Z') });
    expect(openingAt([office], at('2026-11-23T07:00Z'))).toEqual({ state: 'open', closesAt: at('2026-11-23T13:00Z') });
    expect(openingAt([office], at('2026-11-23T13:00Z'))).toEqual({ state: 'closed', opensAt: at('2026-11-24T07:00Z') });
    expect(openingAt([office], at('2026-11-27T14:00Z'))).toEqual({ state: 'closed', opensAt: at('2026-11-30T07:00Z') });
  });

  it('holidays and shorter days go before the week', () => {
    expect(openingAt([office], at('2026-12-23T10:30Z'))).toEqual({ state: 'closed', opensAt: at('2026-12-25T07:00Z') });
    expect(openingAt([office], at('2026-12-24T09:00Z'))).toMatchObject({ state: 'closed' });
  });

  it('clock change (DST) in spring and autumn: nine o’clock stays nine o’clock', () => {
    // 29 March 2026 and 25 October 2026 are the Sundays of the change.
    expect(openingAt([office], at('2026-03-27T14:00Z'))).toEqual({ state: 'closed', opensAt: at('2026-03-30T06:00Z') });
    expect(openingAt([office], at('2026-10-23T14:00Z'))).toEqual({ state: 'closed', opensAt: at('2026-10-26T07:00Z') });
  });

  it('clock change (DST): a day of 23 hours and one of 25 are open throughout where the day is', () => {
    const sundays = openingHoursSchema.parse({ weekly: { sun: [{ from: '00:00', to: '24:00' }] } });
    for (const [from, hours] of [
      ['2026-03-28T22:00Z', 23],
      ['2026-10-24T21:00Z', 25],
    ] as const) {
      expect(openingAt([sundays], at(from))).toEqual({ state: 'open', closesAt: at(from) + hours * 3_600_000 });
    }
    // 03:30 does not exist in spring; a door that opens then opens at 04:30.
    const night = openingHoursSchema.parse({ weekly: { sun: [{ from: '03:30', to: '06:00' }] } });
    expect(openingAt([night], at('2026-03-28T22:00Z'))).toEqual({ state: 'closed', opensAt: at('2026-03-29T01:30Z') });
  });

  it('agency, service and point must all be open', () => {
    const afternoons = openingHoursSchema.parse({ weekly: { mon: [{ from: '12:00', to: '18:00' }] } });
    expect(openingAt([office, afternoons], at('2026-11-23T09:00Z'))).toEqual({ state: 'closed', opensAt: at('2026-11-23T10:00Z') });
    expect(openingAt([office, afternoons], at('2026-11-23T10:00Z'))).toEqual({ state: 'open', closesAt: at('2026-11-23T13:00Z') });
    expect(openingAt([office, openingHoursSchema.parse({ weekly: {} })], at('2026-11-23T10:00Z'))).toEqual({ state: 'closed', opensAt: null });
  });

  it('without hours, or with hours around the clock, no end is in sight', () => {
    expect(openingAt([], at('2026-11-23T03:00Z'))).toEqual({ state: 'open', closesAt: null });
    expect(openingAt([always], at('2026-11-23T03:00Z'))).toEqual({ state: 'open', closesAt: null });
  });

  it('what is said of the next change comes true, at any moment of the year', () => {
    fc.assert(
      fc.property(fc.integer({ min: at('2026-01-01T00:00Z'), max: at('2026-12-20T00:00Z') }), (moment) => {
        const now = moment as Instant;
        const opening = openingAt([office], now);
        const change = opening.state === 'open' ? opening.closesAt : opening.opensAt;
        if (change === null) throw new Error('offices open and close');
        expect(change).toBeGreaterThan(now);
        expect(openingAt([office], change).state).not.toBe(opening.state);
        expect(openingAt([office], (change - 1) as Instant).state).toBe(opening.state);
      }),
      { numRuns: 300 },
    );
  });

  it('hours that make no sense are refused', () => {
    for (const spans of [[{ from: '15:00', to: '09:00' }], [{ from: '9:00', to: '15:00' }], [{ from: '09:00', to: '25:00' }]]) {
      expect(openingHoursSchema.safeParse({ weekly: { mon: spans } }).success).toBe(false);
    }
  });
});
