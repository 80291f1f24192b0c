import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type RoutingSettings, type Unit, defaultRouting } from '#shared/contract/catalogue.ts';
import type { CallId, ExpertId, PointId, ServiceId, UnitId } from '#shared/ids.ts';
import type { Instant } from '#shared/instant.ts';
import { type FreeExpert, type RoutableCall, assign } from '#server/routing/assign.rules.ts';
import { type KeptRound, keptCall, whatIf } from '#server/routing/whatIf.rules.ts';

const at = 1_000_000 as Instant;
const names = { sv: 'x', fi: 'x', en: 'x' };
const units: Unit[] = [
  { id: 'north' as UnitId, names, points: ['p1' as PointId], neighbours: ['east' as UnitId] },
  { id: 'east' as UnitId, names, points: [], neighbours: [] },
];
const call = (id: string, changes: Partial<RoutableCall> = {}): RoutableCall => ({
  callId: id as CallId,
  pointId: 'p1' as PointId,
  serviceId: 's1' as ServiceId,
  language: 'fi',
  otherLanguages: [],
  queuedAt: (at - 30_000) as Instant,
  priority: 0,
  bookedFor: null,
  isBookedTime: false,
  lostExpertId: null,
  refusals: [],
  ...changes,
});
const expert = (id: string, changes: Partial<FreeExpert> = {}): FreeExpert => ({
  expertId: id as ExpertId,
  unitId: 'north',
  idleSince: 0 as Instant,
  callsToday: 0,
  services: [{ serviceId: 's1' as ServiceId, level: 1 }],
  languages: [{ language: 'fi', level: 5 }],
  ...changes,
});
const round = (settings: RoutingSettings, calls: readonly RoutableCall[], experts: readonly FreeExpert[]): KeptRound => ({
  at,
  settings,
  calls,
  experts,
  assignments: assign(calls, experts, { settings, units }, at).map(({ callId, expertId }) => ({ callId, expertId })),
});

describe('[F20] other settings on what has been', () => {
  it('give the same as the real routing where they are the same', () => {
    const experts = fc.array(
      fc.record({ idleSince: fc.nat(20).map((n) => n as Instant), callsToday: fc.nat(3), unitId: fc.constantFrom('north', 'east', '') }),
      {
        minLength: 1,
        maxLength: 5,
      },
    );
    const settings = fc.record({
      choice: fc.constantFrom('longestIdle' as const, 'fewestCalls' as const),
      relaxLanguageAfterMs: fc.constantFrom(0, 20_000, 60_000),
      relaxUnitAfterMs: fc.constantFrom(0, 20_000, 60_000),
      relaxPoolAfterMs: fc.constantFrom(0, 20_000, 60_000),
    });
    fc.assert(
      fc.property(experts, settings, fc.integer({ min: 1, max: 3 }), (free, used, count) => {
        const kept = round(
          used,
          Array.from({ length: count }, (_, index) => call(`c${index}`)),
          free.map((one, index) => expert(`e${index}`, one)),
        );
        for (const { was, would, knows } of whatIf(kept, { settings: used, units })) expect([would, knows]).toEqual([was, 'known']);
      }),
    );
  });

  it('name another expert where the choice is another', () => {
    const experts = [expert('idle', { idleSince: 1 as Instant, callsToday: 5 }), expert('fresh', { idleSince: 9 as Instant, callsToday: 0 })];
    const kept = round(defaultRouting, [call('c')], experts);
    expect(whatIf(kept, { settings: { ...defaultRouting, choice: 'fewestCalls' }, units })).toEqual([
      { callId: 'c', at, was: 'idle', would: 'fresh', knows: 'known' },
    ]);
  });

  it('say that they do not know where somebody could have had it before, or only later', () => {
    const neighbour = [expert('east', { unitId: 'east' })];
    const slow = { ...defaultRouting, relaxUnitAfterMs: 20_000, relaxPoolAfterMs: 60_000 };
    const kept = round(slow, [call('c')], neighbour);
    expect(kept.assignments).toHaveLength(1);
    const knows = (relaxUnitAfterMs: number) => whatIf(kept, { settings: { ...slow, relaxUnitAfterMs }, units }).map((one) => one.knows);
    expect([knows(20_000), knows(5_000), knows(50_000)]).toEqual([['known'], ['earlier'], ['later']]);
  });

  it('read ids and figures only', () => {
    const whole = { ...call('c'), note: 'a secret', callbackNumber: '4711' };
    expect(JSON.stringify(keptCall(whole))).not.toContain('secret');
    expect(keptCall(whole)).toEqual(call('c'));
  });
});
