import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type FreeExpert, type RoutableCall, assign, canServe, compareWaiting } from '#server/routing/assign.rules.ts';
import { type AgencyRouting, routingTargetsOf, poolUnit } from '#server/routing/routingTargets.rules.ts';
import { type Unit, defaultRouting } from '#shared/contract/catalogue.ts';
import type { CallId, ExpertId, PointId, ServiceId, UnitId } from '#shared/ids.ts';
import type { Instant } from '#shared/instant.ts';

const now = 1_000_000 as Instant;
const names = { sv: 'x', fi: 'x', en: 'x' };
const units: Unit[] = [
  { id: 'north' as UnitId, names, points: ['p1' as PointId], neighbours: ['east' as UnitId] },
  { id: 'east' as UnitId, names, points: ['p2' as PointId], neighbours: [] },
  { id: 'south' as UnitId, names, points: [], neighbours: ['north' as UnitId] },
];
const waits = fc.constantFrom(0, now - 25, now + 1_000);
const routingArbitrary: fc.Arbitrary<AgencyRouting> = fc.record({
  settings: fc.record({
    choice: fc.constantFrom('longestIdle', 'fewestCalls'),
    relaxLanguageAfterMs: waits,
    relaxUnitAfterMs: waits,
    relaxPoolAfterMs: waits,
  }),
  units: fc.constantFrom([], units),
});
const services = ['s1', 's2', 's3'] as ServiceId[];
const languages = ['sv', 'fi', 'en'] as const;

const callArbitrary = (index: number): fc.Arbitrary<RoutableCall> =>
  fc
    .record({
      callId: fc.constant(`call-${String(index).padStart(3, '0')}` as CallId),
      serviceId: fc.constantFrom(...services),
      language: fc.constantFrom(...languages),
      pointId: fc.constantFrom('p1', 'p2', 'p3').map((id) => id as PointId),
      priority: fc.integer({ min: 0, max: 2 }),
      bookedFor: fc.option(fc.integer({ min: 0, max: 50 }).map((n) => n as Instant)),
      isBookedTime: fc.boolean(),
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
    })
    .map((call) => ({ ...call, isBookedTime: call.isBookedTime && call.bookedFor !== null }));

const expertArbitrary = (index: number): fc.Arbitrary<FreeExpert> =>
  fc.record({
    expertId: fc.constant(`e${index}` as ExpertId),
    idleSince: fc.integer({ min: 0, max: 20 }).map((n) => n as Instant),
    callsToday: fc.integer({ min: 0, max: 3 }),
    unitId: fc.constantFrom(poolUnit, 'north', 'east', 'south'),
    services: fc.uniqueArray(fc.record({ serviceId: fc.constantFrom(...services), level: fc.constant(1) }), { selector: (s) => s.serviceId }),
    languages: fc.uniqueArray(fc.record({ language: fc.constantFrom(...languages), level: fc.integer({ min: 1, max: 5 }) }), { selector: (l) => l.language }),
  });

const some = <T>(make: (index: number) => fc.Arbitrary<T>, max: number): fc.Arbitrary<T[]> =>
  fc.integer({ min: 0, max }).chain((count) => fc.tuple(...Array.from({ length: count }, (_, index) => make(index))));

describe('assign', () => {
  it('gives each call and each expert at most one partner, and only a fitting one', () => {
    fc.assert(
      fc.property(some(callArbitrary, 12), some(expertArbitrary, 8), routingArbitrary, (waiting, free, settings) => {
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
      fc.property(some(callArbitrary, 12), some(expertArbitrary, 8), routingArbitrary, (waiting, free, settings) => {
        const assignments = assign(waiting, free, settings, now);
        const idle = free.filter((e) => !assignments.some((a) => a.expertId === e.expertId));
        const unserved = waiting.filter((c) => !assignments.some((a) => a.callId === c.callId));
        for (const call of unserved) expect(idle.some((expert) => canServe(expert, call, settings, now))).toBe(false);
      }),
    );
  });

  it('[F20] serves in order: nobody is passed by a later call that the same expert could have been kept from', () => {
    fc.assert(
      fc.property(some(callArbitrary, 12), some(expertArbitrary, 8), routingArbitrary, (waiting, free, settings) => {
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
      fc.property(some(callArbitrary, 8), some(expertArbitrary, 6), routingArbitrary, (waiting, free, settings) => {
        expect(assign([...waiting].reverse(), [...free].reverse(), settings, now)).toEqual(assign(waiting, free, settings, now));
      }),
    );
  });

  it('[F20] every reason is true of whom it is said of, and of those who were free with them', () => {
    fc.assert(
      fc.property(some(callArbitrary, 12), some(expertArbitrary, 8), routingArbitrary, (waiting, free, routing) => {
        const taken = new Set<ExpertId>();
        const given = new Set<CallId>();
        for (const { callId, expertId, reason, choice } of assign(waiting, free, routing, now)) {
          const call = waiting.find((c) => c.callId === callId) as RoutableCall;
          const expert = free.find((e) => e.expertId === expertId) as FreeExpert;
          const able = free.filter((e) => e !== expert && canServe(e, call, routing, now));
          const left = able.filter((e) => !taken.has(e.expertId));
          const speaks = (e: FreeExpert) => e.languages.some(({ language }) => language === call.language);
          const isSame = expertId === call.lostExpertId;
          expect(reason === 'sameExpert').toBe(isSame);
          expect(reason === 'onlyOne').toBe(!isSame && able.length === 0);
          expect(reason === 'onlyLeft').toBe(!isSame && able.length > 0 && left.length === 0);
          if (reason === 'ownLanguage') expect(speaks(expert) && left.some((e) => !speaks(e))).toBe(true);
          if (reason === 'longestIdle') expect(left.some((e) => e.idleSince > expert.idleSince)).toBe(true);
          if (reason === 'longestIdle' && choice.setAside.length === 0) expect(left.every((e) => e.idleSince > expert.idleSince)).toBe(true);
          if (reason === 'fewestCalls') expect(left.some((e) => e.callsToday > expert.callsToday)).toBe(true);
          const others = waiting.filter((c) => c !== call && !given.has(c.callId) && canServe(expert, c, routing, now));
          expect(choice.turn.includes('onlyCall')).toBe(others.length === 0);
          if (choice.turn.includes('rejoin')) expect(call.lostExpertId !== null && others.some((c) => c.lostExpertId === null)).toBe(true);
          if (choice.turn.includes('booked')) expect(call.isBookedTime && others.some((c) => !c.isBookedTime)).toBe(true);
          if (choice.turn.includes('priority')) expect(others.some((c) => c.priority < call.priority)).toBe(true);
          expect(choice.turn.length).toBeGreaterThan(0);
          taken.add(expertId);
          given.add(callId);
        }
      }),
    );
  });

  const settings: AgencyRouting = { settings: defaultRouting, units: [] };
  const profile = (...ids: ServiceId[]) => ids.map((serviceId) => ({ serviceId, level: 1 }));
  const call: RoutableCall = {
    callId: 'c' as CallId,
    serviceId: services[0] as ServiceId,
    language: 'sv',
    otherLanguages: [],
    pointId: 'p1' as PointId,
    bookedFor: null,
    isBookedTime: false,
    priority: 0,
    lostExpertId: null,
    queuedAt: now,
    refusals: [],
  };
  const expert = (id: string, idleSince: number, changes: Partial<FreeExpert> = {}): FreeExpert => ({
    expertId: id as ExpertId,
    idleSince: idleSince as Instant,
    callsToday: 0,
    unitId: poolUnit,
    services: profile(...services),
    languages: [{ language: 'sv', level: 3 }],
    ...changes,
  });
  const finnish = { languages: [{ language: 'fi' as const, level: 5 }] };

  it('[F20] asks the one who has been idle longest, or who had fewest calls today, as the agency chooses', () => {
    const free = [expert('a', 300), expert('b', 100, { callsToday: 7 }), expert('c', 200, { callsToday: 2 })];
    expect(assign([call], free, settings, now)).toMatchObject([{ callId: 'c', expertId: 'b', reason: 'longestIdle' }]);
    expect(assign([call], free, { ...settings, settings: { ...defaultRouting, choice: 'fewestCalls' } }, now)).toMatchObject([
      { callId: 'c', expertId: 'a', reason: 'fewestCalls' },
    ]);
  });

  it('[F21] priority inversion: a favoured call that waits for a rare skill holds nobody up, and comes first where both can be served', () => {
    const rare = { ...call, callId: 'rare' as CallId, serviceId: 'rare' as ServiceId, priority: 5 };
    expect(assign([call, rare], [expert('a', 1)], settings, now)).toMatchObject([{ callId: 'c', expertId: 'a', reason: 'onlyOne' }]);
    const able = expert('b', 1, { services: profile(...services, 'rare' as ServiceId) });
    expect(assign([call, rare], [able], settings, now)).toMatchObject([{ callId: 'rare', expertId: 'b', reason: 'onlyOne' }]);
  });

  it('[F22] the expert who was lost comes first, before longer idle ones', () => {
    const rejoin = { ...call, lostExpertId: 'c' as ExpertId };
    expect(assign([rejoin], [expert('a', 1), expert('c', 900)], settings, now)).toMatchObject([{ callId: 'c', expertId: 'c', reason: 'sameExpert' }]);
    expect(assign([rejoin], [expert('a', 1), expert('b', 2)], settings, now)).toMatchObject([{ callId: 'c', expertId: 'a', reason: 'longestIdle' }]);
  });

  it('[F18] another accepted language counts after its time only, and never before the own one', () => {
    const patient = { ...call, otherLanguages: ['fi' as const] };
    const later = (now + 20_000) as Instant;
    expect(assign([patient], [expert('a', 1, finnish)], settings, now)).toEqual([]);
    expect(assign([call], [expert('a', 1, finnish)], settings, later)).toEqual([]);
    expect(assign([patient], [expert('a', 1, finnish)], settings, later)).toMatchObject([{ callId: 'c', expertId: 'a', reason: 'onlyOne' }]);
    expect(assign([patient], [expert('a', 1, finnish), expert('b', 900)], settings, later)).toMatchObject([
      { callId: 'c', expertId: 'b', reason: 'ownLanguage' },
    ]);
  });

  it('[F18] who speaks the language better goes before who has been idle longer', () => {
    const level = (language: 'sv' | 'fi', of: number) => ({ languages: [{ language, level: of }] });
    expect(assign([call], [expert('a', 1, level('sv', 2)), expert('b', 900, level('sv', 5))], settings, now)).toMatchObject([
      { expertId: 'b', reason: 'languageLevel' },
    ]);
    const patient = { ...call, otherLanguages: ['fi' as const] };
    const later = (now + 20_000) as Instant;
    expect(assign([patient], [expert('a', 1, level('fi', 5)), expert('b', 900, level('sv', 1))], settings, later)).toMatchObject([
      { expertId: 'b', reason: 'ownLanguage' },
    ]);
  });

  it('[F20] says what set others aside before the reason decided, and that others got another customer at the same moment', () => {
    const free = [expert('a', 300), expert('b', 200), expert('c', 100, { languages: [{ language: 'sv', level: 1 }] })];
    expect(assign([call], free, settings, now)).toMatchObject([{ expertId: 'b', reason: 'longestIdle', choice: { setAside: ['languageLevel'] } }]);
    const second = { ...call, callId: 'd' as CallId };
    const third = { ...call, callId: 'e' as CallId };
    expect(assign([call, second, third], free, settings, now)).toMatchObject([
      { callId: 'c', expertId: 'b', reason: 'longestIdle' },
      { callId: 'd', expertId: 'a', reason: 'languageLevel', choice: { setAside: [] } },
      { callId: 'e', expertId: 'c', reason: 'onlyLeft' },
    ]);
    expect(assign([call], [expert('b', 1), expert('a', 1)], settings, now)).toMatchObject([{ expertId: 'a', reason: 'equal' }]);
  });

  it('[F21] [F22] says why it is this call’s turn', () => {
    const turnOf = (...calls: RoutableCall[]) => assign(calls, [expert('a', 1)], settings, now).map(({ callId, choice }) => [callId, ...choice.turn]);
    const other = (changes: Partial<RoutableCall>): RoutableCall => ({ ...call, callId: 'other' as CallId, ...changes });
    const ago = (ms: number) => ({ queuedAt: (now - ms) as Instant });
    expect(turnOf(call)).toEqual([['c', 'onlyCall']]);
    expect(turnOf(call, other(ago(60_000)))).toEqual([['other', 'longestWait']]);
    expect(turnOf(other({ priority: 1 }), { ...call, ...ago(60_000) })).toEqual([['other', 'priority']]);
    expect(turnOf(other({ bookedFor: now, isBookedTime: true }), { ...call, ...ago(60_000) })).toEqual([['other', 'booked']]);
    expect(turnOf(other({ lostExpertId: 'x' as ExpertId }), { ...call, ...ago(60_000) })).toEqual([['other', 'rejoin']]);
    const [first, second] = services as [ServiceId, ServiceId];
    const levels = [first, second].map((serviceId, index) => ({ serviceId, level: index + 1 }));
    const [chosen] = assign([call, other({ serviceId: second, ...ago(60_000) })], [expert('a', 1, { services: levels })], settings, now);
    expect(chosen).toMatchObject({ callId: 'c', choice: { turn: ['profile'] } });
  });

  it('[F22] the expert who was lost comes first, also where the matter stands low in their profile', () => {
    const rejoin = { ...call, lostExpertId: 'c' as ExpertId };
    const low = expert('c', 900, { services: [{ serviceId: call.serviceId, level: 3 }] });
    expect(assign([rejoin], [expert('a', 1), low], settings, now)).toMatchObject([{ expertId: 'c', reason: 'sameExpert' }]);
  });

  it('[F19] an expert takes what stands first in the routing profile, but nothing starves behind it', () => {
    const [first, second] = services as [ServiceId, ServiceId];
    const levels = [
      { serviceId: first, level: 1 },
      { serviceId: second, level: 2 },
    ];
    const other = { ...call, callId: 'other' as CallId, serviceId: second };
    const chosen = (waitedMs: number) =>
      assign([call, { ...other, queuedAt: (now - waitedMs) as Instant }], [expert('a', 1, { services: levels })], settings, now)[0]?.callId;
    expect(chosen(300_000)).toBe('c');
    expect(chosen(700_000)).toBe('other');
  });

  it('[F26] a call goes to its own unit, after a time to the neighbours, then to the whole agency', () => {
    const routing: AgencyRouting = { settings: defaultRouting, units };
    const of = (unitId: string) => expert(unitId === poolUnit ? 'pool' : unitId, 1, { unitId });
    const servedAfter = (ms: number) =>
      [poolUnit, 'north', 'east', 'south'].filter((unitId) => assign([call], [of(unitId)], routing, (now + ms) as Instant).length > 0);
    expect(servedAfter(0)).toEqual(['north']);
    expect(servedAfter(60_000)).toEqual(['north', 'east']);
    expect(servedAfter(120_000)).toEqual([poolUnit, 'north', 'east', 'south']);
    expect(
      assign([call], [expert('far', 1, { unitId: 'south' }), expert('near', 900, { unitId: 'north' })], routing, (now + 120_000) as Instant),
    ).toMatchObject([{ expertId: 'near', reason: 'homeUnit' }]);
  });

  it('[F21] who has booked comes before who dropped in, at the time that was booked', () => {
    const booked = { ...call, callId: 'booked' as CallId, queuedAt: (now - 1_800_000) as Instant, bookedFor: now, isBookedTime: true };
    const early = { ...call, queuedAt: (now - 3_600_000) as Instant };
    expect(assign([early, booked], [expert('a', 1)], settings, now)).toMatchObject([{ callId: 'booked' }]);
    const patient = { ...early, queuedAt: (now - 7_300_000) as Instant };
    expect(assign([patient, booked], [expert('a', 1)], settings, now)).toMatchObject([{ callId: 'c' }]);
    // Booking a time soon to come is no way past those who were there before.
    const beforeTime = { ...booked, bookedFor: (now + 1_800_000) as Instant, isBookedTime: false };
    expect(assign([early, beforeTime], [expert('a', 1)], settings, now)).toMatchObject([{ callId: 'c' }]);
  });

  it('a call without a unit of its own is open to all from the first moment', () => {
    const routingTargets = routingTargetsOf({ ...call, pointId: 'p3' as PointId }, { settings: defaultRouting, units });
    expect(routingTargets.map(({ unitId, eligibleFrom }) => [unitId, eligibleFrom])).toEqual([poolUnit, 'north', 'east', 'south'].map((unitId) => [unitId, 0]));
  });
});
