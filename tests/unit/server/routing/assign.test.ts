import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type FreeExpert, type WaitingCall, assign, canServe, compareWaiting } from '#server/routing/assign.ts';
import type { RoutingSettings } from '#shared/contract/catalogue.ts';
import type { CallId, ExpertId, ServiceId } from '#shared/ids.ts';
import type { Instant } from '#shared/instant.ts';

const now = 1_000_000 as Instant;
const settingsArbitrary: fc.Arbitrary<RoutingSettings> = fc.record({
  choice: fc.constantFrom('longestIdle', 'fewestCalls'),
  relaxLanguageAfterMs: fc.constantFrom(0, now - 25, now + 1_000),
});
const services = ['s1', 's2', 's3'] as ServiceId[];
const languages = ['sv', 'fi', 'en'] as const;

const callArbitrary = (index: number): fc.Arbitrary<WaitingCall> =>
  fc.record({
    callId: fc.constant(`call-${String(index).padStart(3, '0')}` as CallId),
    serviceId: fc.constantFrom(...services),
    language: fc.constantFrom(...languages),
    priority: fc.integer({ min: 0, max: 2 }),
    otherLanguages: fc.subarray([...languages]),
    lostExpertId: fc.option(fc.integer({ min: 0, max: 9 }).map((n) => `e${n}` as ExpertId)),
    queuedAt: fc.integer({ min: 0, max: 50 }).map((n) => n as Instant),
    refusals: fc.array(
      fc.record({
        expertId: fc.integer({ min: 0, max: 9 }).map((n) => `e${n}` as ExpertId),
        until: fc.constantFrom(now - 1, now + 1).map((n) => n as Instant),
      }),
      { maxLength: 2 },
    ),
  });

const expertArbitrary = (index: number): fc.Arbitrary<FreeExpert> =>
  fc.record({
    expertId: fc.constant(`e${index}` as ExpertId),
    idleSince: fc.integer({ min: 0, max: 20 }).map((n) => n as Instant),
    callsToday: fc.integer({ min: 0, max: 3 }),
    services: fc.uniqueArray(fc.constantFrom(...services)),
    languages: fc.uniqueArray(fc.record({ language: fc.constantFrom(...languages), level: fc.integer({ min: 1, max: 5 }) }), { selector: (l) => l.language }),
  });

const some = <T>(make: (index: number) => fc.Arbitrary<T>, max: number): fc.Arbitrary<T[]> =>
  fc.integer({ min: 0, max }).chain((count) => fc.tuple(...Array.from({ length: count }, (_, index) => make(index))));

describe('assign', () => {
  it('gives each call and each expert at most one partner, and only a fitting one', () => {
    fc.assert(
      fc.property(some(callArbitrary, 12), some(expertArbitrary, 8), settingsArbitrary, (waiting, free, settings) => {
        const assignments = assign(waiting, free, settings, now);
        expect(new Set(assignments.map((a) => a.callId)).size).toBe(assignments.length);
        expect(new Set(assignments.map((a) => a.expertId)).size).toBe(assignments.length);
        for (const { callId, expertId } of assignments) {
          const call = waiting.find((c) => c.callId === callId);
          const expert = free.find((e) => e.expertId === expertId);
          expect(call !== undefined && expert !== undefined && canServe(expert, call, settings, now)).toBe(true);
        }
      }),
    );
  });

  it('[C7] leaves nobody waiting for whom an able expert is left', () => {
    fc.assert(
      fc.property(some(callArbitrary, 12), some(expertArbitrary, 8), settingsArbitrary, (waiting, free, settings) => {
        const assignments = assign(waiting, free, settings, now);
        const idle = free.filter((e) => !assignments.some((a) => a.expertId === e.expertId));
        const unserved = waiting.filter((c) => !assignments.some((a) => a.callId === c.callId));
        for (const call of unserved) expect(idle.some((expert) => canServe(expert, call, settings, now))).toBe(false);
      }),
    );
  });

  it('[F20] serves in order: nobody is passed by a later call that the same expert could have been kept from', () => {
    fc.assert(
      fc.property(some(callArbitrary, 12), some(expertArbitrary, 8), settingsArbitrary, (waiting, free, settings) => {
        const assignments = assign(waiting, free, settings, now);
        for (const { callId, expertId } of assignments) {
          const served = waiting.find((c) => c.callId === callId);
          const expert = free.find((e) => e.expertId === expertId);
          if (served === undefined || expert === undefined) throw new Error('unknown assignment');
          const passed = waiting.filter((c) => compareWaiting(c, served) < 0 && !assignments.some((a) => a.callId === c.callId));
          for (const call of passed) expect(canServe(expert, call, settings, now)).toBe(false);
        }
      }),
    );
  });

  it('the order of the input does not matter', () => {
    fc.assert(
      fc.property(some(callArbitrary, 8), some(expertArbitrary, 6), settingsArbitrary, (waiting, free, settings) => {
        expect(assign([...waiting].reverse(), [...free].reverse(), settings, now)).toEqual(assign(waiting, free, settings, now));
      }),
    );
  });

  const settings: RoutingSettings = { choice: 'longestIdle', relaxLanguageAfterMs: 20_000 };
  const call: WaitingCall = {
    callId: 'c' as CallId,
    serviceId: services[0] as ServiceId,
    language: 'sv',
    otherLanguages: [],
    priority: 0,
    lostExpertId: null,
    queuedAt: now,
    refusals: [],
  };
  const expert = (id: string, idleSince: number, changes: Partial<FreeExpert> = {}): FreeExpert => ({
    expertId: id as ExpertId,
    idleSince: idleSince as Instant,
    callsToday: 0,
    services,
    languages: [{ language: 'sv', level: 3 }],
    ...changes,
  });
  const finnish = { languages: [{ language: 'fi' as const, level: 5 }] };

  it('[F20] asks the one who has been idle longest, or who had fewest calls today, as the agency chooses', () => {
    const free = [expert('a', 300), expert('b', 100, { callsToday: 7 }), expert('c', 200, { callsToday: 2 })];
    expect(assign([call], free, settings, now)).toEqual([{ callId: 'c', expertId: 'b', reason: 'longestIdle' }]);
    expect(assign([call], free, { ...settings, choice: 'fewestCalls' }, now)).toEqual([{ callId: 'c', expertId: 'a', reason: 'fewestCalls' }]);
  });

  it('[F21] priority inversion: a favoured call that waits for a rare skill holds nobody up, and comes first where both can be served', () => {
    const rare = { ...call, callId: 'rare' as CallId, serviceId: 'rare' as ServiceId, priority: 5 };
    expect(assign([call, rare], [expert('a', 1)], settings, now)).toEqual([{ callId: 'c', expertId: 'a', reason: 'onlyOne' }]);
    const able = expert('b', 1, { services: [...services, 'rare' as ServiceId] });
    expect(assign([call, rare], [able], settings, now)).toEqual([{ callId: 'rare', expertId: 'b', reason: 'onlyOne' }]);
  });

  it('[F22] the expert who was lost comes first, before longer idle ones', () => {
    const rejoin = { ...call, lostExpertId: 'c' as ExpertId };
    expect(assign([rejoin], [expert('a', 1), expert('c', 900)], settings, now)).toEqual([{ callId: 'c', expertId: 'c', reason: 'sameExpert' }]);
    expect(assign([rejoin], [expert('a', 1), expert('b', 2)], settings, now)).toEqual([{ callId: 'c', expertId: 'a', reason: 'longestIdle' }]);
  });

  it('[F18] another accepted language counts after its time only, and never before the own one', () => {
    const patient = { ...call, otherLanguages: ['fi' as const] };
    const later = (now + 20_000) as Instant;
    expect(assign([patient], [expert('a', 1, finnish)], settings, now)).toEqual([]);
    expect(assign([call], [expert('a', 1, finnish)], settings, later)).toEqual([]);
    expect(assign([patient], [expert('a', 1, finnish)], settings, later)).toEqual([{ callId: 'c', expertId: 'a', reason: 'onlyOne' }]);
    expect(assign([patient], [expert('a', 1, finnish), expert('b', 900)], settings, later)).toEqual([{ callId: 'c', expertId: 'b', reason: 'longestIdle' }]);
  });
});
