import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { evolve, type Call } from '#shared/call/lifecycle.ts';
import { positionOf, readCall, readCallOfExpert, readEvents, readHistory, readNote, readQueue } from '#server/calls/index.ts';
import { AppError } from '#server/errors.ts';
import { readStatus } from '#server/experts/index.ts';
import { readTerminalView } from '#server/desks/index.ts';
import type { AgencyId, CallId, TerminalId } from '#shared/ids.ts';
import { estimateWait } from '#shared/queue/estimate.ts';
import { stepsArbitrary } from '#tests/support/callArbitraries.ts';
import { type TestDatabase, databaseKinds } from '#tests/support/databases.ts';
import { type Engine, createEngine, expert } from '#tests/support/engine.ts';

const nothing = z.object({});
const tables = ['call_notes', 'call_events', 'calls', 'visits', 'presences', 'expert_statuses', 'help_requests', 'terminal_reports'];

describe.each(databaseKinds)('the engine on %s', (_name, open) => {
  let opened: TestDatabase;
  let engine: Engine;

  beforeAll(async () => {
    opened = await open();
    engine = await createEngine(opened.database);
  });
  afterAll(() => opened.close());
  beforeEach(() => opened.database.transaction((tx) => tx.run(`truncate ${tables.join(', ')} cascade`)));

  const call = async (callId: CallId): Promise<Call> => {
    const found = await opened.database.transaction((tx) => readCall(tx, callId));
    if (found === null) throw new Error('no such call');
    return found;
  };
  const later = (ms: number) =>
    // Moves the world into the past, which to due times is the same as waiting.
    opened.database.transaction(async (tx) => {
      await tx.run('update calls set due_at = due_at - $1', [ms]);
      await tx.run('update expert_statuses set offline_at = offline_at - $1', [ms]);
      await tx.run('update presences set lease_until = lease_until - $1', [ms]);
    });
  const refusalOf = (work: Promise<unknown>): Promise<string> =>
    work.then(
      () => 'none',
      (error: unknown) => (error instanceof AppError ? error.code : String(error)),
    );

  it('queues, offers to an able expert, accepts, and the row equals the replay of its events', async () => {
    await engine.connect('mikkeli-1');
    await engine.arrive('expert-fpa-1');
    const callId = await engine.queue('mikkeli-1');
    await engine.route('fpa');
    expect(await call(callId)).toMatchObject({ state: 'offered', expertId: 'expert-fpa-1', offerCount: 1 });
    await engine.calls.command(callId, { type: 'accept', expertId: expert('expert-fpa-1'), offerNumber: 1 });
    const events = await opened.database.transaction((tx) => readEvents(tx, callId));
    expect(events.map((event) => event.type)).toEqual(['EntryQueued', 'EntryOffered', 'EntryAccepted']);
    expect(events.reduce<Call | null>((state, event) => evolve(state, event), null)).toEqual(await call(callId));
  });

  it('the stored row equals the replay of its stored events after any sequence of commands', async () => {
    await fc.assert(
      fc.asyncProperty(stepsArbitrary, async (steps) => {
        await opened.database.transaction((tx) => tx.run(`truncate ${tables.join(', ')} cascade`));
        const callId = await engine.queue('mikkeli-1');
        for (const { any } of steps.slice(0, 12)) await refusalOf(engine.calls.command(callId, any));
        const events = await opened.database.transaction((tx) => readEvents(tx, callId));
        expect(events.reduce<Call | null>((state, event) => evolve(state, event), null)).toEqual(await call(callId));
      }),
      { numRuns: 25 },
    );
  });

  it('[Q19] joining with the same id again is the same place; another terminal cannot take it over', async () => {
    const callId = randomUUID();
    await engine.queue('mikkeli-1', callId);
    await engine.queue('mikkeli-1', callId);
    const queue = await opened.database.transaction((tx) => readQueue(tx, 'fpa' as AgencyId, 10));
    expect(queue.map((one) => one.callId)).toEqual([callId]);
    expect(await refusalOf(engine.queue('mikkeli-2', callId))).toBe('notFound');
    expect(await refusalOf(engine.queue('mikkeli-1'))).toBe('terminalBusy');
  });

  it('[F20] a missed offer goes on to the next expert, and the first becomes missed', async () => {
    await engine.connect('mikkeli-1');
    await engine.arrive('expert-fpa-1');
    await engine.arrive('expert-fpa-3');
    const callId = await engine.queue('mikkeli-1');
    await engine.route('fpa');
    expect(await call(callId)).toMatchObject({ state: 'offered', expertId: 'expert-fpa-1' });
    await later(30_000);
    // The offer's own time is in its body; the command judges by that.
    await opened.database.transaction((tx) => tx.run(`update calls set body = jsonb_set(body, '{ringUntil}', '1')`));
    await opened.database.transaction((tx) => tx.run(`update presences set lease_until = lease_until + 60000`));
    expect(await engine.calls.runDue()).toBe(1);
    await engine.route('fpa');
    expect(await call(callId)).toMatchObject({ state: 'offered', expertId: 'expert-fpa-3', offerCount: 2 });
    expect((await opened.database.transaction((tx) => readStatus(tx, 'expert-fpa-1'))).chosen).toEqual({ status: 'missed' });
    expect(await refusalOf(engine.calls.command(callId, { type: 'accept', expertId: expert('expert-fpa-1'), offerNumber: 1 }))).toBe('offerTaken');
  });

  it('[C1] [Q18] experts who accept at the same moment: one gets it, the others are told at once', async () => {
    const ids = ['expert-fpa-1', 'expert-fpa-3'];
    await engine.connect('mikkeli-1');
    await engine.arrive('expert-fpa-1');
    const callId = await engine.queue('mikkeli-1');
    await engine.route('fpa');
    const answers = await Promise.all(
      [...ids, ...ids].map((id) => refusalOf(engine.calls.command(callId, { type: 'accept', expertId: expert(id), offerNumber: 1 }))),
    );
    expect(answers.sort()).toEqual(['none', 'none', 'offerTaken', 'offerTaken']);
    expect(await call(callId)).toMatchObject({ expertId: 'expert-fpa-1' });
    const events = await opened.database.transaction((tx) => readEvents(tx, callId));
    expect(events.filter((event) => event.type === 'EntryAccepted')).toHaveLength(1);
  });

  it('an expert is in one call at most, whatever happens at once', async () => {
    await engine.arrive('expert-fpa-1');
    const terminals = ['mikkeli-1', 'mikkeli-2', 'pargas-1', 'pargas-2'];
    for (const id of terminals) {
      await engine.connect(id);
      await engine.queue(id);
    }
    await Promise.all([engine.route('fpa'), engine.route('fpa'), engine.route('fpa')]);
    const held = await opened.database.transaction((tx) => tx.rows(nothing, `select 1 from calls where expert_id = 'expert-fpa-1'`));
    expect(held).toHaveLength(1);
  });

  it('[F7] [C8] places are counted in serving order and move up', async () => {
    const first = await engine.queue('mikkeli-1');
    const second = await engine.queue('mikkeli-2');
    const place = async (callId: CallId) => {
      const found = await call(callId);
      if (found.state !== 'queued') throw new Error(found.state);
      return opened.database.transaction((tx) => positionOf(tx, found));
    };
    expect([await place(first), await place(second)]).toEqual([1, 2]);
    await engine.calls.command(first, { type: 'end', endedBy: 'customer' });
    expect(await place(second)).toBe(1);
  });

  it('[Q13] [C6] an expert whose lease ends in a call: the customer is first in the queue again', async () => {
    await engine.connect('mikkeli-1');
    await engine.connect('mikkeli-2');
    await engine.arrive('expert-fpa-1');
    const callId = await engine.queue('mikkeli-1');
    const other = await engine.queue('mikkeli-2');
    await engine.route('fpa');
    await engine.calls.command(callId, { type: 'accept', expertId: expert('expert-fpa-1'), offerNumber: 1 });
    await engine.presence.disconnected({ role: 'expert', id: 'expert-fpa-1' }, 'socket-of-expert-fpa-1');
    expect(await call(callId)).toMatchObject({ state: 'connecting', expert: { state: 'lost' } });
    await opened.database.transaction((tx) =>
      tx.run(`update calls set due_at = 1, body = jsonb_set(body, '{expert,graceUntil}', '1') where id = $1`, [callId]),
    );
    await engine.calls.runDue();
    expect(await call(callId)).toMatchObject({ state: 'queued', lostExpertId: 'expert-fpa-1' });
    const queue = await opened.database.transaction((tx) => readQueue(tx, 'fpa' as AgencyId, 10));
    expect(queue.map((one) => one.callId)).toEqual([callId, other]);
  });

  it('[Q14] [C5] an expert who is gone gets no offers and becomes offline, and coming back does not make them available', async () => {
    await engine.connect('mikkeli-1');
    await engine.arrive('expert-fpa-1');
    // As if another server had held the page's socket and died with it: nobody renews the lease.
    await opened.database.transaction((tx) => tx.run('update presences set node_id = gen_random_uuid() where role = $1', ['expert']));
    await later(60_000);
    await engine.presence.tick();
    const callId = await engine.queue('mikkeli-1');
    await engine.route('fpa');
    expect(await call(callId)).toMatchObject({ state: 'queued' });
    await later(60_000);
    await engine.experts.runDue();
    await engine.presence.connected({ role: 'expert', id: 'expert-fpa-1' }, 'a new socket');
    expect((await opened.database.transaction((tx) => readStatus(tx, 'expert-fpa-1'))).chosen).toEqual({ status: 'offline' });
    expect(await opened.database.transaction((tx) => readCallOfExpert(tx, expert('expert-fpa-1')))).toBeNull();
  });

  it('[C10] what an older socket still says after a new one came is ignored', async () => {
    await engine.connect('mikkeli-1');
    const callId = await engine.queue('mikkeli-1');
    await engine.presence.connected({ role: 'terminal', id: 'mikkeli-1' }, 'the new socket');
    await engine.presence.disconnected({ role: 'terminal', id: 'mikkeli-1' }, 'socket-of-mikkeli-1');
    expect(await call(callId)).toMatchObject({ terminal: { state: 'present' } });
  });

  it('[F22] [C6] the customer gets the same expert back, though another has been idle longer', async () => {
    await engine.connect('mikkeli-1');
    await engine.arrive('expert-fpa-1');
    const callId = await engine.queue('mikkeli-1');
    await engine.route('fpa');
    await engine.calls.command(callId, { type: 'accept', expertId: expert('expert-fpa-1'), offerNumber: 1 });
    await engine.presence.disconnected({ role: 'expert', id: 'expert-fpa-1' }, 'socket-of-expert-fpa-1');
    await opened.database.transaction((tx) =>
      tx.run(`update calls set due_at = 1, body = jsonb_set(body, '{expert,graceUntil}', '1') where id = $1`, [callId]),
    );
    await engine.calls.runDue();
    await engine.arrive('expert-fpa-3');
    await opened.database.transaction((tx) => tx.run(`update expert_statuses set idle_since = 1 where expert_id = 'expert-fpa-3'`));
    await engine.arrive('expert-fpa-1');
    await engine.route('fpa');
    expect(await call(callId)).toMatchObject({ state: 'offered', expertId: 'expert-fpa-1' });
    const events = await opened.database.transaction((tx) => readEvents(tx, callId));
    expect(events.at(-1)).toMatchObject({ type: 'EntryOffered', reason: 'sameExpert' });
  });

  it('[F18] a customer who accepts another language is served by who speaks it, after the agency’s time', async () => {
    await engine.connect('mikkeli-1');
    // Speaks Finnish and English; the customer asks for Swedish.
    await opened.database.transaction((tx) =>
      tx.run(`insert into staff_services (staff_id, service_id) values ('expert-fpa-2', 'fpa.studentAid') on conflict do nothing`),
    );
    await engine.arrive('expert-fpa-2');
    const callId = await engine.queue('mikkeli-1');
    await engine.route('fpa');
    expect(await call(callId)).toMatchObject({ state: 'queued' });
    await engine.calls.command(callId, { type: 'acceptLanguages', languages: ['sv', 'fi', 'fi'] });
    expect(await call(callId)).toMatchObject({ state: 'queued', otherLanguages: ['fi'] });
    await engine.route('fpa');
    expect(await call(callId)).toMatchObject({ state: 'queued' });
    await opened.database.transaction((tx) =>
      tx.run(`update calls set queued_at = queued_at - 30000, body = jsonb_set(body, '{queuedAt}', to_jsonb(queued_at - 30000)) where id = $1`, [callId]),
    );
    await engine.route('fpa');
    expect(await call(callId)).toMatchObject({ state: 'offered', expertId: 'expert-fpa-2', otherLanguages: ['fi'] });
  });

  it('[F8] the estimate follows how long the agency’s newest calls took, wrap-up included', async () => {
    await engine.connect('mikkeli-1');
    await engine.arrive('expert-fpa-1');
    const handledMs = [100_000, 200_000, 300_000, 400_000, 500_000];
    for (const ms of handledMs) {
      const callId = await engine.queue('mikkeli-1');
      await engine.route('fpa');
      await engine.calls.command(callId, { type: 'accept', expertId: expert('expert-fpa-1'), offerNumber: 1 });
      await engine.calls.command(callId, { type: 'end', endedBy: 'customer' });
      await engine.calls.command(callId, { type: 'completeWrapUp', expertId: expert('expert-fpa-1'), outcomeCode: 'settled' });
      await opened.database.transaction((tx) =>
        tx.run(
          `update call_events set at = (select at from call_events where call_id = $1 and type = 'WrapUpEnded') - $2 where call_id = $1 and type = 'EntryAccepted'`,
          [callId, ms],
        ),
      );
    }
    // One that was never handled does not count.
    await engine.calls.command(await engine.queue('mikkeli-1'), { type: 'end', endedBy: 'customer' });
    expect(await opened.database.transaction((tx) => readHistory(tx, 'fpa' as AgencyId))).toEqual({ samples: 5, meanHandlingMs: 300_000 });
    const waiting = await engine.queue('mikkeli-1');
    const view = await opened.database.transaction((tx) => readTerminalView(tx, engine.catalogue, engine.hours, 'mikkeli-1' as TerminalId));
    expect(view.call).toMatchObject({ callId: waiting, state: 'queued', ableOnDuty: 1, estimate: estimateWait(1, 1, { samples: 5, meanHandlingMs: 300_000 }) });
  });

  it('[F24] a closed agency takes nobody; who still waits is served or told to come again, as the agency has it', async () => {
    const setAgency = async (change: object) => {
      await opened.database.transaction((tx) => tx.run(`update agencies set content = content || $1::jsonb where id = 'fpa'`, [JSON.stringify(change)]));
      await engine.catalogue.reload();
    };
    const neverOpen = { weekly: {}, exceptions: [] };
    await engine.connect('mikkeli-1');
    const waiting = await engine.queue('mikkeli-1');
    try {
      await setAgency({ opening: neverOpen, whenClosing: 'serveWaiting' });
      expect(await refusalOf(engine.queue('mikkeli-2'))).toBe('queueClosed');
      await engine.visits.closeQueues();
      expect(await call(waiting)).toMatchObject({ state: 'queued' });
      await engine.arrive('expert-fpa-1');
      await engine.route('fpa');
      expect(await call(waiting)).toMatchObject({ state: 'offered' });
      await engine.calls.command(waiting, { type: 'decline', expertId: expert('expert-fpa-1'), offerNumber: 1, reason: 'otherTask' });

      await setAgency({ whenClosing: 'endWaiting' });
      await engine.visits.closeQueues();
      expect(await call(waiting)).toMatchObject({ state: 'closed', reason: 'queueClosed' });
      const view = await opened.database.transaction((tx) => readTerminalView(tx, engine.catalogue, engine.hours, 'mikkeli-1' as TerminalId));
      expect(view.call).toMatchObject({ state: 'ended', endedBy: 'queueClosed' });
      expect(view.agencies.find(({ agencyId }) => agencyId === 'fpa')?.opening).toEqual({ state: 'closed', opensAt: null });
    } finally {
      await opened.database.transaction((tx) => tx.run(`update agencies set content = content - 'opening' - 'whenClosing' where id = 'fpa'`));
      await engine.catalogue.reload();
    }
  });

  it('migration 0002 turns older rows into what their events give today', async () => {
    const callId = await engine.queue('mikkeli-1');
    const sql = await readFile('server/db/migrations/0002_other-languages.sql', 'utf8');
    await opened.database.transaction(async (tx) => {
      await tx.run(`update calls set body = body - 'lostExpertId' - 'otherLanguages' || '{"rejoin": true}' where id = $1`, [callId]);
      await tx.run(
        `insert into call_events (call_id, number, at, type, event) values ($1, 2, 0, 'EntryRequeued', '{"type": "EntryRequeued", "lostExpertId": "expert-fpa-1"}')`,
        [callId],
      );
      await tx.run(sql);
    });
    expect(await call(callId)).toMatchObject({ state: 'queued', lostExpertId: 'expert-fpa-1', otherLanguages: [] });
    expect(await call(callId)).not.toHaveProperty('rejoin');
  });

  it('[F105] notes are erased when their time has come, and never stand in events', async () => {
    const callId = await engine.queue('mikkeli-1', randomUUID(), 'Anna hör dåligt');
    const note = () => opened.database.transaction((tx) => readNote(tx, callId, 'preCall'));
    expect(await note()).toBe('Anna hör dåligt');
    await engine.calls.command(callId, { type: 'end', endedBy: 'customer' });
    const events = await opened.database.transaction((tx) => readEvents(tx, callId));
    expect(JSON.stringify(events)).not.toContain('Anna');
    await opened.database.transaction((tx) => tx.run('update call_notes set erase_at = 1'));
    await engine.calls.runDue();
    expect(await note()).toBe('');
  });
});
