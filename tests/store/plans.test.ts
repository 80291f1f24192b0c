import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import { z } from 'zod';
import type { AdviserId, AgencyId, CallId, ServiceId, TerminalId } from '#shared/ids.ts';
import type { Instant } from '#shared/instant.ts';
import { accept, expert } from '#tests/support/engine.ts';
import { onBothDatabases } from '#tests/support/onBothDatabases.ts';
import { visitAt, requestedService } from '#tests/support/visitAt.ts';
import { system } from '#server/calls/index.ts';

const terminalId = 'mikkeli-1' as TerminalId;

onBothDatabases('the plan of a visit', (world) => {
  const { join, states } = visitAt(world, terminalId);
  const plan = async () =>
    (await world.database.transaction((tx) => tx.rows(z.object({ state: z.string() }), 'select state from visit_service_requests'))).map(({ state }) => state);

  it('an id that is taken is refused before anything happens, and none can keep a call from ending', async () => {
    await world.engine.connect(terminalId);
    await world.engine.connect('mikkeli-2');
    const taken = await join('te.jobSeeker');
    const joining = (first: ReturnType<typeof requestedService>, ...next: ReturnType<typeof requestedService>[]) =>
      world.refusalOf(world.engine.visits.join({ ...first, terminalId: 'mikkeli-2' as TerminalId, language: 'sv' as const, note: '', setUpBy: null, next }));
    const twice = randomUUID();
    expect(await joining(requestedService('fpa.pension', twice), requestedService('tax.taxCard', twice))).toBe('invalidPayload');
    expect(await joining(requestedService('fpa.pension'), requestedService('tax.taxCard', taken))).toBe('invalidPayload');
    const planned = randomUUID();
    await world.engine.visits.plan(terminalId, { ...requestedService('tax.taxCard', planned), language: 'sv' });
    await world.engine.visits.plan(terminalId, { ...requestedService('tax.taxCard', planned), language: 'sv' });
    expect(await joining(requestedService('fpa.pension', planned))).toBe('invalidPayload');
    expect(await world.refusalOf(world.engine.visits.plan('mikkeli-2' as TerminalId, { ...requestedService('fpa.pension', taken), language: 'sv' }))).toBe(
      'invalidPayload',
    );
    // Even one that has got into the plan is passed over.
    await world.database.transaction((tx) => tx.run('update visit_service_requests set call_id = $2 where call_id = $1', [planned, taken]));
    await world.engine.calls.command(taken, { type: 'end', endedBy: 'customer' }, system);
    expect((await world.call(taken)).state).toBe('closed');
  });

  it('[E35] a customer cannot have a practice call by any request: only the adviser sets one up', async () => {
    await world.engine.connect(terminalId);
    const { visits, callbacks, visiting } = world.engine;
    const practice = { ...requestedService('practice.call'), language: 'sv' as const };
    const entry = { ...practice, terminalId, note: '', setUpBy: null };
    const real = { ...requestedService('fpa.pension'), language: 'sv' as const, terminalId, note: '', setUpBy: null };
    const at = 0 as Instant;
    expect(await world.refusalOf(visits.join({ ...entry, next: [] }))).toBe('notFound');
    expect(await world.refusalOf(visits.join({ ...real, next: [practice] }))).toBe('notFound');
    expect(await world.refusalOf(visits.plan(terminalId, practice))).toBe('notFound');
    expect(await world.refusalOf(callbacks.slots(terminalId, practice))).toBe('notFound');
    expect(await world.refusalOf(callbacks.book({ ...practice, terminalId, at }))).toBe('notFound');
    expect(await world.refusalOf(visiting.times(terminalId, practice))).toBe('notFound');
    expect(await world.refusalOf(visiting.book({ ...practice, terminalId, bookingId: randomUUID(), at }))).toBe('notFound');
    expect(await states()).toEqual([]);
    await visits.join({ ...entry, setUpBy: 'adviser-mikkeli-1' as AdviserId, next: [] });
    expect(await states()).toEqual([['practice.call', 'waiting']]);
  });

  it('a call that cannot be moved on when its time has come holds up no other, be it the oldest', async () => {
    await world.engine.connect(terminalId);
    await world.engine.connect('mikkeli-2');
    const [broken, whole] = [await world.engine.queue(terminalId), await world.engine.queue('mikkeli-2')];
    for (const callId of [broken, whole]) await world.engine.calls.command(callId, { type: 'park', by: 'customer' }, system);
    // An event stands already where the next one would.
    await world.database.transaction((tx) => tx.run(`update calls set event_count = 0, due_at = 1 where id = $1`, [broken]));
    world.later(61_000);
    await world.engine.calls.runDue(1);
    expect((await world.call(broken)).state).toBe('parked');
    expect(await world.call(whole)).toMatchObject({ state: 'closed', reason: 'notBack' });
    world.later(-61_000);
  });

  it('[F29] what comes to a service by another’s hand is not queued for a second time', async () => {
    await world.engine.connect(terminalId);
    await world.engine.arrive('expert-te-1');
    const first = await join('te.jobSeeker', 'tax.taxCard', 'fpa.unemployment');
    const second = await join('fpa.pension');
    await world.engine.route('te');
    await accept(world.engine, first, 'expert-te-1');
    const to = (serviceId: string) => ({
      callId: first,
      newCallId: randomUUID() as CallId,
      agencyId: serviceId.split('.')[0] as AgencyId,
      serviceId: serviceId as ServiceId,
    });
    const transfer = to('tax.taxCard');
    await world.engine.visits.transfer(expert('expert-te-1'), { ...transfer, note: '' });
    expect(await states()).toEqual([
      ['te.jobSeeker', 'done'],
      ['fpa.pension', 'waiting'],
      ['tax.taxCard', 'waiting'],
      ['fpa.unemployment', 'planned'],
    ]);
    // To a queue in which the visit waits already: one place is enough.
    await world.engine.queues.move('tax' as AgencyId, { ...to('fpa.pension'), callId: transfer.newCallId });
    expect(await world.call(second)).toMatchObject({ state: 'closed', reason: 'takenOver' });
    expect(await states()).toEqual([
      ['te.jobSeeker', 'done'],
      ['fpa.pension', 'waiting'],
      ['fpa.unemployment', 'planned'],
    ]);
  });

  it('[F39] a customer who is handed over for what was planned has it no more in the plan', async () => {
    await world.engine.connect(terminalId);
    await world.engine.arrive('expert-te-1');
    const first = await join('te.jobSeeker', 'tax.taxCard');
    await world.engine.route('te');
    await accept(world.engine, first, 'expert-te-1');
    const asked = { callId: first, newCallId: randomUUID() as CallId, agencyId: 'tax' as AgencyId, serviceId: 'tax.taxCard' as ServiceId, note: '' };
    await world.engine.consultations.start(expert('expert-te-1'), asked);
    await world.engine.arrive('expert-tax-1');
    await world.engine.route('tax');
    await accept(world.engine, asked.newCallId, 'expert-tax-1');
    await world.engine.consultations.handOver(expert('expert-te-1'), first);
    expect((await states()).filter(([, state]) => state !== 'done')).toEqual([['tax.taxCard', 'talking']]);
    await world.engine.calls.command(asked.newCallId, { type: 'end', endedBy: 'customer' }, system);
    expect((await states()).map(([, state]) => state)).toEqual(['done', 'done']);
  });

  it('[F29] what was planned by a customer who has gone is closed with the visit', async () => {
    await world.engine.connect(terminalId);
    await join('fpa.studentAid', 'tax.taxCard');
    await world.engine.presence.disconnected({ role: 'terminal', id: terminalId }, `socket-of-${terminalId}`);
    world.later(121_000);
    await world.engine.calls.runDue();
    expect(await plan()).toEqual(['planned']);
    world.later(601_000);
    await world.engine.visits.runDue();
    expect(await plan()).toEqual(['dropped']);
    world.later(-722_000);
  });
});
