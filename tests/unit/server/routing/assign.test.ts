import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type FreeExpert, type WaitingCall, assign, canServe, compareWaiting } from '#server/routing/assign.ts';
import type { CallId, ExpertId, ServiceId } from '#shared/ids.ts';
import type { Instant } from '#shared/instant.ts';

const now = 1_000_000 as Instant;
const services = ['s1', 's2', 's3'] as ServiceId[];
const languages = ['sv', 'fi', 'en'] as const;

const callArbitrary = (index: number): fc.Arbitrary<WaitingCall> =>
  fc.record({
    callId: fc.constant(`call-${String(index).padStart(3, '0')}` as CallId),
    serviceId: fc.constantFrom(...services),
    language: fc.constantFrom(...languages),
    priority: fc.integer({ min: 0, max: 2 }),
    isRejoin: fc.boolean(),
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
    services: fc.uniqueArray(fc.constantFrom(...services)),
    languages: fc.uniqueArray(fc.record({ language: fc.constantFrom(...languages), level: fc.integer({ min: 1, max: 5 }) }), { selector: (l) => l.language }),
  });

const some = <T>(make: (index: number) => fc.Arbitrary<T>, max: number): fc.Arbitrary<T[]> =>
  fc.integer({ min: 0, max }).chain((count) => fc.tuple(...Array.from({ length: count }, (_, index) => make(index))));

describe('assign', () => {
  it('gives each call and each expert at most one partner, and only a fitting one', () => {
    fc.assert(
      fc.property(some(callArbitrary, 12), some(expertArbitrary, 8), (waiting, free) => {
        const assignments = assign(waiting, free, now);
        expect(new Set(assignments.map((a) => a.callId)).size).toBe(assignments.length);
        expect(new Set(assignments.map((a) => a.expertId)).size).toBe(assignments.length);
        for (const { callId, expertId } of assignments) {
          const call = waiting.find((c) => c.callId === callId);
          const expert = free.find((e) => e.expertId === expertId);
          expect(call !== undefined && expert !== undefined && canServe(expert, call, now)).toBe(true);
        }
      }),
    );
  });

  it('[C7] leaves nobody waiting for whom an able expert is left', () => {
    fc.assert(
      fc.property(some(callArbitrary, 12), some(expertArbitrary, 8), (waiting, free) => {
        const assignments = assign(waiting, free, now);
        const idle = free.filter((e) => !assignments.some((a) => a.expertId === e.expertId));
        const unserved = waiting.filter((c) => !assignments.some((a) => a.callId === c.callId));
        for (const call of unserved) expect(idle.some((expert) => canServe(expert, call, now))).toBe(false);
      }),
    );
  });

  it('[F20] serves in order: nobody is passed by a later call that the same expert could have been kept from', () => {
    fc.assert(
      fc.property(some(callArbitrary, 12), some(expertArbitrary, 8), (waiting, free) => {
        const assignments = assign(waiting, free, now);
        for (const { callId, expertId } of assignments) {
          const served = waiting.find((c) => c.callId === callId);
          const expert = free.find((e) => e.expertId === expertId);
          if (served === undefined || expert === undefined) throw new Error('unknown assignment');
          const passed = waiting.filter((c) => compareWaiting(c, served) < 0 && !assignments.some((a) => a.callId === c.callId));
          for (const call of passed) expect(canServe(expert, call, now)).toBe(false);
        }
      }),
    );
  });

  it('the order of the input does not matter', () => {
    fc.assert(
      fc.property(some(callArbitrary, 8), some(expertArbitrary, 6), (waiting, free) => {
        expect(assign([...waiting].reverse(), [...free].reverse(), now)).toEqual(assign(waiting, free, now));
      }),
    );
  });

  it('asks the one who has been idle longest', () => {
    const call: WaitingCall = {
      callId: 'c' as CallId,
      serviceId: services[0] as ServiceId,
      language: 'sv',
      priority: 0,
      isRejoin: false,
      queuedAt: now,
      refusals: [],
    };
    const expert = (id: string, idleSince: number): FreeExpert => ({
      expertId: id as ExpertId,
      idleSince: idleSince as Instant,
      services,
      languages: [{ language: 'sv', level: 3 }],
    });
    expect(assign([call], [expert('a', 300), expert('b', 100), expert('c', 200)], now)).toEqual([{ callId: 'c', expertId: 'b', reason: 'longestIdle' }]);
  });
});
