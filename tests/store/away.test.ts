import { randomInt, randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import type { Ticket } from '#shared/contract/ticket.ts';
import type { AgencyId, CallId, PointId, ServiceId, TerminalId } from '#shared/ids.ts';
import { readQueue, system } from '#server/calls/index.ts';
import { lockPresence } from '#server/presence/index.ts';
import { dayEnd } from '#server/serviceDay.ts';
import { insertVisit } from '#server/visits/index.ts';
import { checkPlaces, readSnapshot } from '#tests/simulation/snapshot.ts';
import { accept } from '#tests/support/engine.ts';
import { onBothDatabases } from '#tests/support/onBothDatabases.ts';
import { ticketOf } from '#tests/support/ticketOf.ts';
import { visitAt, requestedService } from '#tests/support/visitAt.ts';

const terminalId = 'mikkeli-1' as TerminalId;

onBothDatabases('a customer who goes away', (world) => {
  const { view, join, states } = visitAt(world, terminalId);

  it('[F27] nobody is called back while no terminal is free, and a call that nobody could follow is none in vain', async () => {
    await world.engine.connect(terminalId);
    const callId = await join('fpa.studentAid');
    await world.engine.callbacks.choose(terminalId, callId);
    await world.engine.queue(terminalId, randomUUID(), '', 'tax.taxCard');
    await world.engine.arrive('expert-fpa-1');
    await world.engine.route('fpa');
    expect((await world.call(callId)).state).toBe('awaitingCallback');
    await world.engine.visits.close(terminalId);
    await world.engine.route('fpa');
    expect((await world.call(callId)).state).toBe('summoned');
    await world.engine.queue(terminalId, randomUUID(), '', 'tax.taxCard');
    world.later(60_000);
    await world.engine.presence.tick();
    await world.engine.calls.runDue();
    expect(await world.call(callId)).toMatchObject({ state: 'awaitingCallback', summonCount: 0 });
    await world.engine.visits.close(terminalId);
    await world.engine.route('fpa');
    expect((await world.call(callId)).state).toBe('summoned');
    world.later(-60_000);
  });

  it('[F27] of two who are away only one is called to the only free terminal, and the expert has time for who waits there', async () => {
    await world.engine.connect(terminalId);
    const away = [];
    for (const service of ['fpa.studentAid', 'fpa.pension', 'tax.taxCard']) {
      const callId = await join(service);
      away.push(callId);
      await world.engine.callbacks.choose(terminalId, callId);
    }
    await world.engine.arrive('expert-fpa-1');
    await world.engine.arrive('expert-tax-1');
    await Promise.all([world.engine.route('fpa'), world.engine.route('tax')]);
    const states = await Promise.all(away.map(async (callId) => (await world.call(callId)).state));
    expect(states.filter((state) => state === 'summoned')).toHaveLength(1);
  });

  it('[F27] [C3] whoever is called back leaves the expert to the next in the queue, in the same round', async () => {
    await world.engine.connect(terminalId);
    const away = await join('fpa.studentAid');
    await world.engine.callbacks.choose(terminalId, away);
    await world.engine.connect('mikkeli-2');
    const here = await world.engine.queue('mikkeli-2');
    await world.engine.arrive('expert-fpa-1');
    await world.engine.route('fpa');
    expect(await Promise.all([away, here].map(async (callId) => (await world.call(callId)).state))).toEqual(['summoned', 'offered']);
  });

  it('[F28] all that waits in a visit is parked together, comes back together, and is kept while its customer talks elsewhere', async () => {
    await world.engine.connect(terminalId);
    const [first, second] = [await join('fpa.studentAid'), await join('te.jobSeeker')];
    await world.engine.calls.command(first, { type: 'park', by: 'customer' }, system);
    expect((await world.call(second)).state).toBe('parked');
    await world.engine.calls.command(second, { type: 'returnFromPark' }, system);
    expect((await world.call(first)).state).toBe('queued');
    await world.engine.calls.command(first, { type: 'park', by: 'customer' }, system);
    const third = await join('tax.taxCard');
    await world.engine.arrive('expert-tax-1');
    await world.engine.route('tax');
    await accept(world.engine, third, 'expert-tax-1');
    world.later(61_000);
    await world.engine.presence.tick();
    await world.engine.calls.runDue();
    expect((await world.call(first)).state).toBe('parked');
    world.later(50_000);
    await world.engine.presence.tick();
    // Whoever has just hung up has time to come back.
    await world.engine.calls.command(third, { type: 'end', endedBy: 'customer' }, system);
    world.later(30_000);
    await world.engine.presence.tick();
    await world.engine.calls.runDue();
    expect(await states()).toEqual([
      ['fpa.studentAid', 'parked'],
      ['te.jobSeeker', 'parked'],
      ['tax.taxCard', 'done'],
    ]);
    world.later(31_000);
    await world.engine.presence.tick();
    await world.engine.calls.runDue();
    expect(await world.call(first)).toMatchObject({ state: 'closed', reason: 'notBack' });
    world.later(-172_000);
  });

  it('[F27] whoever comes too late for the number goes on with what was planned, or is told what became of the place', async () => {
    const late = async (...next: string[]): Promise<Ticket> => {
      await world.engine.connect(terminalId);
      const callId = await join('fpa.studentAid', ...next);
      const ticket = ticketOf(await world.engine.callbacks.choose(terminalId, callId));
      await world.engine.arrive('expert-fpa-1');
      for (let round = 0; round < 2; round += 1) {
        await world.engine.route('fpa');
        world.later(60_000);
        await world.engine.presence.tick();
        await world.engine.calls.runDue();
        world.later(30_000);
        await world.engine.presence.tick();
      }
      expect(await world.call(callId)).toMatchObject({ state: 'closed', reason: 'notBack' });
      return ticket;
    };
    await world.engine.callbacks.answer(terminalId, await late('tax.taxCard'));
    expect(await states()).toEqual([
      ['fpa.studentAid', 'left'],
      ['tax.taxCard', 'waiting'],
    ]);
    await world.engine.visits.close(terminalId);
    const ticket = await late();
    expect(await world.refusalOf(world.engine.callbacks.answer(terminalId, ticket))).toBe('placeGiven');
    expect(await view()).toMatchObject({ visitNumber: null });
    world.later(700_000);
    await world.engine.presence.tick();
    await world.engine.visits.runDue();
    expect(await world.refusalOf(world.engine.callbacks.answer(terminalId, ticket))).toBe('placeGiven');
    expect(await world.refusalOf(world.engine.callbacks.answer(terminalId, { ...ticket, number: 9_999 }))).toBe('numberOrPinWrong');
    world.later(-1_060_000);
  });

  it('[F21] booking a time is no way past who came before; at the time that was booked the head start comes', async () => {
    await world.engine.connect(terminalId);
    await world.engine.connect('mikkeli-2');
    const serviceRequest = { agencyId: 'fpa' as AgencyId, serviceId: 'fpa.studentAid' as ServiceId, language: 'sv' as const };
    const at = (await world.engine.callbacks.slots(terminalId, serviceRequest))[0];
    if (at === undefined) throw new Error('no slot');
    const start = await world.database.transaction(async (tx) => tx.now);
    const booked = randomUUID() as CallId;
    const ticket = ticketOf(await world.engine.callbacks.book({ ...serviceRequest, terminalId, at, callId: booked }));
    // So near that whoever gives the number has come for the time; and nobody may have been waiting for longer than the head start.
    world.later(at - start - 840_000);
    await world.engine.presence.tick();
    const earlier = await world.engine.queue('mikkeli-2');
    world.later(1_000);
    await world.engine.callbacks.answer(terminalId, ticket);
    const order = async () => (await world.database.transaction((tx) => readQueue(tx, serviceRequest.agencyId, 10))).map(({ callId }) => callId);
    expect(await order()).toEqual([earlier, booked]);
    const now = await world.database.transaction(async (tx) => tx.now);
    world.later(at - now);
    await world.engine.presence.tick();
    await world.engine.calls.runDue();
    expect(await order()).toEqual([booked, earlier]);
    await world.engine.arrive('expert-fpa-1');
    await world.engine.route('fpa');
    expect((await world.call(booked)).state).toBe('offered');
    checkPlaces(await readSnapshot(world.database), new Set());
    world.later(start - at);
  });

  it('[F25] times are offered where the queue is open then, and only as many as experts who speak the language have room for', async () => {
    await world.engine.connect(terminalId);
    const serviceRequest = { agencyId: 'fpa' as AgencyId, serviceId: 'fpa.pension' as ServiceId, language: 'sv' as const };
    const slots = (language: 'sv' | 'fi' | 'en' = 'sv') => world.engine.callbacks.slots(terminalId, { ...serviceRequest, language });
    const now = await world.database.transaction(async (tx) => tx.now);
    const until = (now + 30 * 3_600_000) as typeof now;
    await world.engine.hours.close(serviceRequest.agencyId, null, until, 'supervisor-fpa-1');
    expect((await slots()).every((slot) => slot >= until)).toBe(true);
    expect(await slots()).not.toEqual([]);
    // With no end in sight there is nothing today; what tomorrow brings nobody knows better than the hours.
    await world.engine.hours.close(serviceRequest.agencyId, serviceRequest.serviceId, null, 'supervisor-fpa-1');
    expect((await slots()).every((slot) => slot >= dayEnd(now))).toBe(true);
    expect(await slots()).not.toEqual([]);
    await world.engine.hours.reopen(serviceRequest.agencyId, null);
    await world.engine.hours.reopen(serviceRequest.agencyId, serviceRequest.serviceId);
    await world.engine.hours.closePoint('mikkeli' as never, 'adviser-mikkeli-1');
    expect((await slots()).every((slot) => slot >= dayEnd(now))).toBe(true);
    expect(await slots()).not.toEqual([]);
    await world.engine.hours.reopenPoint('mikkeli' as never);
    const speaking = (language: string) =>
      world.engine.catalogue.staff.filter(
        (one) =>
          one.role === 'expert' &&
          one.services.some(({ serviceId }) => serviceId === serviceRequest.serviceId) &&
          one.languages.some((each) => each.language === language),
      ).length;
    for (const language of ['sv', 'fi', 'en'] as const) {
      const at = (await slots(language))[0];
      let taken = 0;
      while (at !== undefined && (await slots(language)).includes(at)) {
        await world.engine.callbacks.book({ ...serviceRequest, language, terminalId, at, callId: randomUUID() as CallId });
        taken += 1;
      }
      expect(taken).toBeLessThanOrEqual(Math.ceil(speaking(language) / 2));
      await world.empty();
    }
  });

  it('[F27] a terminal that has gone while its customer gave the number is not taken for present', async () => {
    await world.engine.connect(terminalId);
    const callId = await join('fpa.studentAid');
    const ticket = ticketOf(await world.engine.callbacks.choose(terminalId, callId));
    await world.engine.presence.disconnected({ role: 'terminal', id: terminalId }, `socket-of-${terminalId}`);
    await world.engine.callbacks.answer(terminalId, ticket);
    expect(await world.call(callId)).toMatchObject({ state: 'queued', terminal: { state: 'lost' } });
    await world.engine.connect(terminalId);
    expect(await world.call(callId)).toMatchObject({ state: 'queued', terminal: { state: 'present' } });
  });

  it('[C3] a terminal that goes at the moment in which its customer queues is seen to be gone', async () => {
    await world.engine.connect(terminalId);
    const place = { terminalId, pointId: 'mikkeli' as PointId };
    const blockedSql = 'select 1 from pg_locks where not granted';
    let isGone = false;
    let going = Promise.resolve();
    const { callId } = requestedService('fpa.studentAid');
    await world.database.transaction(async (tx) => {
      const isHere = await lockPresence(tx, 'terminal', terminalId);
      going = world.engine.presence.disconnected({ role: 'terminal', id: terminalId }, `socket-of-${terminalId}`).then(() => void (isGone = true));
      // It waits: for the presence, or on the embedded database for the only session.
      while (!isGone && world.database.kind === 'server' && (await tx.run(blockedSql)) === 0);
      const visit = await insertVisit(tx, { id: randomUUID(), pointId: place.pointId, terminalId, randomInt });
      const more = { language: 'sv' as const, priority: 0, queuedAt: tx.now, bookedFor: null, setUpBy: null, roomId: callId };
      await world.engine.calls.enqueueIn(tx, { ...requestedService('fpa.studentAid', callId), ...place, ...more, visitId: visit.id }, '', isHere);
    });
    await going;
    expect(await world.call(callId)).toMatchObject({ terminal: { state: 'lost' } });
  });
});
