import { describe, expect, it } from 'vitest';
import type { Instant } from '#shared/instant.ts';
import { type Entry, comesLater, longestWait } from '#client/roles/expert/queueOrder.ts';

const now = 1_000_000 as Instant;
const entry = (given: Partial<Entry>): Entry => ({ state: 'queued', bookedFor: null, queuedAt: now, ...given }) as Entry;

describe('who comes later', () => {
  it('is never who waits already, also where the page’s clock, which shows full seconds, is behind the entry', () => {
    const justNow = entry({ queuedAt: (now + 999) as Instant });
    expect(comesLater(justNow, now)).toBe(false);
    expect(longestWait([justNow], now)).toBe(0);
  });

  it('is who is away, and who has a time that is still to come', () => {
    expect(comesLater(entry({ state: 'parked' }), now)).toBe(true);
    expect(comesLater(entry({ bookedFor: (now + 60_000) as Instant }), now)).toBe(true);
    expect(comesLater(entry({ bookedFor: (now - 60_000) as Instant }), now)).toBe(false);
  });
});
