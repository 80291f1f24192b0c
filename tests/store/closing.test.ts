import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import type { AgencyId, CallId, ServiceId, TerminalId } from '#shared/ids.ts';
import { onBothDatabases } from '#tests/support/onBothDatabases.ts';
import { ticketOf } from '#tests/support/ticketOf.ts';
import { system } from '#server/calls/index.ts';

onBothDatabases('[F24] closing time', (world) => {
  const setAgency = async (change: object) => {
    await world.database.transaction((tx) => tx.run(`update agencies set content = content || $1::jsonb where id = 'fpa'`, [JSON.stringify(change)]));
    await world.engine.catalogue.reload();
  };
  const reset = async () => {
    await world.database.transaction((tx) => tx.run(`update agencies set content = content - 'opening' - 'whenClosing' where id = 'fpa'`));
    await world.engine.catalogue.reload();
  };
  const neverOpen = { weekly: {}, exceptions: [] };
  const serviceRequest = { agencyId: 'fpa' as AgencyId, serviceId: 'fpa.studentAid' as ServiceId, language: 'sv' as const };
  const mikkeli1 = 'mikkeli-1' as TerminalId;

  /** One who has parked, one who is away, and one who has booked a time. */
  const people = async () => {
    await world.engine.connect('mikkeli-1');
    await world.engine.connect('mikkeli-2');
    const at = (await world.engine.callbacks.slots(mikkeli1, serviceRequest))[0];
    if (at === undefined) throw new Error('no slot');
    const booked = randomUUID() as CallId;
    await world.engine.callbacks.book({ ...serviceRequest, terminalId: mikkeli1, at, callId: booked });
    const away = await world.engine.queue('mikkeli-1');
    const ticket = ticketOf(await world.engine.callbacks.choose(mikkeli1, away));
    const parked = await world.engine.queue('mikkeli-2');
    await world.engine.calls.command(parked, { type: 'park', by: 'customer' }, system);
    return { booked, away, ticket, parked };
  };

  it('ends every wait where the agency has it so; a time that is booked stands, and who comes back is told', async () => {
    const { booked, away, ticket, parked } = await people();
    try {
      await setAgency({ opening: neverOpen, whenClosing: 'endWaiting' });
      await world.engine.queues.closeQueues();
      for (const callId of [away, parked]) expect(await world.call(callId)).toMatchObject({ state: 'closed', reason: 'queueClosed' });
      expect((await world.call(booked)).state).toBe('awaitingCallback');
      expect(await world.refusalOf(world.engine.callbacks.answer(mikkeli1, ticket))).toBe('placeClosed');
    } finally {
      await reset();
    }
  });

  it('where those who wait are served, nobody is called back to a closed door, and who was to be called that day is told when it is over', async () => {
    const { booked, away, ticket, parked } = await people();
    try {
      await setAgency({ opening: neverOpen, whenClosing: 'serveWaiting' });
      await world.engine.arrive('expert-fpa-1');
      await world.engine.queues.closeQueues();
      await world.engine.route('fpa');
      expect((await world.call(away)).state).toBe('awaitingCallback');
      expect((await world.call(parked)).state).toBe('parked');
      await world.database.transaction((tx) => tx.run('update calls set queued_at = queued_at - 86400000 where id = $1', [away]));
      await world.engine.queues.closeQueues();
      expect(await world.call(away)).toMatchObject({ state: 'closed', reason: 'queueClosed' });
      expect((await world.call(booked)).state).toBe('awaitingCallback');
      expect(await world.refusalOf(world.engine.callbacks.answer(mikkeli1, ticket))).toBe('placeClosed');
    } finally {
      await reset();
    }
  });

  it('tells those of a closed service request, however many wait before them for an open one', async () => {
    const first = await world.engine.queue('mikkeli-1', randomUUID(), '', 'fpa.pension');
    const rows = await world.database.transaction((tx) =>
      tx.run(
        `insert into calls (id, visit_id, terminal_id, point_id, agency_id, service_id, room_id, state, priority, is_rejoin, queued_at, rank_at, event_count, body, changed_at)
         select copy, visit_id, terminal_id, point_id, agency_id, service_id, copy, state, priority, is_rejoin, queued_at, rank_at - 1, 1,
           body || jsonb_build_object('callId', copy, 'roomId', copy), changed_at
         from (select c.*, gen_random_uuid() as copy from calls c, generate_series(1, 250) where c.id = $1) as many`,
        [first],
      ),
    );
    expect(rows).toBe(250);
    const behind = await world.engine.queue('mikkeli-2');
    try {
      await setAgency({ whenClosing: 'endWaiting' });
      await world.engine.hours.close(serviceRequest.agencyId, serviceRequest.serviceId, null, 'supervisor-fpa-1');
      await world.engine.queues.closeQueues();
      expect(await world.call(behind)).toMatchObject({ state: 'closed', reason: 'queueClosed' });
      expect((await world.call(first)).state).toBe('queued');
    } finally {
      await world.engine.hours.reopen(serviceRequest.agencyId, serviceRequest.serviceId);
      await reset();
    }
  });
});
