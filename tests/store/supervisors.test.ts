import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import { mediaSubscriptionsOf, supervisorKey } from '#shared/call/mediaRouting.ts';
import type { AdviserId, AgencyId, CallId, PointId, ServiceId, SupervisorId, TerminalId } from '#shared/ids.ts';
import { readEvents, readNote, readRoom, system } from '#server/calls/index.ts';
import { readAdviserView, readExpertView, readSupervisorView, readTerminalView } from '#server/views/index.ts';
import type { Session } from '#server/platform/gateway/port.ts';
import { accept, expert } from '#tests/support/engine.ts';
import { onBothDatabases } from '#tests/support/onBothDatabases.ts';

const fpa = 'fpa' as AgencyId;

onBothDatabases('a supervisor', (world) => {
  const view = () => world.database.transaction((tx) => readSupervisorView(tx, world.engine.catalogue, world.engine.hours, 'supervisor-fpa-1' as SupervisorId));

  it('[F46] sees queues, experts and calls, and why each offer went where it did', async () => {
    await world.engine.connect('mikkeli-1');
    await world.engine.connect('mikkeli-2');
    await world.engine.arrive('expert-fpa-1');
    const callId = await world.engine.queue('mikkeli-1');
    await world.engine.route('fpa');
    await accept(world.engine, callId, 'expert-fpa-1');
    await world.engine.queue('mikkeli-2');
    const seen = await view();
    expect(seen.queues.find(({ serviceId }) => serviceId === 'fpa.studentAid')).toMatchObject({ waiting: 1, ableOnDuty: 1, closure: null });
    expect(seen.experts.find(({ id }) => id === 'expert-fpa-1')).toMatchObject({ status: { status: 'inCall', callId }, answered: 1 });
    expect(seen.experts.find(({ id }) => id === 'expert-fpa-2')).toMatchObject({ status: { status: 'offline' } });
    expect(seen.calls).toMatchObject([{ callId, expertId: 'expert-fpa-1', state: 'active' }]);
    expect(seen.offers).toMatchObject([{ callId, reason: 'onlyOne' }]);
  });

  it('[F24] closes a queue by hand and opens it again; those who wait are treated as the agency has it', async () => {
    await world.engine.connect('mikkeli-1');
    const waiting = await world.engine.queue('mikkeli-1');
    const service = 'fpa.studentAid' as ServiceId;
    await world.engine.hours.close(fpa, service, null, 'supervisor-fpa-1');
    await world.engine.queues.closeQueues();
    expect((await world.call(waiting)).state).toBe('queued');
    expect(await world.refusalOf(world.engine.queue('mikkeli-2'))).toBe('queueClosed');
    expect(await world.refusalOf(world.engine.queue('mikkeli-2', randomUUID(), '', 'fpa.pension'))).toBe('none');
    expect((await view()).queues.find(({ serviceId }) => serviceId === service)?.closure).toEqual({ until: null });
    await world.engine.hours.reopen(fpa, service);
    expect(await world.refusalOf(world.engine.queue('pargas-1'))).toBe('none');
    const now = await world.database.transaction(async (tx) => tx.now);
    await world.engine.hours.close(fpa, null, (now + 60_000) as typeof now, 'supervisor-fpa-1');
    expect(world.engine.hours.opening(fpa, service, 'mikkeli' as PointId, now)).toMatchObject({ state: 'closed' });
    expect(world.engine.hours.opening(fpa, service, 'mikkeli' as PointId, (now + 60_000) as typeof now)).toMatchObject({ state: 'open' });
    await world.engine.hours.reopen(fpa, null);
  });

  it('[F24] an adviser closes the point: nobody queues from there, everybody elsewhere does', async () => {
    await world.engine.hours.closePoint('mikkeli' as PointId, 'adviser-mikkeli-1');
    expect(world.engine.hours.isPointClosed('mikkeli' as PointId)).toBe(true);
    expect(await world.refusalOf(world.engine.queue('mikkeli-1'))).toBe('queueClosed');
    expect(await world.refusalOf(world.engine.queue('pargas-1'))).toBe('none');
    await world.engine.hours.reopenPoint('mikkeli' as PointId);
    expect(await world.refusalOf(world.engine.queue('mikkeli-1'))).toBe('none');
  });

  it('[F17] assigns out of turn, and an expert picks one; the reason is kept, and who is not free gets nothing', async () => {
    await world.engine.connect('mikkeli-1');
    await world.engine.connect('mikkeli-2');
    await world.engine.connect('pargas-1');
    const first = await world.engine.queue('mikkeli-1');
    const second = await world.engine.queue('mikkeli-2');
    await world.engine.arrive('expert-fpa-1');
    await world.engine.routing.offerManually(second, fpa, expert('expert-fpa-1'), { reason: 'assigned', note: null });
    expect(await world.call(second)).toMatchObject({ state: 'offered', expertId: 'expert-fpa-1' });
    expect((await world.call(first)).state).toBe('queued');
    expect(await world.refusalOf(world.engine.routing.offerManually(first, fpa, expert('expert-fpa-1'), { reason: 'assigned', note: null }))).toBe(
      'expertBusy',
    );
    await world.engine.arrive('expert-fpa-3');
    expect(await world.refusalOf(world.engine.routing.offerManually(second, fpa, expert('expert-fpa-3'), { reason: 'picked', note: 'urgent' }))).toBe(
      'wrongState',
    );
    const third = await world.engine.queue('pargas-1');
    await world.engine.routing.offerManually(third, fpa, expert('expert-fpa-3'), { reason: 'picked', note: 'knowsCase' });
    expect((await view()).offers[0]).toMatchObject({ callId: third, reason: 'picked', note: 'knowsCase' });
  });

  it('[F46] moves a waiting customer to another service request with the old time of arrival, and nobody of another agency', async () => {
    await world.engine.connect('mikkeli-1');
    const callId = await world.engine.queue('mikkeli-1');
    const before = await world.call(callId);
    world.later(60_000);
    const target = { callId, newCallId: randomUUID() as CallId, agencyId: 'tax' as AgencyId, serviceId: 'tax.taxCard' as ServiceId };
    expect(await world.refusalOf(world.engine.queues.move('te' as AgencyId, target))).toBe('notFound');
    await world.engine.queues.move(fpa, target);
    await world.engine.queues.move(fpa, target);
    expect(await world.call(callId)).toMatchObject({ state: 'closed', reason: 'movedBySupervisor' });
    expect(await world.call(target.newCallId)).toMatchObject({ state: 'queued', agencyId: 'tax', queuedAt: before.queuedAt, visitId: before.visitId });
    world.later(-60_000);
  });

  it('[F46] a customer who is moved is told so, and within the agency keeps note, priority after a drop and a place that is parked', async () => {
    await world.engine.connect('mikkeli-1');
    await world.engine.arrive('expert-fpa-1');
    const callId = await world.engine.queue('mikkeli-1', randomUUID(), 'hör dåligt');
    await world.engine.route('fpa');
    await accept(world.engine, callId, 'expert-fpa-1');
    await world.engine.calls.command(callId, { type: 'park', by: 'expert', expertId: expert('expert-fpa-1') }, system);
    const moved = async (from: CallId, agencyId: string, serviceId: string) => {
      const target = { callId: from, newCallId: randomUUID() as CallId, agencyId: agencyId as AgencyId, serviceId: serviceId as ServiceId };
      await world.engine.queues.move((await world.call(from)).agencyId, target);
      return target.newCallId;
    };
    const noteOf = (id: CallId) => world.database.transaction((tx) => readNote(tx, id, 'preCall'));
    const within = await moved(callId, 'fpa', 'fpa.pension');
    expect(await world.call(within)).toMatchObject({ state: 'parked', lostExpertId: 'expert-fpa-1' });
    expect(await noteOf(within)).toBe('hör dåligt');
    const seen = await world.database.transaction((tx) => readTerminalView(tx, world.engine.catalogue, world.engine.hours, 'mikkeli-1' as TerminalId));
    expect(seen.call).toMatchObject({ callId: within, state: 'parked', isMoved: true });
    const elsewhere = await moved(within, 'tax', 'tax.taxCard');
    expect(await world.call(elsewhere)).toMatchObject({ state: 'parked', lostExpertId: null });
    expect(await noteOf(elsewhere)).toBe('');
  });

  const sessionOf = (id: string, agencyId: string): Session & { role: 'supervisor' } => ({
    role: 'supervisor',
    id: id as SupervisorId,
    agencyId: agencyId as AgencyId,
    connectionId: 'a socket',
    key: supervisorKey(id as SupervisorId),
  });
  const linksTo = async (callId: CallId, key: string) =>
    mediaSubscriptionsOf((await world.database.transaction((tx) => readRoom(tx, callId)))?.calls ?? []).filter(({ to, isOpen }) => to === key && isOpen);
  async function talking(serviceId: string, expertId: string): Promise<CallId> {
    await world.engine.connect('mikkeli-1');
    await world.engine.arrive(expertId);
    const callId = await world.engine.queue('mikkeli-1', randomUUID(), '', serviceId);
    await world.engine.route(serviceId.split('.')[0] ?? '');
    await accept(world.engine, callId, expertId);
    return callId;
  }

  it('[F46] [F106] [Q40] listens in on a confidential matter only after the customer’s yes, and is out of the call after a no', async () => {
    const { handlers } = world.engine;
    world.leftBehind.length = 0;
    const callId = await talking('tax.inheritance', 'expert-tax-1');
    const supervisor = sessionOf('supervisor-tax-1', 'tax');
    const adviserId = supervisor.id;
    const listening = async () =>
      (await world.database.transaction((tx) => readSupervisorView(tx, world.engine.catalogue, world.engine.hours, supervisor.id))).listening;
    await handlers['call:listen'](supervisor, { callId });
    expect(await linksTo(callId, supervisor.key)).toEqual([]);
    expect(await listening()).toMatchObject({ callId, isAsking: true });
    const terminal = await world.database.transaction((tx) => readTerminalView(tx, world.engine.catalogue, world.engine.hours, 'mikkeli-1' as TerminalId));
    expect(terminal.call).toMatchObject({ advisers: [{ adviserId, role: 'supervisor', microphone: 'connectionOnly', requestedMode: 'muted' }] });

    await world.engine.calls.command(callId, { type: 'answerAdviser', adviserId, requestedMode: 'muted', isAgreed: false }, system);
    expect(await listening()).toBeNull();
    await handlers['call:listen'](supervisor, { callId });
    await world.engine.calls.command(callId, { type: 'answerAdviser', adviserId, requestedMode: 'muted', isAgreed: true }, system);
    expect((await linksTo(callId, supervisor.key)).map(({ from }) => from).sort()).toEqual(['expert:expert-tax-1', 'terminal:mikkeli-1']);
    expect(await listening()).toMatchObject({ callId, isAsking: false });
    await handlers['call:stopListening'](supervisor, { callId });
    expect(world.leftBehind).toEqual([supervisor.key]);
  });

  it('[F46] listens in, seen by all, and leaves when the page is gone; nobody of another agency can', async () => {
    const callId = await talking('fpa.studentAid', 'expert-fpa-1');
    const { handlers } = world.engine;
    const supervisor = sessionOf('supervisor-fpa-1', 'fpa');
    await world.engine.presence.connected(supervisor, 'a socket');
    expect(await world.refusalOf(handlers['call:listen'](sessionOf('supervisor-tax-1', 'tax'), { callId }))).toBe('notFound');
    await handlers['call:listen'](supervisor, { callId });
    expect((await view()).listening).toMatchObject({ callId, isAsking: false });
    expect(await linksTo(callId, supervisor.key)).toHaveLength(2);
    await world.engine.presence.disconnected(supervisor, 'a socket');
    world.later(16_000);
    await world.engine.calls.runDue();
    expect((await view()).listening).toBeNull();
    expect(await linksTo(callId, supervisor.key)).toEqual([]);
  });

  it('[F20] [F41] sees what came of each offer, why a customer was declined, and how long customers were on hold', async () => {
    await world.engine.connect('mikkeli-1');
    await world.engine.connect('mikkeli-2');
    await world.engine.arrive('expert-fpa-1');
    const callId = await world.engine.queue('mikkeli-1');
    await world.engine.route('fpa');
    const byOne = { expertId: expert('expert-fpa-1') };
    expect((await view()).offers).toMatchObject([{ callId, outcome: 'ringing', declineReason: null, choice: { setAside: [], turn: ['onlyCall'] } }]);
    await world.engine.calls.command(callId, { type: 'decline', ...byOne, offerNumber: 1, reason: 'conflictOfInterest' }, system);
    world.later(1);
    await world.engine.arrive('expert-fpa-3');
    await world.engine.route('fpa');
    await accept(world.engine, callId, 'expert-fpa-3', 2);
    const byThree = { expertId: expert('expert-fpa-3') };
    for (const heldMs of [40_000, 20_000]) {
      await world.engine.calls.command(callId, { type: 'hold', ...byThree }, system);
      world.later(heldMs);
      await world.engine.presence.tick();
      await world.engine.calls.command(callId, { type: 'resume', ...byThree }, system);
    }
    const gone = await world.engine.queue('mikkeli-2');
    await world.engine.route('fpa');
    await world.engine.calls.command(gone, { type: 'end', endedBy: 'customer' }, system);
    const seen = await view();
    expect(seen.offers).toMatchObject([
      { callId: gone, outcome: 'withdrawn' },
      { callId, outcome: 'accepted', declineReason: null },
      { callId, outcome: 'declined', declineReason: 'conflictOfInterest' },
    ]);
    const heldBy = (id: string) => seen.experts.find((one) => one.id === id)?.heldMs ?? 0;
    expect(heldBy('expert-fpa-3')).toBeGreaterThanOrEqual(60_000);
    expect(heldBy('expert-fpa-3')).toBeLessThan(70_000);
    expect(heldBy('expert-fpa-1')).toBe(0);
    const own = await world.database.transaction((tx) => readExpertView(tx, world.engine.catalogue, byThree.expertId));
    const heldMs = heldBy('expert-fpa-3');
    expect(own.today).toMatchObject({ heldMs, calls: [{ callId, heldMs }] });
    world.later(-60_001);
  });

  it('[F43] [F60] an expert sends the customer to the adviser: whoever looks after the point is told why, and the customer that they come', async () => {
    const { catalogue, hours, terminals } = world.engine;
    const unmanned = catalogue.all.points.find(({ advisedFrom = [] }) => advisedFrom.length > 0);
    const place = unmanned?.terminals[0]?.id;
    const adviser = catalogue.staff.find(({ pointId }) => pointId !== null && unmanned?.advisedFrom?.some((id) => id === pointId));
    if (place === undefined || adviser === undefined) throw new Error('the demo has no unmanned point');
    await terminals.requestHelp(place);
    await world.database.transaction((tx) => terminals.sendToAdviserIn(tx, place, fpa, 'paper'));
    const help = { reason: 'paper', fromAgencyId: 'fpa', answeredBy: null };
    const seen = await world.database.transaction((tx) => readAdviserView(tx, catalogue, hours, adviser.id as AdviserId));
    expect(seen.terminals.find(({ terminalId }) => terminalId === place)?.help).toMatchObject(help);
    expect((await world.database.transaction((tx) => readTerminalView(tx, catalogue, hours, place))).help).toMatchObject(help);
  });

  it('[F21] raises a waiting call with a reason: it is served before who came first, its customer sees the place, and the reason is kept', async () => {
    await world.engine.connect('mikkeli-1');
    await world.engine.connect('mikkeli-2');
    const first = await world.engine.queue('mikkeli-1');
    const raised = await world.engine.queue('mikkeli-2');
    const change = { type: 'setPriority', priority: 2, reason: 'hardship', supervisorId: 'supervisor-fpa-1' as SupervisorId } as const;
    await world.engine.calls.command(raised, change, system);
    await world.engine.calls.command(raised, change, system);
    expect((await view()).entries).toMatchObject([
      { callId: raised, priority: 2 },
      { callId: first, priority: 0 },
    ]);
    const seen = await world.database.transaction((tx) => readTerminalView(tx, world.engine.catalogue, world.engine.hours, 'mikkeli-1' as TerminalId));
    expect(seen.call).toMatchObject({ state: 'queued', position: 2 });
    const events = await world.database.transaction((tx) => readEvents(tx, raised));
    expect(events.filter(({ type }) => type === 'PriorityChanged')).toMatchObject([{ priority: 2, reason: 'hardship', supervisorId: 'supervisor-fpa-1' }]);
    await world.engine.arrive('expert-fpa-1');
    await world.engine.route('fpa');
    expect((await world.call(raised)).state).toBe('offered');
    expect((await view()).offers).toMatchObject([{ callId: raised, choice: { turn: ['priority'] } }]);
    expect(await world.refusalOf(world.engine.calls.command(first, { ...change, priority: -1, reason: 'canWait' }, system))).toBe('none');
    await accept(world.engine, raised, 'expert-fpa-1');
    expect(await world.refusalOf(world.engine.calls.command(raised, { ...change, priority: 0 }, system))).toBe('wrongState');
  });
});
