import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { evolve } from '#shared/call/evolve.ts';
import { type Call } from '#shared/call/lifecycle.ts';
import { readCallOfExpert, readEvents, readNote, readQueue, system } from '#server/calls/index.ts';
import { queuePositionOf } from '#server/views/index.ts';
import { readStatus } from '#server/experts/index.ts';
import type { AgencyId, CallId } from '#shared/ids.ts';
import { stepsArbitrary } from '#tests/support/callArbitraries.ts';
import { expert } from '#tests/support/engine.ts';
import { readPresences } from '#server/presence/index.ts';
import { onBothDatabases } from '#tests/support/onBothDatabases.ts';

const nothing = z.object({});

onBothDatabases('the engine', (world) => {
  it('queues, offers to an able expert, accepts, and the row equals the replay of its events', async () => {
    await world.engine.connect('mikkeli-1');
    await world.engine.arrive('expert-fpa-1');
    const callId = await world.engine.queue('mikkeli-1');
    await world.engine.route('fpa');
    expect(await world.call(callId)).toMatchObject({ state: 'offered', expertId: 'expert-fpa-1', offerCount: 1 });
    await world.engine.calls.command(callId, { type: 'accept', expertId: expert('expert-fpa-1'), offerNumber: 1 }, system);
    const events = await world.database.transaction((tx) => readEvents(tx, callId));
    expect(events.map((event) => event.type)).toEqual(['EntryQueued', 'EntryOffered', 'EntryAccepted']);
    expect(events.reduce<Call | null>((state, event) => evolve(state, event), null)).toEqual(await world.call(callId));
  });

  it('the stored row equals the replay of its stored events after any sequence of commands', async () => {
    await fc.assert(
      fc.asyncProperty(stepsArbitrary, async (steps) => {
        await world.empty();
        const callId = await world.engine.queue('mikkeli-1');
        for (const { any } of steps.slice(0, 12)) await world.refusalOf(world.engine.calls.command(callId, any, system));
        const events = await world.database.transaction((tx) => readEvents(tx, callId));
        expect(events.reduce<Call | null>((state, event) => evolve(state, event), null)).toEqual(await world.call(callId));
      }),
      { numRuns: 25 },
    );
  });

  it('[Q19] joining with the same id again is the same place; another terminal cannot take it over', async () => {
    const callId = randomUUID();
    await world.engine.queue('mikkeli-1', callId);
    await world.engine.queue('mikkeli-1', callId);
    const queue = await world.database.transaction((tx) => readQueue(tx, 'fpa' as AgencyId, 10));
    expect(queue.map((one) => one.callId)).toEqual([callId]);
    expect(await world.refusalOf(world.engine.queue('mikkeli-2', callId))).toBe('notFound');
    expect(await world.refusalOf(world.engine.queue('mikkeli-1'))).toBe('terminalBusy');
  });

  it('[F20] a missed offer goes on to the next expert, and the first becomes missed', async () => {
    await world.engine.connect('mikkeli-1');
    await world.engine.arrive('expert-fpa-1');
    await world.engine.arrive('expert-fpa-3');
    const callId = await world.engine.queue('mikkeli-1');
    await world.engine.route('fpa');
    expect(await world.call(callId)).toMatchObject({ state: 'offered', expertId: 'expert-fpa-1' });
    world.later(30_000);
    await world.engine.presence.tick();
    expect(await world.engine.calls.runDue()).toBe(1);
    await world.engine.route('fpa');
    expect(await world.call(callId)).toMatchObject({ state: 'offered', expertId: 'expert-fpa-3', offerCount: 2 });
    expect((await world.database.transaction((tx) => readStatus(tx, 'expert-fpa-1'))).chosen).toEqual({ status: 'missed' });
    expect(await world.refusalOf(world.engine.calls.command(callId, { type: 'accept', expertId: expert('expert-fpa-1'), offerNumber: 1 }, system))).toBe(
      'offerTaken',
    );
  });

  it('[C1] [Q18] experts who accept at the same moment: one gets it, the others are told at once', async () => {
    const ids = ['expert-fpa-1', 'expert-fpa-3'];
    await world.engine.connect('mikkeli-1');
    await world.engine.arrive('expert-fpa-1');
    const callId = await world.engine.queue('mikkeli-1');
    await world.engine.route('fpa');
    const answers = await Promise.all(
      [...ids, ...ids].map((id) => world.refusalOf(world.engine.calls.command(callId, { type: 'accept', expertId: expert(id), offerNumber: 1 }, system))),
    );
    expect(answers.sort()).toEqual(['none', 'none', 'offerTaken', 'offerTaken']);
    expect(await world.call(callId)).toMatchObject({ expertId: 'expert-fpa-1' });
    const events = await world.database.transaction((tx) => readEvents(tx, callId));
    expect(events.filter((event) => event.type === 'EntryAccepted')).toHaveLength(1);
  });

  it('an expert is in one call at most, whatever happens at once', async () => {
    await world.engine.arrive('expert-fpa-1');
    const terminals = ['mikkeli-1', 'mikkeli-2', 'pargas-1', 'pargas-2'];
    for (const id of terminals) {
      await world.engine.connect(id);
      await world.engine.queue(id);
    }
    await Promise.all([world.engine.route('fpa'), world.engine.route('fpa'), world.engine.route('fpa')]);
    const held = await world.database.transaction((tx) => tx.rows(nothing, `select 1 from calls where expert_id = 'expert-fpa-1'`));
    expect(held).toHaveLength(1);
  });

  it('[F7] [C8] places are counted in serving order and move up', async () => {
    const first = await world.engine.queue('mikkeli-1');
    const second = await world.engine.queue('mikkeli-2');
    const place = async (callId: CallId) => {
      const found = await world.call(callId);
      if (found.state !== 'queued') throw new Error(found.state);
      return world.database.transaction((tx) => queuePositionOf(tx, found));
    };
    expect([await place(first), await place(second)]).toEqual([1, 2]);
    await world.engine.calls.command(first, { type: 'end', endedBy: 'customer' }, system);
    expect(await place(second)).toBe(1);
  });

  it('[Q13] [C6] an expert whose lease ends in a call: the customer is first in the queue again', async () => {
    await world.engine.connect('mikkeli-1');
    await world.engine.connect('mikkeli-2');
    await world.engine.arrive('expert-fpa-1');
    const callId = await world.engine.queue('mikkeli-1');
    const other = await world.engine.queue('mikkeli-2');
    await world.engine.route('fpa');
    await world.engine.calls.command(callId, { type: 'accept', expertId: expert('expert-fpa-1'), offerNumber: 1 }, system);
    await world.engine.presence.disconnected({ role: 'expert', id: 'expert-fpa-1' }, 'socket-of-expert-fpa-1');
    expect(await world.call(callId)).toMatchObject({ state: 'connecting', expert: { state: 'lost' } });
    await world.database.transaction((tx) => tx.run(`update calls set due_at = 1, body = jsonb_set(body, '{expert,graceUntil}', '1') where id = $1`, [callId]));
    await world.engine.calls.runDue();
    expect(await world.call(callId)).toMatchObject({ state: 'queued', lostExpertId: 'expert-fpa-1' });
    const queue = await world.database.transaction((tx) => readQueue(tx, 'fpa' as AgencyId, 10));
    expect(queue.map((one) => one.callId)).toEqual([callId, other]);
  });

  it('[Q14] [C5] an expert who is gone gets no offers and becomes offline, and coming back does not make them available', async () => {
    await world.engine.connect('mikkeli-1');
    await world.engine.arrive('expert-fpa-1');
    // As if another server had held the page's socket and died with it: nobody renews the lease.
    await world.database.transaction((tx) => tx.run('update presences set node_id = gen_random_uuid() where role = $1', ['expert']));
    world.later(60_000);
    await world.engine.presence.tick();
    const callId = await world.engine.queue('mikkeli-1');
    await world.engine.route('fpa');
    expect(await world.call(callId)).toMatchObject({ state: 'queued' });
    world.later(60_000);
    await world.engine.experts.runDue();
    await world.engine.presence.connected({ role: 'expert', id: 'expert-fpa-1' }, 'a new socket');
    expect((await world.database.transaction((tx) => readStatus(tx, 'expert-fpa-1'))).chosen).toEqual({ status: 'offline' });
    expect(await world.database.transaction((tx) => readCallOfExpert(tx, expert('expert-fpa-1')))).toBeNull();
  });

  it('[Q14] whoever cannot be let go costs nobody else the lease', async () => {
    for (const terminal of ['mikkeli-1', 'mikkeli-2', 'pargas-1']) await world.engine.connect(terminal);
    const [broken, lost] = [await world.engine.queue('mikkeli-1'), await world.engine.queue('mikkeli-2')];
    await world.database.transaction((tx) => tx.run(`update presences set node_id = gen_random_uuid() where subject_id <> 'pargas-1'`));
    // An event stands already where the next one would.
    await world.database.transaction((tx) => tx.run('update calls set event_count = 0 where id = $1', [broken]));
    world.later(60_000);
    await world.engine.presence.tick();
    expect(await world.call(broken)).toMatchObject({ terminal: { state: 'present' } });
    expect(await world.call(lost)).toMatchObject({ terminal: { state: 'lost' } });
    const rows = await world.database.transaction((tx) => readPresences(tx, 'terminal', ['pargas-1']));
    expect(rows).toMatchObject([{ isConnected: true }]);
    world.later(-60_000);
  });

  it('[C10] what an older socket still says after a new one came is ignored', async () => {
    await world.engine.connect('mikkeli-1');
    const callId = await world.engine.queue('mikkeli-1');
    await world.engine.presence.connected({ role: 'terminal', id: 'mikkeli-1' }, 'the new socket');
    await world.engine.presence.disconnected({ role: 'terminal', id: 'mikkeli-1' }, 'socket-of-mikkeli-1');
    expect(await world.call(callId)).toMatchObject({ terminal: { state: 'present' } });
  });

  it('[F105] notes are erased when their time has come, and never stand in events', async () => {
    const callId = await world.engine.queue('mikkeli-1', randomUUID(), 'Anna hör dåligt');
    const note = () => world.database.transaction((tx) => readNote(tx, callId, 'preCall'));
    expect(await note()).toBe('Anna hör dåligt');
    await world.engine.calls.command(callId, { type: 'end', endedBy: 'customer' }, system);
    const events = await world.database.transaction((tx) => readEvents(tx, callId));
    expect(JSON.stringify(events)).not.toContain('Anna');
    await world.database.transaction((tx) => tx.run('update call_notes set erase_at = 1'));
    await world.engine.calls.runDue();
    expect(await note()).toBe('');
  });
});
