import { randomInt, randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type Call, isInQueue } from '#shared/call/lifecycle.ts';
import type { AgencyId, CallId, ExpertId, PointId, ServiceId, SupervisorId, TerminalId, VisitId } from '#shared/ids.ts';
import { type Instant, after } from '#shared/instant.ts';
import type { Language } from '#shared/language.ts';
import { system } from '#server/calls/index.ts';
import { countWaiting, readHistory } from '#server/queue/index.ts';
import { queuePositionOf, readExpertView, readSupervisorView, readTerminalView } from '#server/views/index.ts';
import { assign } from '#server/routing/assign.rules.ts';
import { poolUnit } from '#server/routing/routingTargets.rules.ts';
import { insertVisit } from '#server/visits/index.ts';
import { accept, expert } from '#tests/support/engine.ts';
import { onBothDatabases } from '#tests/support/onBothDatabases.ts';

const fpa = 'fpa' as AgencyId;
const studentAid = 'fpa.studentAid' as ServiceId;
const services = ['fpa.studentAid', 'fpa.pension', 'fpa.housingAllowance', 'fpa.unemployment'] as ServiceId[];

type Entry = { readonly serviceId: ServiceId; readonly language: Language; readonly priority: number; readonly cameAgoMs: number; readonly isParked: boolean };

const entryArbitrary: fc.Arbitrary<Entry> = fc.record({
  serviceId: fc.constantFrom(...services),
  language: fc.constantFrom('sv', 'fi', 'en'),
  priority: fc.integer({ min: 0, max: 1 }),
  cameAgoMs: fc.integer({ min: 0, max: 1_200_000 }),
  isParked: fc.boolean(),
});

onBothDatabases('places and estimates', (world) => {
  const enqueue = (entry: Partial<Entry> = {}, bookedIn: number | null = null): Promise<Call> =>
    world.database.transaction(async (tx) => {
      const { serviceId = studentAid, language = 'sv', priority = 0, cameAgoMs = 0, isParked = false } = entry;
      const visit = await insertVisit(tx, { id: randomUUID(), pointId: 'mikkeli' as PointId, terminalId: null, randomInt });
      const callId = randomUUID() as CallId;
      const facts = {
        callId,
        visitId: visit.id as VisitId,
        terminalId: 'mikkeli-2' as TerminalId,
        pointId: 'mikkeli' as PointId,
        agencyId: fpa,
        serviceId,
        language,
        priority,
        queuedAt: after(tx.now, -cameAgoMs),
        bookedFor: bookedIn === null ? null : after(tx.now, bookedIn),
        setUpBy: null,
        roomId: callId,
      };
      const queued = await world.engine.calls.enqueueIn(tx, facts, '', true);
      if (bookedIn !== null) return world.engine.calls.commandIn(tx, callId, { type: 'chooseCallback', notBefore: after(tx.now, bookedIn) }, system);
      return isParked ? world.engine.calls.commandIn(tx, callId, { type: 'park', by: 'customer' }, system) : queued;
    });
  const placeOf = (call: Call): Promise<number> => {
    if (!isInQueue(call)) throw new Error(call.state);
    return world.database.transaction((tx) => queuePositionOf(tx, call));
  };

  it('[F7] [C8] nobody on duty: the place is among those who wait for the same service', async () => {
    await enqueue({ serviceId: 'fpa.pension' as ServiceId, cameAgoMs: 60_000 });
    await enqueue({ cameAgoMs: 50_000 });
    expect(await placeOf(await enqueue())).toBe(2);
  });

  it('[F7] [C8] a place counts whom the same experts would serve before, whatever their service; nobody else, no question of a colleague, no booking for later', async () => {
    // Has student aid and pension, in Swedish and Finnish; not housing allowance, and no English.
    await world.engine.arrive('expert-fpa-3');
    const mine = await enqueue();
    expect(await placeOf(mine)).toBe(1);
    await enqueue({ serviceId: 'fpa.pension' as ServiceId, cameAgoMs: 60_000 });
    expect(await placeOf(mine)).toBe(2);
    await enqueue({ serviceId: 'fpa.housingAllowance' as ServiceId, cameAgoMs: 60_000 });
    await enqueue({ serviceId: 'fpa.pension' as ServiceId, language: 'en', cameAgoMs: 60_000 });
    await enqueue({}, 3_600_000);
    expect(await placeOf(mine)).toBe(2);
    await enqueue({ cameAgoMs: 60_000, isParked: true });
    expect(await placeOf(mine)).toBe(3);
    const asked = await enqueue({ cameAgoMs: 60_000 });
    await world.database.transaction((tx) => tx.run('update calls set consultation_of = $2 where id = $1', [asked.callId, mine.callId]));
    expect(await placeOf(mine)).toBe(3);
    // An expert with the other service comes on duty who has this one too: now those who wait for it are before.
    await world.engine.arrive('expert-fpa-1');
    expect(await placeOf(mine)).toBe(5);
  });

  it('[F7] [C8] the place is how many the only expert on duty is given before, for any queue', async () => {
    const member = world.engine.catalogue.member('expert-fpa-3');
    if (member === undefined) throw new Error('the demo has no such expert');
    await fc.assert(
      fc.asyncProperty(fc.array(entryArbitrary, { minLength: 1, maxLength: 8 }), async (entries) => {
        await world.empty();
        await world.engine.arrive('expert-fpa-3');
        const calls: Call[] = [];
        for (const entry of entries) calls.push(await enqueue(entry));
        const free = { ...member, expertId: 'expert-fpa-3' as ExpertId, unitId: poolUnit, idleSince: 0 as Instant, callsToday: 0 };
        const later = (calls[0]?.queuedAt ?? 0) + 7_200_000;
        const left = calls.filter(isInQueue);
        for (let served = 1; ; served += 1) {
          const waiting = left.map((call) => ({ ...call, refusals: [] }));
          const [next] = assign(waiting, [free], world.engine.catalogue.routingOf(fpa), later as Instant);
          if (next === undefined) break;
          const index = left.findIndex(({ callId }) => callId === next.callId);
          const call = left[index] as Call;
          expect(await placeOf(call)).toBe(served);
          left.splice(index, 1);
        }
      }),
      { numRuns: 15 },
    );
  });

  it('[F8] the estimate is the service’s own where it has enough calls, the agency’s where not, and none where neither has', async () => {
    await world.engine.connect('mikkeli-1');
    await world.engine.arrive('expert-fpa-1');
    const handle = async (serviceId: string, ms: number): Promise<void> => {
      const callId = await world.engine.queue('mikkeli-1', randomUUID(), '', serviceId);
      await world.engine.route('fpa');
      await accept(world.engine, callId, 'expert-fpa-1');
      await world.engine.calls.command(callId, { type: 'end', endedBy: 'customer' }, system);
      await world.engine.calls.command(callId, { type: 'completeWrapUp', expertId: expert('expert-fpa-1'), outcomeCode: 'settled', referral: null }, system);
      await world.database.transaction((tx) =>
        tx.run(
          `update call_events set at = (select at from call_events where call_id = $1 and type = 'WrapUpEnded') - $2 where call_id = $1 and type = 'EntryAccepted'`,
          [callId, ms],
        ),
      );
    };
    const history = (serviceId: string) => world.database.transaction((tx) => readHistory(tx, fpa, serviceId as ServiceId));
    for (let index = 0; index < 5; index += 1) await handle('fpa.studentAid', 100_000);
    await handle('fpa.pension', 700_000);
    expect(await history('fpa.studentAid')).toEqual({ samples: 5, meanHandlingMs: 100_000 });
    expect(await history('fpa.pension')).toEqual({ samples: 6, meanHandlingMs: 200_000 });
    expect((await world.database.transaction((tx) => readHistory(tx, 'tax' as AgencyId, 'tax.taxCard' as ServiceId))).samples).toBe(0);
  });

  it('[F46] [F44] who waits now and who has booked for later are counted apart; bookings of the day stand on the desks', async () => {
    await enqueue({ cameAgoMs: 60_000 });
    const booked = await enqueue({}, 3_600_000);
    await enqueue({ serviceId: 'fpa.housingAllowance' as ServiceId }, 3_600_000);
    await enqueue({}, 3 * 86_400_000);
    const supervisor = await world.database.transaction((tx) =>
      readSupervisorView(tx, world.engine.catalogue, world.engine.hours, 'supervisor-fpa-1' as SupervisorId),
    );
    expect(supervisor.queues.find(({ serviceId }) => serviceId === studentAid)).toMatchObject({ waiting: 1, booked: 2 });
    expect(supervisor.entries).toHaveLength(1);
    expect(supervisor.bookings).toHaveLength(2);
    expect(supervisor.dayEndsAt).toBeGreaterThan(supervisor.now);
    const view = await world.database.transaction((tx) => readExpertView(tx, world.engine.catalogue, expert('expert-fpa-3')));
    expect(view.waiting).toBe(1);
    expect(view.queue).toHaveLength(1);
    // Not the housing allowance, which this expert does not have.
    expect(view.bookings).toMatchObject([{ callId: booked.callId, at: booked.bookedFor }]);
    expect(await world.database.transaction(countWaiting)).toEqual([{ agencyId: 'fpa', waiting: 1 }]);
    // The hour has come: it waits, and since then.
    world.later(3_660_000);
    const due = await world.database.transaction((tx) =>
      readSupervisorView(tx, world.engine.catalogue, world.engine.hours, 'supervisor-fpa-1' as SupervisorId),
    );
    expect(due.queues.find(({ serviceId }) => serviceId === studentAid)).toMatchObject({ waiting: 2, booked: 1 });
    world.later(-3_660_000);
  });

  it('[F28] [C6] who comes back from fetching is not told that a connection broke, and who is not first is not told that they are', async () => {
    await world.engine.connect('mikkeli-1');
    await world.engine.arrive('expert-fpa-1');
    const callId = await world.engine.queue('mikkeli-1');
    await world.engine.route('fpa');
    await accept(world.engine, callId, 'expert-fpa-1');
    const view = async () =>
      (await world.database.transaction((tx) => readTerminalView(tx, world.engine.catalogue, world.engine.hours, 'mikkeli-1' as TerminalId))).call;
    await world.engine.calls.command(callId, { type: 'park', by: 'expert', expertId: expert('expert-fpa-1') }, system);
    expect(await view()).toMatchObject({ state: 'parked', isReturn: true, position: 1 });
    await world.engine.calls.command(callId, { type: 'returnFromPark' }, system);
    expect(await view()).toMatchObject({ state: 'queued', returnsAfter: 'fetching', position: 1 });
    // Somebody else who has met an expert before came earlier.
    const earlier = await enqueue({ cameAgoMs: 600_000 });
    await world.database.transaction((tx) => tx.run('update calls set is_rejoin = true where id = $1', [earlier.callId]));
    expect(await view()).toMatchObject({ returnsAfter: 'fetching', position: 2 });
  });
});
