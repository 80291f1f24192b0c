import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type SettableLimit, defaultLimits, settableLimits } from '#shared/privacy/classes.ts';
import { readLimits } from '#server/privacy/limits.rules.ts';

describe('the limits that an operator sets', () => {
  it('[M12] are the defaults where nothing is said, in hours or days', () => {
    expect(readLimits('')).toEqual({ ok: true, limits: defaultLimits });
    expect(readLimits(' callDetails=48h, statistics=365d ')).toEqual({ ok: true, limits: { ...defaultLimits, callDetails: 48, statistics: 365 * 24 } });
  });

  it.each(['visits', 'visits=24', 'names=24h', 'visits=1h', 'callDetails=9999d', 'callDetails=90d,statistics=30d'])('[M12] %s is refused', (text) => {
    expect(readLimits(text).ok).toBe(false);
  });

  it('[M12] none that is taken lies outside its bounds', () => {
    fc.assert(
      fc.property(fc.constantFrom<SettableLimit>('callDetails', 'visits', 'statistics'), fc.integer({ min: 0, max: 200_000 }), (name, hours) => {
        const read = readLimits(`${name}=${hours}h`);
        const { least, most } = settableLimits[name];
        if (read.ok) expect(read.limits[name]).toSatisfy((one: number) => one === hours && one >= least && one <= most);
        else
          expect(
            hours < least ||
              hours > most ||
              (name === 'statistics' && hours < defaultLimits.callDetails) ||
              (name === 'callDetails' && hours > defaultLimits.statistics),
          ).toBe(true);
      }),
    );
  });
});
