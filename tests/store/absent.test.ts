import { expect, it } from 'vitest';
import type { AgencyId, TerminalId } from '#shared/ids.ts';
import type { Instant } from '#shared/instant.ts';
import { system } from '#server/calls/index.ts';
import { readOffers } from '#server/queue/index.ts';
import { readExpertView } from '#server/views/index.ts';
import { expert } from '#tests/support/engine.ts';
import { onBothDatabases } from '#tests/support/onBothDatabases.ts';
import { ticketOf } from '#tests/support/ticketOf.ts';
import { visitAt } from '#tests/support/visitAt.ts';

const terminalId = 'mikkeli-1' as TerminalId;
const expertId = expert('expert-fpa-1');

onBothDatabases('a customer who is not there', (world) => {
  const visit = visitAt(world, terminalId);
  const seen = () => world.database.transaction((tx) => readExpertView(tx, world.engine.catalogue, expertId));

  it('[E19] is offered to nobody; what rings is taken back without a miss, and the expert has the next; a press gives the place back', async () => {
    await world.engine.connect(terminalId);
    await world.engine.connect('mikkeli-2');
    await world.engine.arrive(expertId);
    const callId = await visit.join('fpa.studentAid');
    const next = await world.engine.queue('mikkeli-2');
    await world.engine.route('fpa');
    expect((await seen()).offer?.callId).toBe(callId);
    await world.engine.calls.command(callId, { type: 'park', by: 'terminal' }, system);
    expect((await visit.view()).call).toMatchObject({ state: 'parked', isAbsent: true, position: 1 });
    expect(await seen()).toMatchObject({ offer: null, chosen: { status: 'available' }, today: { missed: 0, declined: 0 } });
    const offers = await world.database.transaction((tx) => readOffers(tx, 'fpa' as AgencyId, 0 as Instant, 10));
    expect(offers).toMatchObject([{ callId, answer: 'EntryParked' }]);
    await world.engine.route('fpa');
    expect((await seen()).offer?.callId).toBe(next);
    await world.engine.calls.command(callId, { type: 'returnFromPark' }, system);
    expect((await visit.view()).call).toMatchObject({ state: 'queued', position: 1 });
  });

  it('[E19] who came back from a call back, or waits for several matters, is parked with all of them and comes back to all', async () => {
    await world.engine.connect(terminalId);
    const callId = await visit.join('fpa.studentAid');
    await world.engine.callbacks.answer(terminalId, ticketOf(await world.engine.callbacks.choose(terminalId, callId)));
    const other = await visit.join('tax.taxCard');
    const first = (await visit.view()).call?.callId;
    if (first === undefined) throw new Error('nothing waits');
    await world.engine.calls.command(first, { type: 'park', by: 'terminal' }, system);
    expect(await visit.states()).toEqual([
      ['fpa.studentAid', 'parked'],
      ['tax.taxCard', 'parked'],
    ]);
    await world.engine.calls.command(other, { type: 'returnFromPark' }, system);
    expect((await visit.states()).map(([, state]) => state)).toEqual(['waiting', 'waiting']);
  });

  it('[E19] whose place is kept in vain loses it like anybody who does not come back', async () => {
    await world.engine.connect(terminalId);
    const callId = await visit.join('fpa.studentAid');
    await world.engine.calls.command(callId, { type: 'park', by: 'terminal' }, system);
    const call = await world.call(callId);
    if (call.state !== 'parked') throw new Error(call.state);
    const now = await world.database.transaction(async (tx) => tx.now);
    world.later(call.parkedUntil - now + 1);
    await world.engine.calls.runDue();
    expect(await world.call(callId)).toMatchObject({ state: 'closed', reason: 'notBack' });
  });
});
