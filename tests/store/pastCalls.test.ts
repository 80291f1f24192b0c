import { expect, it } from 'vitest';
import { Temporal } from 'temporal-polyfill';
import { evolve } from '#shared/call/evolve.ts';
import type { Call } from '#shared/call/lifecycle.ts';
import type { AgencyId, ServiceId, SupervisorId } from '#shared/ids.ts';
import type { Instant } from '#shared/instant.ts';
import { readEvents } from '#server/calls/index.ts';
import { readHistory } from '#server/queue/index.ts';
import { playPastCall } from '#server/pastCalls.ts';
import { serviceDate } from '#server/serviceDay.ts';
import { readExpertView, readSupervisorView } from '#server/views/index.ts';
import { expert } from '#tests/support/engine.ts';
import { onBothDatabases } from '#tests/support/onBothDatabases.ts';
import { emptyPorts, testSettings } from '#tests/support/ports.ts';
import { pastDay, shifts } from '../../scripts/demo/pastDay.ts';

onBothDatabases('the demo’s past hours', (world) => {
  const now = (): Promise<Instant> => world.database.transaction((tx) => Promise.resolve(tx.now));
  const play = (call: Parameters<typeof playPastCall>[0]): Promise<void> =>
    playPastCall(call, { ports: { ...emptyPorts, database: world.database, catalogue: world.engine.catalogue }, settings: testSettings });
  /** Half past two in the afternoon of the next day. */
  const goToAfternoon = async (): Promise<void> => {
    const today = await now();
    const afternoon = serviceDate(today)
      .add({ days: 1 })
      .toZonedDateTime({ timeZone: 'Europe/Helsinki', plainTime: Temporal.PlainTime.from('14:30') });
    world.later(afternoon.epochMilliseconds - today);
  };

  it('are told by the product’s own events, and a second telling changes nothing', async () => {
    await goToAfternoon();
    const day = pastDay(await now());
    // The supervisor's table has those who have been here.
    for (const { expertId } of shifts) await world.engine.arrive(expertId);
    for (const call of [...day, ...day]) await play(call);

    for (const { callId, queuedAt, wrappedUpAt, outcomeCode } of day) {
      const events = await world.database.transaction((tx) => readEvents(tx, callId));
      expect(events.reduce<Call | null>((state, event) => evolve(state, event), null)).toEqual(await world.call(callId));
      expect(await world.call(callId)).toMatchObject({ state: 'closed', reason: 'completed', queuedAt, closedAt: wrappedUpAt });
      expect(events.at(-1)).toMatchObject({ type: 'WrapUpEnded', outcomeCode });
    }
    // Nothing of it is left for the engine to do.
    expect(await world.engine.calls.runDue()).toBe(0);

    const { catalogue, hours } = world.engine;
    const desk = await world.database.transaction((tx) => readExpertView(tx, catalogue, expert('expert-fpa-2')));
    const own = day.filter(({ expertId }) => expertId === 'expert-fpa-2');
    expect(desk.today.answered).toBe(own.length);
    expect(desk.today.calls.map(({ acceptedAt, outcomeCode }) => [acceptedAt, outcomeCode])).toEqual(
      own.map(({ acceptedAt, outcomeCode }) => [acceptedAt, outcomeCode]).toReversed(),
    );
    expect(desk.today.heldMs).toBeGreaterThan(0);
    const supervisor = await world.database.transaction((tx) => readSupervisorView(tx, catalogue, hours, 'supervisor-fpa-1' as SupervisorId));
    expect(supervisor.experts.map(({ answered }) => answered).reduce((sum, answered) => sum + answered, 0)).toBe(
      day.filter(({ agencyId }) => agencyId === 'fpa').length,
    );
    expect(new Set(supervisor.offers.map(({ outcome }) => outcome))).toEqual(new Set(['accepted', 'declined']));
    const history = await world.database.transaction((tx) => readHistory(tx, 'fpa' as AgencyId, 'fpa.pension' as ServiceId));
    expect(history.meanHandlingMs).toBeGreaterThan(5 * 60_000);
  });

  it('are not mixed with what goes on now', async () => {
    await goToAfternoon();
    const [first, ...rest] = pastDay(await now());
    if (first === undefined) throw new Error('the day is empty');
    const inFuture = { ...first, wrappedUpAt: (first.wrappedUpAt + 86_400_000) as Instant };
    expect(await world.refusalOf(play(inFuture))).toBe('wrongState');
    // Somebody stands at the terminal.
    await world.engine.connect(first.terminalId);
    const waiting = await world.engine.queue(first.terminalId, undefined, '', first.serviceId);
    expect(await world.refusalOf(play(first))).toBe('wrongState');
    // Somebody waits for the agency elsewhere.
    const elsewhere = rest.find(({ terminalId, agencyId }) => terminalId !== first.terminalId && agencyId === first.agencyId);
    if (elsewhere === undefined) throw new Error('the day has no such call');
    expect(await world.refusalOf(play(elsewhere))).toBe('wrongState');
    expect(await world.call(waiting)).toMatchObject({ state: 'queued' });
    expect(await world.engine.calls.read(elsewhere.callId)).toBeNull();
  });
});
