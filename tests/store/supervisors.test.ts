import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import type { AdviserId, AgencyId, CallId, PointId, ServiceId, SupervisorId, TerminalId } from '#shared/ids.ts';
import { readNote } from '#server/calls/index.ts';
import { readSupervisorView, readTerminalView } from '#server/desks/index.ts';
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
    await world.engine.visits.closeQueues();
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
    await world.engine.routing.giveByHand(second, fpa, expert('expert-fpa-1'), { reason: 'assigned', note: null });
    expect(await world.call(second)).toMatchObject({ state: 'offered', expertId: 'expert-fpa-1' });
    expect((await world.call(first)).state).toBe('queued');
    expect(await world.refusalOf(world.engine.routing.giveByHand(first, fpa, expert('expert-fpa-1'), { reason: 'assigned', note: null }))).toBe('expertBusy');
    await world.engine.arrive('expert-fpa-3');
    expect(await world.refusalOf(world.engine.routing.giveByHand(second, fpa, expert('expert-fpa-3'), { reason: 'picked', note: 'urgent' }))).toBe(
      'wrongState',
    );
    const third = await world.engine.queue('pargas-1');
    await world.engine.routing.giveByHand(third, fpa, expert('expert-fpa-3'), { reason: 'picked', note: 'knowsCase' });
    expect((await view()).offers[0]).toMatchObject({ callId: third, reason: 'picked', note: 'knowsCase' });
  });

  it('[F46] moves a waiting customer to another errand with the old time of arrival, and nobody of another agency', async () => {
    await world.engine.connect('mikkeli-1');
    const callId = await world.engine.queue('mikkeli-1');
    const before = await world.call(callId);
    world.later(60_000);
    const target = { callId, newCallId: randomUUID() as CallId, agencyId: 'tax' as AgencyId, serviceId: 'tax.taxCard' as ServiceId };
    expect(await world.refusalOf(world.engine.visits.move('te' as AgencyId, target))).toBe('notFound');
    await world.engine.visits.move(fpa, target);
    await world.engine.visits.move(fpa, target);
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
    await world.engine.calls.command(callId, { type: 'park', by: 'expert', expertId: expert('expert-fpa-1') });
    const moved = async (from: CallId, agencyId: string, serviceId: string) => {
      const target = { callId: from, newCallId: randomUUID() as CallId, agencyId: agencyId as AgencyId, serviceId: serviceId as ServiceId };
      await world.engine.visits.move((await world.call(from)).agencyId, target);
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

  it('[F46] listens in, seen by all, and leaves when the page is gone', async () => {
    await world.engine.connect('mikkeli-1');
    await world.engine.arrive('expert-fpa-1');
    const callId = await world.engine.queue('mikkeli-1');
    await world.engine.route('fpa');
    await accept(world.engine, callId, 'expert-fpa-1');
    const supervisor = { role: 'supervisor' as const, id: 'supervisor-fpa-1' };
    await world.engine.presence.connected(supervisor, 'a socket');
    await world.engine.calls.command(callId, {
      type: 'joinAsAdviser',
      adviserId: supervisor.id as AdviserId,
      role: 'supervisor',
      microphone: 'muted',
      needsConsent: false,
    });
    expect((await view()).listening).toMatchObject({ callId });
    await world.engine.presence.disconnected(supervisor, 'a socket');
    world.later(16_000);
    await world.engine.calls.runDue();
    expect((await view()).listening).toBeNull();
  });
});
