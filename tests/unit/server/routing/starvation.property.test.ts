import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type FreeExpert, type RoutableCall, assign } from '#server/routing/assign.rules.ts';
import { poolUnit } from '#server/routing/routingTargets.rules.ts';
import { defaultRouting } from '#shared/contract/catalogue.ts';
import type { CallId, ExpertId, PointId, ServiceId } from '#shared/ids.ts';
import type { Instant } from '#shared/instant.ts';
import { bookedHeadStartMs, priorityHeadStartMs, profileStepMs } from '#shared/queue/rank.ts';

const minute = 60_000;
/** Late enough that nobody came before the clock began. */
const start = 1_000_000_000;
const routing = { settings: defaultRouting, units: [] };
const [common, rare] = ['common', 'rare'] as [ServiceId, ServiceId];

/** `drops`: so often the call loses its expert and comes back, first in line. */
type Coming = { readonly call: RoutableCall; readonly from: number; readonly drops: number };
type Serving = { readonly callId: CallId; readonly at: number; readonly expertId: ExpertId };

const coming = (id: string, at: number, more: { priority?: number; isBooked?: boolean; serviceId?: ServiceId; drops?: number } = {}): Coming => {
  const { priority = 0, isBooked = false, serviceId = common, drops = 0 } = more;
  const from = start + at;
  const queuedAt = from as Instant;
  const booking = { bookedFor: isBooked ? (from as Instant) : null, isBookedTime: isBooked };
  const call = { callId: id as CallId, pointId: 'p' as PointId, serviceId, language: 'sv' as const, otherLanguages: [], priority, queuedAt, ...booking };
  return { call: { ...call, lostExpertId: null, refusals: [] }, from, drops };
};

const expert = (index: number, services: FreeExpert['services']): FreeExpert => ({
  expertId: `e${index}` as ExpertId,
  unitId: poolUnit,
  idleSince: 0 as Instant,
  callsToday: 0,
  services,
  languages: [{ language: 'sv', level: 3 }],
});

/** Every call that comes, by the rule, in virtual time: who began with whom when, in that order. */
function play(all: readonly Coming[], experts: readonly FreeExpert[], handlingMs: number, untilServed: string): Serving[] {
  const later = all.toSorted((a, b) => a.from - b.from);
  let waiting: Coming[] = [];
  let free = [...experts];
  let busy: { readonly until: number; readonly expert: FreeExpert; readonly one: Coming }[] = [];
  const served: Serving[] = [];
  while (!served.some(({ callId }) => callId === untilServed)) {
    const now = Math.min(later[0]?.from ?? Infinity, ...busy.map(({ until }) => until));
    if (now === Infinity) throw new Error('nothing more happens');
    while (later[0] !== undefined && later[0].from <= now) waiting.push(later.shift() as Coming);
    for (const { expert: done, one } of busy.filter(({ until }) => until <= now)) {
      free.push({ ...done, idleSince: now as Instant });
      if (one.drops > 0) waiting.push({ ...one, drops: one.drops - 1, call: { ...one.call, lostExpertId: done.expertId } });
    }
    busy = busy.filter(({ until }) => until > now);
    for (const { callId, expertId } of assign(
      waiting.map(({ call }) => call),
      free,
      routing,
      now as Instant,
    )) {
      const one = waiting.find(({ call }) => call.callId === callId) as Coming;
      busy.push({ until: now + handlingMs, expert: free.find((f) => f.expertId === expertId) as FreeExpert, one });
      waiting = waiting.filter((other) => other !== one);
      free = free.filter((f) => f.expertId !== expertId);
      served.push({ callId, at: now, expertId });
    }
  }
  return served;
}

function servingOf(served: readonly Serving[], id: string): Serving {
  const found = served.find(({ callId }) => callId === id);
  if (found === undefined) throw new Error(`${id} was not served`);
  return found;
}

describe('over time, with more coming than can be served', () => {
  const favouredArbitrary = fc.record({
    gapMs: fc.integer({ min: 1, max: 4 }).map((n) => n * minute),
    priority: fc.integer({ min: 0, max: 3 }),
    bookedOneIn: fc.integer({ min: 2, max: 6 }),
    drops: fc.integer({ min: 0, max: 2 }),
  });

  it('[F21] starvation: against an endless stream of favoured, booked and returning calls, nobody waits longer than those whose head start reaches back take', () => {
    fc.assert(
      fc.property(
        favouredArbitrary,
        fc.integer({ min: 1, max: 3 }),
        fc.integer({ min: 1, max: 3 }),
        fc.integer({ min: 5, max: 10 }).map((n) => n * minute),
        ({ gapMs, priority, bookedOneIn, drops }, count, level, handlingMs) => {
          const experts = Array.from({ length: count }, (_, index) =>
            expert(index, [
              { serviceId: rare, level: 1 },
              { serviceId: common, level },
            ]),
          );
          // Whoever comes after this cannot rank before the patient one, for any expert; who has dropped can, and so often.
          const reachMs = Math.max(priority * priorityHeadStartMs, bookedHeadStartMs) + (level - 1) * profileStepMs;
          const favoured = (from: number, until: number) =>
            Array.from({ length: Math.floor((until - from) / gapMs) }, (_, index) =>
              coming(`f${from}-${index}`, from + index * gapMs, { priority, isBooked: index % bookedOneIn === 0, serviceId: rare, drops }),
            );
          const ahead = Math.ceil(reachMs / gapMs) + 1;
          const boundMs = handlingMs * (2 + Math.ceil(((ahead + count) * (1 + drops)) / count));
          const stream = favoured(0, boundMs + 60 * minute);
          const patient = coming('patient', 1);
          const served = play([...stream, patient], experts, handlingMs, 'patient');
          const waited = servingOf(served, 'patient').at - patient.from;
          expect(waited).toBeLessThanOrEqual(boundMs);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('[F21] starvation: the stream alone would keep everybody busy for ever, and the patient one is served before it ends', () => {
    const stream = Array.from({ length: 600 }, (_, index) => coming(`f${index}`, index * minute, { priority: 2, isBooked: index % 5 === 0, drops: 1 }));
    const served = play([...stream, coming('patient', 1)], [expert(0, [{ serviceId: common, level: 1 }])], 5 * minute, 'patient');
    const favouredWaiting = stream.filter(({ from, call }) => from < servingOf(served, 'patient').at && !served.some(({ callId }) => callId === call.callId));
    expect(served.length).toBeGreaterThan(40);
    expect(favouredWaiting.length).toBeGreaterThan(40);
  });

  it('[F21] priority inversion: a favoured call that needs a rare skill waits for the call that its expert has now, never for those that come meanwhile', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 4 }),
        fc.integer({ min: 1, max: 3 }).map((n) => n * minute),
        fc.integer({ min: 5, max: 10 }).map((n) => n * minute),
        fc.integer({ min: 0, max: 59 }).map((n) => n * minute),
        (others, gapMs, handlingMs, at) => {
          const able = expert(0, [
            { serviceId: common, level: 1 },
            { serviceId: rare, level: 1 },
          ]);
          const experts = [able, ...Array.from({ length: others }, (_, index) => expert(index + 1, [{ serviceId: common, level: 1 }]))];
          // Low and middle ones, of which there are always some waiting.
          const stream = Array.from({ length: 200 }, (_, index) => coming(`s${index}`, Math.floor(index / 4) * gapMs, { priority: index % 2 }));
          const high = coming('high', at, { priority: 8, serviceId: rare });
          const served = play([...stream, high], experts, handlingMs, 'high');
          const begun = servingOf(served, 'high');
          expect(begun.expertId).toBe(able.expertId);
          expect(begun.at - high.from).toBeLessThanOrEqual(handlingMs);
          // The able expert takes nobody else between.
          const meanwhile = served.filter(({ at: when }) => when > high.from && when < begun.at);
          expect(meanwhile.some(({ expertId }) => expertId === able.expertId)).toBe(false);
        },
      ),
      { numRuns: 100 },
    );
  });
});
