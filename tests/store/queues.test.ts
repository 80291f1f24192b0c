import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { readEvents, readNote, readQueue, system } from '#server/calls/index.ts';
import { readHistory } from '#server/queue/index.ts';
import { readTerminalView } from '#server/views/index.ts';
import type { AgencyId, CallId, ServiceId, TerminalId } from '#shared/ids.ts';
import { estimateWait } from '#shared/queue/estimate.ts';
import { priorityHeadStartMs } from '#shared/queue/rank.ts';
import { expert } from '#tests/support/engine.ts';
import { onBothDatabases } from '#tests/support/onBothDatabases.ts';

onBothDatabases('queues', (world) => {
  it('[F22] [C6] the customer gets the same expert back, though another has been idle longer', async () => {
    await world.engine.connect('mikkeli-1');
    await world.engine.arrive('expert-fpa-1');
    const callId = await world.engine.queue('mikkeli-1');
    await world.engine.route('fpa');
    await world.engine.calls.command(callId, { type: 'accept', expertId: expert('expert-fpa-1'), offerNumber: 1 }, system);
    await world.engine.presence.disconnected({ role: 'expert', id: 'expert-fpa-1' }, 'socket-of-expert-fpa-1');
    await world.database.transaction((tx) => tx.run(`update calls set due_at = 1, body = jsonb_set(body, '{expert,graceUntil}', '1') where id = $1`, [callId]));
    await world.engine.calls.runDue();
    await world.engine.arrive('expert-fpa-3');
    await world.database.transaction((tx) => tx.run(`update expert_statuses set idle_since = 1 where expert_id = 'expert-fpa-3'`));
    await world.engine.arrive('expert-fpa-1');
    await world.engine.route('fpa');
    expect(await world.call(callId)).toMatchObject({ state: 'offered', expertId: 'expert-fpa-1' });
    const events = await world.database.transaction((tx) => readEvents(tx, callId));
    expect(events.at(-1)).toMatchObject({ type: 'EntryOffered', reason: 'sameExpert' });
  });

  it('[F18] a customer who accepts another language is served by who speaks it, after the agency’s time', async () => {
    await world.engine.connect('mikkeli-1');
    // Speaks Finnish and English; the customer asks for Swedish.
    await world.database.transaction((tx) =>
      tx.run(`insert into staff_services (staff_id, service_id) values ('expert-fpa-2', 'fpa.studentAid') on conflict do nothing`),
    );
    await world.engine.catalogue.reload();
    await world.engine.arrive('expert-fpa-2');
    const callId = await world.engine.queue('mikkeli-1');
    await world.engine.route('fpa');
    expect(await world.call(callId)).toMatchObject({ state: 'queued' });
    await world.engine.calls.command(callId, { type: 'acceptLanguages', languages: ['sv', 'fi', 'fi'] }, system);
    expect(await world.call(callId)).toMatchObject({ state: 'queued', otherLanguages: ['fi'] });
    await world.engine.route('fpa');
    expect(await world.call(callId)).toMatchObject({ state: 'queued' });
    world.later(30_000);
    await world.engine.presence.tick();
    await world.engine.route('fpa');
    expect(await world.call(callId)).toMatchObject({ state: 'offered', expertId: 'expert-fpa-2', otherLanguages: ['fi'] });
  });

  it('[F18] who asks for Russian gets the expert who speaks it, before one who has been idle longer', async () => {
    await world.engine.connect('mikkeli-1');
    await world.engine.arrive('expert-fpa-1');
    await world.engine.arrive('expert-fpa-3');
    await world.database.transaction((tx) =>
      tx.run(`insert into staff_languages (staff_id, language, level) values ('expert-fpa-3', 'ru', 3) on conflict do nothing`),
    );
    await world.engine.catalogue.reload();
    const callId = await world.engine.queue('mikkeli-1', undefined, '', 'fpa.studentAid', 'ru');
    await world.engine.route('fpa');
    expect(await world.call(callId)).toMatchObject({ state: 'offered', language: 'ru', expertId: 'expert-fpa-3' });
  });

  it('[F18] where nobody speaks the customer’s language, another accepted one counts after the agency’s time', async () => {
    await world.engine.connect('mikkeli-1');
    await world.engine.arrive('expert-fpa-1');
    const callId = await world.engine.queue('mikkeli-1', undefined, '', 'fpa.studentAid', 'uk');
    await world.engine.calls.command(callId, { type: 'acceptLanguages', languages: ['ru', 'en'] }, system);
    await world.engine.route('fpa');
    expect(await world.call(callId)).toMatchObject({ state: 'queued', otherLanguages: ['en', 'ru'] });
    world.later(30_000);
    await world.engine.presence.tick();
    await world.engine.route('fpa');
    expect(await world.call(callId)).toMatchObject({ state: 'offered', expertId: 'expert-fpa-1' });
  });

  it('[F8] the estimate follows how long the agency’s newest calls took, wrap-up included', async () => {
    await world.engine.connect('mikkeli-1');
    await world.engine.arrive('expert-fpa-1');
    const handledMs = [100_000, 200_000, 300_000, 400_000, 500_000];
    for (const ms of handledMs) {
      const callId = await world.engine.queue('mikkeli-1');
      await world.engine.route('fpa');
      await world.engine.calls.command(callId, { type: 'accept', expertId: expert('expert-fpa-1'), offerNumber: 1 }, system);
      await world.engine.calls.command(callId, { type: 'end', endedBy: 'customer' }, system);
      await world.engine.calls.command(callId, { type: 'completeWrapUp', expertId: expert('expert-fpa-1'), outcomeCode: 'settled', referral: null }, system);
      await world.database.transaction((tx) =>
        tx.run(
          `update call_events set at = (select at from call_events where call_id = $1 and type = 'WrapUpEnded') - $2 where call_id = $1 and type = 'EntryAccepted'`,
          [callId, ms],
        ),
      );
    }
    // One that was never handled does not count.
    await world.engine.calls.command(await world.engine.queue('mikkeli-1'), { type: 'end', endedBy: 'customer' }, system);
    expect(await world.database.transaction((tx) => readHistory(tx, 'fpa' as AgencyId, 'fpa.studentAid' as ServiceId))).toEqual({
      samples: 5,
      meanHandlingMs: 300_000,
    });
    const waiting = await world.engine.queue('mikkeli-1');
    const view = await world.database.transaction((tx) => readTerminalView(tx, world.engine.catalogue, world.engine.hours, 'mikkeli-1' as TerminalId));
    expect(view.call).toMatchObject({ callId: waiting, state: 'queued', ableOnDuty: 1, estimate: estimateWait(1, 1, { samples: 5, meanHandlingMs: 300_000 }) });
  });

  it('[F24] a closed agency takes nobody; who still waits is served or told to come again, as the agency has it', async () => {
    const setAgency = async (change: object) => {
      await world.database.transaction((tx) => tx.run(`update agencies set content = content || $1::jsonb where id = 'fpa'`, [JSON.stringify(change)]));
      await world.engine.catalogue.reload();
    };
    const neverOpen = { weekly: {}, exceptions: [] };
    await world.engine.connect('mikkeli-1');
    const waiting = await world.engine.queue('mikkeli-1');
    try {
      await setAgency({ opening: neverOpen, whenClosing: 'serveWaiting' });
      expect(await world.refusalOf(world.engine.queue('mikkeli-2'))).toBe('queueClosed');
      await world.engine.queues.closeQueues();
      expect(await world.call(waiting)).toMatchObject({ state: 'queued' });
      await world.engine.arrive('expert-fpa-1');
      await world.engine.route('fpa');
      expect(await world.call(waiting)).toMatchObject({ state: 'offered' });
      await world.engine.calls.command(waiting, { type: 'decline', expertId: expert('expert-fpa-1'), offerNumber: 1, reason: 'otherTask' }, system);

      await setAgency({ whenClosing: 'endWaiting' });
      await world.engine.queues.closeQueues();
      expect(await world.call(waiting)).toMatchObject({ state: 'closed', reason: 'queueClosed' });
      const view = await world.database.transaction((tx) => readTerminalView(tx, world.engine.catalogue, world.engine.hours, 'mikkeli-1' as TerminalId));
      expect(view.call).toMatchObject({ state: 'ended', endedBy: 'queueClosed' });
      expect(view.agencies.find(({ agencyId }) => agencyId === 'fpa')?.opening).toEqual({ state: 'closed', opensAt: null });
    } finally {
      await world.database.transaction((tx) => tx.run(`update agencies set content = content - 'opening' - 'whenClosing' where id = 'fpa'`));
      await world.engine.catalogue.reload();
    }
  });

  describe('[F38] a transfer', () => {
    const inCall = async () => {
      await world.engine.connect('mikkeli-1');
      await world.engine.arrive('expert-fpa-1');
      const callId = await world.engine.queue('mikkeli-1', randomUUID(), 'hör dåligt');
      await world.engine.calls.command(callId, { type: 'acceptLanguages', languages: ['fi'] }, system);
      await world.engine.route('fpa');
      await world.engine.calls.command(callId, { type: 'accept', expertId: expert('expert-fpa-1'), offerNumber: 1 }, system);
      return callId;
    };
    const to = (callId: CallId, agencyId: string, serviceId: string, note = '') => ({
      callId,
      newCallId: randomUUID() as CallId,
      agencyId: agencyId as AgencyId,
      serviceId: serviceId as ServiceId,
      note,
    });

    it('queues the customer in the same visit with what they have said, before those who came a little earlier; again is the same act', async () => {
      const callId = await inCall();
      await world.engine.connect('mikkeli-2');
      const earlier = await world.engine.queue('mikkeli-2');
      const transfer = to(callId, 'fpa', 'fpa.pension', 'gäller nu pension');
      await world.engine.visits.transfer(expert('expert-fpa-1'), transfer);
      await world.engine.visits.transfer(expert('expert-fpa-1'), transfer);
      expect(await world.call(callId)).toMatchObject({ state: 'wrapUp', expertId: 'expert-fpa-1', endedBy: 'expert' });
      const old = await world.call(callId);
      expect(await world.call(transfer.newCallId)).toMatchObject({ state: 'queued', visitId: old.visitId, language: 'sv', otherLanguages: ['fi'] });
      const queue = await world.database.transaction((tx) => readQueue(tx, 'fpa' as AgencyId, 10));
      expect(queue.map((one) => one.callId)).toEqual([transfer.newCallId, earlier]);
      expect(await world.database.transaction((tx) => readNote(tx, transfer.newCallId, 'preCall'))).toBe('gäller nu pension');
    });

    it('to another agency carries no note; refused or to a closed door, it changes nothing', async () => {
      const callId = await inCall();
      expect(await world.refusalOf(world.engine.visits.transfer(expert('expert-fpa-1'), to(callId, 'tax', 'tax.taxCard', 'hemligt')))).toBe('noteNeedsConsent');
      expect(await world.refusalOf(world.engine.visits.transfer(expert('expert-fpa-1'), to(callId, 'tax', 'no.such')))).toBe('notFound');
      expect(await world.refusalOf(world.engine.visits.transfer(expert('expert-fpa-3'), to(callId, 'tax', 'tax.taxCard')))).toBe('notFound');
      expect(await world.call(callId)).toMatchObject({ state: 'connecting' });
      const transfer = to(callId, 'tax', 'tax.taxCard');
      await world.engine.visits.transfer(expert('expert-fpa-1'), transfer);
      expect(await world.call(transfer.newCallId)).toMatchObject({ state: 'queued', agencyId: 'tax' });
      expect(await world.database.transaction((tx) => readNote(tx, transfer.newCallId, 'preCall'))).toBe('');
      expect(await world.refusalOf(world.engine.visits.transfer(expert('expert-fpa-1'), to(callId, 'dvv', 'dvv.name')))).toBe('callEnded');
    });
  });

  it('starvation: who has waited longer than a head start is not passed by who has one', async () => {
    const patient = await world.engine.queue('mikkeli-1');
    const favoured = await world.engine.queue('mikkeli-2');
    const withPriority = (callId: CallId, queuedAgoMs: number, priority: number) =>
      world.database.transaction((tx) =>
        tx.run(
          `update calls set priority = $3::int, rank_at = queued_at - $2::int8 - $3::int * $4::int8,
             body = body || jsonb_build_object('priority', $3::int, 'queuedAt', queued_at - $2::int8) where id = $1`,
          [callId, queuedAgoMs, priority, priorityHeadStartMs],
        ),
      );
    const order = async () => (await world.database.transaction((tx) => readQueue(tx, 'fpa' as AgencyId, 10))).map(({ callId }) => callId);
    await withPriority(favoured, 0, 1);
    await withPriority(patient, priorityHeadStartMs - 60_000, 0);
    expect(await order()).toEqual([favoured, patient]);
    await withPriority(patient, priorityHeadStartMs + 60_000, 0);
    expect(await order()).toEqual([patient, favoured]);
  });

  it('migration 0002 turns older rows into what their events give today', async () => {
    const callId = await world.engine.queue('mikkeli-1');
    const sql = await readFile('server/platform/database/migrations/0002_other-languages.sql', 'utf8');
    await world.database.transaction(async (tx) => {
      await tx.run(`update calls set body = body - 'lostExpertId' - 'otherLanguages' || '{"rejoin": true}' where id = $1`, [callId]);
      await tx.run(
        `insert into call_events (call_id, number, at, type, event) values ($1, 2, 0, 'EntryRequeued', '{"type": "EntryRequeued", "lostExpertId": "expert-fpa-1"}')`,
        [callId],
      );
      await tx.run(sql);
    });
    expect(await world.call(callId)).toMatchObject({ state: 'queued', lostExpertId: 'expert-fpa-1', otherLanguages: [] });
    expect(await world.call(callId)).not.toHaveProperty('rejoin');
  });

  it('[Q33] the clock steps back an hour: who came first is still first, and no offer rings for an hour', async () => {
    await world.engine.connect('mikkeli-1');
    await world.engine.connect('mikkeli-2');
    const first = await world.engine.queue('mikkeli-1');
    world.later(-3_600_000);
    const second = await world.engine.queue('mikkeli-2');
    const queue = await world.database.transaction((tx) => readQueue(tx, 'fpa' as AgencyId, 10));
    expect(queue.map(({ callId }) => callId).sort()).toEqual([first, second].sort());
    expect(queue.every(({ queuedAt }) => queuedAt === queue[0]?.queuedAt)).toBe(true);
    await world.engine.arrive('expert-fpa-1');
    await world.engine.route('fpa');
    const offered = await Promise.all([first, second].map((callId) => world.call(callId)));
    expect(offered.filter(({ state }) => state === 'offered')).toHaveLength(1);
    expect(await world.engine.calls.runDue()).toBe(0);
    // The offer was to end an hour and twenty seconds ahead now: it ends at once instead, and the call goes on to whoever is free.
    world.later(-3_600_000);
    expect(await world.engine.calls.runDue()).toBe(1);
    expect((await Promise.all([first, second].map((callId) => world.call(callId)))).every(({ state }) => state === 'queued')).toBe(true);
    world.later(2 * 3_600_000);
  });
});
