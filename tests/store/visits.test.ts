import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import type { AgencyId, CallId, ServiceId, TerminalId } from '#shared/ids.ts';
import { readCallAtTerminal, system } from '#server/calls/index.ts';
import { readExpertView, readTerminalView } from '#server/views/index.ts';
import { checkPlaces, readSnapshot } from '#tests/simulation/snapshot.ts';
import { accept, expert } from '#tests/support/engine.ts';
import { onBothDatabases } from '#tests/support/onBothDatabases.ts';
import { ticketOf } from '#tests/support/ticketOf.ts';

const terminalId = 'mikkeli-1' as TerminalId;
const requestedService = (serviceId: string, callId = randomUUID()) => ({
  callId: callId as CallId,
  agencyId: serviceId.split('.')[0] as AgencyId,
  serviceId: serviceId as ServiceId,
});

onBothDatabases('a visit', (world) => {
  const view = () => world.database.transaction((tx) => readTerminalView(tx, world.engine.catalogue, world.engine.hours, terminalId));
  const expertView = (id: string) => world.database.transaction((tx) => readExpertView(tx, world.engine.catalogue, expert(id)));
  const join = async (serviceId: string, ...next: string[]): Promise<CallId> => {
    const first = requestedService(serviceId);
    await world.engine.visits.join({ ...first, terminalId, language: 'sv', note: '', setUpBy: null, next: next.map((id) => requestedService(id)) });
    return first.callId;
  };
  const states = async () => (await view()).serviceRequests.map(({ serviceId, state }) => [serviceId, state]);

  it('[F29] joins the queue of the next service request by itself when one has ended, in one visit with one number', async () => {
    await world.engine.connect(terminalId);
    await world.engine.arrive('expert-te-1');
    const first = await join('te.jobSeeker', 'tax.taxCard', 'fpa.unemployment');
    const { visitNumber } = await view();
    expect(await states()).toEqual([
      ['te.jobSeeker', 'waiting'],
      ['tax.taxCard', 'planned'],
      ['fpa.unemployment', 'planned'],
    ]);
    await world.engine.route('te');
    await accept(world.engine, first, 'expert-te-1');
    expect(await states()).toEqual([
      ['te.jobSeeker', 'talking'],
      ['tax.taxCard', 'planned'],
      ['fpa.unemployment', 'planned'],
    ]);
    await world.engine.calls.command(first, { type: 'end', endedBy: 'expert', expertId: expert('expert-te-1') }, system);
    expect(await states()).toEqual([
      ['te.jobSeeker', 'done'],
      ['tax.taxCard', 'waiting'],
      ['fpa.unemployment', 'planned'],
    ]);
    // Leaving one queue is not the end of the visit either.
    const second = (await view()).call?.callId as CallId;
    await world.engine.calls.command(second, { type: 'end', endedBy: 'customer' }, system);
    expect(await states()).toEqual([
      ['te.jobSeeker', 'done'],
      ['tax.taxCard', 'left'],
      ['fpa.unemployment', 'waiting'],
    ]);
    expect((await view()).visitNumber).toBe(visitNumber);
    await world.engine.visits.close(terminalId);
    expect(await world.database.transaction((tx) => readCallAtTerminal(tx, terminalId))).toBeNull();
  });

  it('[C21] a connection that is lost for too long ends the call, but not the visit: what is planned goes on when the customer is back', async () => {
    await world.engine.connect(terminalId);
    await world.engine.arrive('expert-te-1');
    const first = await join('te.jobSeeker', 'tax.taxCard');
    const { visitNumber } = await view();
    await world.engine.route('te');
    await accept(world.engine, first, 'expert-te-1');
    await world.engine.presence.disconnected({ role: 'terminal', id: terminalId }, `socket-of-${terminalId}`);
    world.later(121_000);
    await world.engine.calls.runDue();
    expect(await world.call(first)).toMatchObject({ state: 'wrapUp', endedBy: 'terminalLost' });
    await world.engine.connect(terminalId);
    expect((await view()).visitNumber).toBe(visitNumber);
    expect(await states()).toEqual([
      ['te.jobSeeker', 'done'],
      ['tax.taxCard', 'planned'],
    ]);
    await world.engine.visits.joinNow(terminalId, (await view()).serviceRequests[1]?.callId as CallId);
    expect((await view()).call).toMatchObject({ state: 'queued', serviceId: 'tax.taxCard' });
  });

  it('[F30] waits for the next agency while talking with the first; a turn that comes early is kept until the customer is free', async () => {
    await world.engine.connect(terminalId);
    await world.engine.connect('mikkeli-2');
    await world.engine.arrive('expert-te-1');
    const first = await join('te.jobSeeker', 'tax.taxCard');
    await world.engine.route('te');
    await accept(world.engine, first, 'expert-te-1');
    const planned = (await view()).serviceRequests[1]?.callId as CallId;
    await world.engine.visits.joinNow(terminalId, planned);
    const behind = await world.engine.queue('mikkeli-2', randomUUID(), '', 'tax.taxCard');
    await world.engine.arrive('expert-tax-1');
    await world.engine.route('tax');
    // The customer is still talking, so the one behind is served meanwhile, and the place in front is kept.
    expect((await world.call(planned)).state).toBe('queued');
    expect((await world.call(behind)).state).toBe('offered');
    await world.engine.arrive('expert-tax-4');
    await world.engine.calls.command(first, { type: 'end', endedBy: 'customer' }, system);
    await world.engine.route('tax');
    expect(await world.call(planned)).toMatchObject({ state: 'offered', expertId: 'expert-tax-4' });
  });

  it('two agencies whose turn comes at once do not both get the customer', async () => {
    await world.engine.connect(terminalId);
    const calls = [await join('te.jobSeeker'), await join('tax.taxCard')];
    await world.engine.arrive('expert-te-1');
    await world.engine.arrive('expert-tax-1');
    await Promise.all([world.engine.route('te'), world.engine.route('tax')]);
    const found = await Promise.all(calls.map((callId) => world.call(callId)));
    expect(found.map(({ state }) => state).sort()).toEqual(['offered', 'queued']);
    const offered = found.find(({ state }) => state === 'offered');
    await world.engine.calls.command(offered?.callId as CallId, { type: 'end', endedBy: 'customer' }, system);
    await Promise.all([world.engine.route('te'), world.engine.route('tax')]);
    expect((await world.call(found.find(({ state }) => state === 'queued')?.callId as CallId)).state).toBe('offered');
  });

  it('[F28] a customer who fetches something keeps the place, is not called meanwhile, and loses it only after the time', async () => {
    await world.engine.connect(terminalId);
    await world.engine.connect('mikkeli-2');
    const callId = await join('fpa.studentAid');
    const behind = await world.engine.queue('mikkeli-2');
    await world.engine.calls.command(callId, { type: 'park', by: 'customer' }, system);
    await world.engine.arrive('expert-fpa-1');
    await world.engine.route('fpa');
    expect((await world.call(callId)).state).toBe('parked');
    expect((await world.call(behind)).state).toBe('offered');
    await world.engine.calls.command(callId, { type: 'returnFromPark' }, system);
    expect((await view()).call).toMatchObject({ state: 'queued', position: 1 });
    await world.engine.calls.command(callId, { type: 'park', by: 'customer' }, system);
    world.later(61_000);
    await world.engine.calls.runDue();
    expect(await world.call(callId)).toMatchObject({ state: 'closed', reason: 'notBack' });
  });

  it('[F28] an expert sends the customer to fetch a paper: free meanwhile, and the same expert is asked first on return', async () => {
    await world.engine.connect(terminalId);
    await world.engine.arrive('expert-fpa-1');
    const callId = await join('fpa.studentAid');
    await world.engine.route('fpa');
    await accept(world.engine, callId, 'expert-fpa-1');
    await world.engine.calls.command(callId, { type: 'park', by: 'expert', expertId: expert('expert-fpa-1') }, system);
    expect((await expertView('expert-fpa-1')).status).toEqual({ status: 'available' });
    expect((await view()).call).toMatchObject({ state: 'parked', isReturn: true });
    await world.engine.arrive('expert-fpa-3');
    await world.engine.calls.command(callId, { type: 'returnFromPark' }, system);
    await world.engine.route('fpa');
    expect(await world.call(callId)).toMatchObject({ state: 'offered', expertId: 'expert-fpa-1' });
  });

  it('[F104] what one agency wrote another reads only when the customer has agreed on the screen', async () => {
    await world.engine.connect(terminalId);
    await world.engine.arrive('expert-te-1');
    const first = await join('te.jobSeeker', 'fpa.unemployment');
    await world.engine.route('te');
    await accept(world.engine, first, 'expert-te-1');
    const noteId = randomUUID();
    const note = { callId: first, noteId, toAgencyId: 'fpa' as AgencyId, note: 'Uppsagd den 1 november' };
    await world.engine.sharedNotes.share(expert('expert-te-1'), note);
    expect((await view()).consent).toEqual({ noteId, fromAgencyId: 'te', toAgencyId: 'fpa', note: 'Uppsagd den 1 november' });
    await world.engine.calls.command(first, { type: 'end', endedBy: 'expert', expertId: expert('expert-te-1') }, system);
    await world.engine.arrive('expert-fpa-1');
    await world.engine.route('fpa');
    expect((await expertView('expert-fpa-1')).offer?.sharedNotes).toEqual([]);
    await world.engine.sharedNotes.decide(terminalId, noteId, true);
    expect((await expertView('expert-fpa-1')).offer?.sharedNotes).toEqual([{ fromAgencyId: 'te', note: 'Uppsagd den 1 november' }]);
    // The first word counts, and nobody else can give it.
    await world.engine.sharedNotes.decide(terminalId, noteId, false);
    expect((await expertView('expert-fpa-1')).offer?.sharedNotes).toHaveLength(1);
    expect(await world.refusalOf(world.engine.sharedNotes.decide('mikkeli-2' as TerminalId, noteId, true))).toBe('notFound');
    expect((await view()).consent).toBeNull();
  });

  it('[F27] goes away with a number, is called back to the point when it is their turn, and goes on at another terminal', async () => {
    await world.engine.connect(terminalId);
    await world.engine.connect('mikkeli-2');
    const callId = await join('fpa.studentAid');
    const ticket = ticketOf(await world.engine.callbacks.choose(terminalId, callId));
    expect(await view()).toMatchObject({ visitNumber: null, call: null, summons: [] });
    // The terminal is free for the next customer.
    const behind = await world.engine.queue(terminalId);
    await world.engine.arrive('expert-fpa-1');
    await world.engine.route('fpa');
    await world.engine.route('fpa');
    expect((await world.call(callId)).state).toBe('summoned');
    expect((await world.call(behind)).state).toBe('offered');
    const atOther = await world.database.transaction((tx) => readTerminalView(tx, world.engine.catalogue, world.engine.hours, 'mikkeli-2' as TerminalId));
    expect(atOther.summons).toMatchObject([{ number: ticket.number, agencyId: 'fpa', state: 'summoned' }]);
    expect(await world.refusalOf(world.engine.callbacks.answer('pargas-1' as TerminalId, ticket))).toBe('numberOrPinWrong');
    expect(await world.refusalOf(world.engine.callbacks.answer(terminalId, ticket))).toBe('terminalBusy');
    await world.engine.callbacks.answer('mikkeli-2' as TerminalId, ticket);
    expect(await world.call(callId)).toMatchObject({ state: 'queued', terminalId: 'mikkeli-2' });
    await world.engine.arrive('expert-fpa-3');
    await world.engine.route('fpa');
    expect(await world.call(callId)).toMatchObject({ state: 'offered', expertId: 'expert-fpa-3' });
  });

  it('[F27] is called twice in vain, then the place is given up', async () => {
    await world.engine.connect(terminalId);
    const callId = await join('fpa.studentAid');
    await world.engine.callbacks.choose(terminalId, callId);
    await world.engine.arrive('expert-fpa-1');
    for (const state of ['awaitingCallback', 'closed']) {
      await world.engine.presence.tick();
      await world.engine.route('fpa');
      expect((await world.call(callId)).state).toBe('summoned');
      world.later(60_000);
      await world.engine.calls.runDue();
      expect((await world.call(callId)).state).toBe(state);
      world.later(30_000);
    }
  });

  it('[F25] [F21] books another time: not called before it, then before those who dropped in; a full time is not offered', async () => {
    await world.engine.connect(terminalId);
    const serviceRequest = { agencyId: 'police' as AgencyId, serviceId: 'police.passport' as ServiceId, language: 'sv' as const };
    const slots = await world.engine.callbacks.slots(terminalId, serviceRequest);
    const at = slots[0];
    if (at === undefined) throw new Error('no slot');
    const open = world.engine.hours.regularOpening(serviceRequest.agencyId, serviceRequest.serviceId, 'mikkeli' as never, at);
    expect(open.state).toBe('open');
    const booked: CallId[] = [];
    for (let round = 0; ; round += 1) {
      if (!(await world.engine.callbacks.slots(terminalId, serviceRequest)).includes(at)) break;
      const callId = randomUUID() as CallId;
      const { number } = await world.engine.callbacks.book({ ...serviceRequest, terminalId, at, callId });
      expect(await world.engine.callbacks.book({ ...serviceRequest, terminalId, at, callId })).toMatchObject({ number, at });
      booked.push(callId);
      expect(round).toBeLessThan(10);
    }
    expect(await world.refusalOf(world.engine.callbacks.book({ ...serviceRequest, terminalId, at, callId: randomUUID() as CallId }))).toBe('slotTaken');
    await world.engine.arrive('expert-police-1');
    await world.engine.route('police');
    expect((await world.call(booked[0] as CallId)).state).toBe('awaitingCallback');
    const now = await world.database.transaction(async (tx) => tx.now);
    world.later(at - now);
    await world.engine.presence.tick();
    await world.engine.arrive('expert-police-1');
    await world.engine.connect('mikkeli-2');
    await world.engine.queue(terminalId, randomUUID(), '', 'police.passport');
    await world.engine.calls.runDue();
    await world.engine.route('police');
    const states = await Promise.all(booked.map(async (callId) => (await world.call(callId)).state));
    expect(states.filter((state) => state === 'summoned')).toHaveLength(1);
    world.later(now - at);
  });

  it('[Q18] one matter comes back while another begins to ring: the one that waits is in no routing target', async () => {
    await world.engine.connect(terminalId);
    await world.engine.arrive('expert-tax-1');
    for (let round = 0; round < 150; round += 1) {
      const first = await join('fpa.studentAid', 'tax.taxCard');
      await world.engine.calls.command(first, { type: 'park', by: 'customer' }, system);
      const second = (await view()).serviceRequests.find(({ serviceId }) => serviceId === 'tax.taxCard')?.callId as CallId;
      await world.engine.visits.joinNow(terminalId, second);
      await Promise.all([world.engine.calls.command(first, { type: 'returnFromPark' }, system), world.engine.route('tax')]);
      checkPlaces(await readSnapshot(world.database, { withClosed: false }), new Set());
      await world.engine.visits.close(terminalId);
    }
  });
});
