import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { terminalKey } from '#shared/call/mediaRouting.ts';
import type { Ticket } from '#shared/contract/ticket.ts';
import type { AdviserId, AgencyId, CallId, PointId, ServiceId, TerminalId } from '#shared/ids.ts';
import type { Instant } from '#shared/instant.ts';
import { after } from '#shared/instant.ts';
import { readAdviserView } from '#server/views/index.ts';
import { closeVisit, endNumber, insertVisit, nextNumber } from '#server/visits/index.ts';
import { accept, expert } from '#tests/support/engine.ts';
import { onBothDatabases } from '#tests/support/onBothDatabases.ts';
import { ticketOf } from '#tests/support/ticketOf.ts';
import { visitAt } from '#tests/support/visitAt.ts';

const [a, b] = ['mikkeli-1', 'mikkeli-2'] as [TerminalId, TerminalId];
const mikkeli = 'mikkeli' as PointId;
const adviserId = 'adviser-mikkeli-1' as AdviserId;
const serviceRequest = { agencyId: 'fpa' as AgencyId, serviceId: 'fpa.studentAid' as ServiceId, language: 'sv' as const };
const minute = 60_000;

onBothDatabases('a number and its PIN', (world) => {
  const { join, view } = visitAt(world, a);
  const callbacks = () => world.engine.callbacks;
  const now = (): Promise<Instant> => world.database.transaction(async (tx) => tx.now);
  const slots = (): Promise<Instant[]> => callbacks().slots(a, serviceRequest);
  const slotAhead = async (ms: number): Promise<Instant> => {
    const from = after(await now(), ms);
    const at = (await slots()).find((slot) => slot > from);
    if (at === undefined) throw new Error('no slot');
    return at;
  };
  const away = async (): Promise<{ callId: CallId; ticket: Ticket }> => {
    await world.engine.connect(a);
    await world.engine.connect(b);
    const callId = await join('fpa.studentAid');
    return { callId, ticket: ticketOf(await callbacks().choose(a, callId)) };
  };
  const other = (pin: string): string => String((Number(pin) + 1) % 10_000).padStart(4, '0');
  const wrong = (ticket: Ticket): Ticket => ({ ...ticket, pin: other(ticket.pin) });
  const answer = (ticket: Ticket, at: TerminalId = b): Promise<string> => world.refusalOf(callbacks().answer(at, ticket));
  const overrides = () =>
    world.database.transaction(async (tx) => (await readAdviserView(tx, world.engine.catalogue, world.engine.hours, adviserId)).overrides);

  it('[E2] the number alone takes nobody’s place; with the PIN it goes on at another terminal', async () => {
    const { callId, ticket } = await away();
    expect(await answer(wrong(ticket))).toBe('numberOrPinWrong');
    expect(await world.call(callId)).toMatchObject({ state: 'awaitingCallback' });
    expect(await answer(ticket)).toBe('none');
    expect(await world.call(callId)).toMatchObject({ state: 'queued', terminalId: b });
  });

  it('[E2] of the PIN only a salted hash is kept, another for the same PIN, and none when the customer has come and gone', async () => {
    const kept = () =>
      world.database.transaction((tx) =>
        tx.rows(z.object({ row: z.string(), hash: z.string().nullable() }), 'select v::text as row, pin_hash as hash from visits v'),
      );
    const { ticket } = await away();
    const [visit] = await kept();
    expect(visit?.hash).not.toBeNull();
    expect(visit?.row).not.toMatch(new RegExp(`\\b${ticket.pin}\\b`));
    await callbacks().answer(b, ticket);
    await world.engine.visits.close(b);
    expect((await kept())[0]?.hash).toBeNull();
  });

  it('[E2] what nobody came back to keeps its hash for a day, to tell who comes too late, and then no more', async () => {
    const { callId, ticket } = await away();
    await callbacks().cancel(b, ticket);
    expect(await world.call(callId)).toMatchObject({ state: 'closed', reason: 'abandoned' });
    // The answer was lost: the same again is no fault.
    await callbacks().cancel(b, ticket);
    const day = 24 * 60 * minute + 1;
    world.later(day);
    await world.engine.visits.runDue();
    expect(await answer(ticket)).toBe('numberOrPinWrong');
    world.later(-day);
  });

  it('[E2] five wrong tries at a terminal in ten minutes, of whatever numbers: then the adviser; right ones do not count', async () => {
    const { ticket } = await away();
    for (let number = 100; number < 105; number += 1) {
      const guess = number === ticket.number ? wrong(ticket) : { number, pin: '0000' };
      expect(await answer(guess)).toBe('numberOrPinWrong');
      // Also by who has a number of their own to prove right in between.
      expect(await world.refusalOf(callbacks().move(b, { ...ticket, at: 0 as Instant }))).toBe(number === 104 ? 'tooManyTries' : 'wrongState');
    }
    expect(await answer(ticket)).toBe('tooManyTries');
    world.later(10 * minute);
    await world.engine.presence.tick();
    expect(await answer(ticket)).toBe('none');
    world.later(-10 * minute);
  });

  it('[E2] tries at the same moment, in several processes, give no more of them', async () => {
    const { ticket } = await away();
    const codes = await Promise.all(Array.from({ length: 12 }, () => answer(wrong(ticket))));
    expect(codes.filter((code) => code === 'numberOrPinWrong')).toHaveLength(5);
    expect(codes.filter((code) => code === 'tooManyTries')).toHaveLength(7);
  });

  it('[E2] a number is worth ten guesses from all terminals and for all time; a new PIN from the adviser opens it again', async () => {
    const { ticket } = await away();
    const ahead = 11 * minute;
    for (const terminal of [a, b]) for (let tried = 0; tried < 5; tried += 1) expect(await answer(wrong(ticket), terminal)).toBe('numberOrPinWrong');
    world.later(ahead);
    expect(await answer(ticket)).toBe('tooManyTries');
    const pin = await callbacks().issuePinFor(adviserId, mikkeli, ticket.number);
    expect(await answer({ ...ticket, pin })).toBe('none');
    world.later(-ahead);
  });

  it('[E2] an unknown number is refused as a wrong PIN is, counts as one, and is barred as one', async () => {
    await world.engine.connect(a);
    const ghost = { number: 999, pin: '1234' };
    for (let tried = 0; tried < 5; tried += 1) expect(await answer(ghost, a)).toBe('numberOrPinWrong');
    expect(await answer(ghost, a)).toBe('tooManyTries');
    const { find, cancel, move } = world.engine.visiting;
    for (const request of [find, cancel, callbacks().cancel]) expect(await world.refusalOf(request(b, ghost))).toBe('numberOrPinWrong');
    expect(await world.refusalOf(move(b, { ...ghost, at: 0 as Instant }))).toBe('numberOrPinWrong');
  });

  it('[E2] a request that comes again soon from the same terminal tells a new PIN, and says so; later or elsewhere it tells none', async () => {
    await world.engine.connect(a);
    await world.engine.connect(b);
    const callId = await join('fpa.studentAid');
    const first = await callbacks().choose(a, callId);
    const again = await callbacks().choose(a, callId);
    expect(again).toMatchObject({ number: first.number, issue: 'replaced' });
    expect(await answer(ticketOf(first))).toBe(first.pin === again.pin ? 'none' : 'numberOrPinWrong');
    world.later(3 * minute);
    expect(await callbacks().choose(a, callId)).toEqual({ number: first.number, pin: null, issue: 'withheld' });
    world.later(-3 * minute);
    expect(await world.refusalOf(callbacks().choose(b, callId))).toBe('notFound');
    const bookingId = randomUUID() as CallId;
    const at = await slotAhead(0);
    const booked = await callbacks().book({ ...serviceRequest, callId: bookingId, terminalId: a, at });
    expect(await callbacks().book({ ...serviceRequest, callId: bookingId, terminalId: b, at })).toEqual({
      number: booked.number,
      at,
      pin: null,
      issue: 'withheld',
    });
    const replaced = await callbacks().book({ ...serviceRequest, callId: bookingId, terminalId: a, at });
    expect(replaced).toMatchObject({ number: booked.number, issue: 'replaced' });
    expect(await world.refusalOf(callbacks().cancel(b, ticketOf(replaced)))).toBe('none');
  });

  it('[E2] numbers are no sequence, differ among all that is live or ended lately, and are three digits', async () => {
    await world.engine.connect(a);
    const numbers: number[] = [];
    for (let visit = 0; visit < 30; visit += 1) {
      await join('fpa.studentAid');
      numbers.push((await view()).visitNumber ?? 0);
      await world.engine.visits.close(a);
    }
    expect(new Set(numbers).size).toBe(30);
    expect(numbers.every((number) => number >= 100 && number <= 999)).toBe(true);
    const steps = numbers.slice(1).map((number, index) => number - (numbers[index] ?? 0));
    expect(steps.filter((step) => step === 1).length).toBeLessThan(5);
  });

  it('[E2] no number is drawn that somebody holds, or held within a day; nor that of a cancelled time', async () => {
    const lowest = () => world.database.transaction((tx) => nextNumber(tx, mikkeli, () => 0));
    const visit = { id: randomUUID(), pointId: mikkeli, terminalId: null, randomInt: () => 0 };
    const { id, number } = await world.database.transaction((tx) => insertVisit(tx, visit));
    await world.database.transaction((tx) => endNumber(tx, mikkeli, 101));
    expect([number, await lowest()]).toEqual([100, 102]);
    await world.database.transaction((tx) => closeVisit(tx, id));
    expect(await lowest()).toBe(102);
    const day = 24 * 60 * minute + 1;
    world.later(day);
    expect(await lowest()).toBe(100);
    await world.engine.visits.runDue();
    world.later(-day);
    expect(await lowest()).toBe(101);
    expect(await world.database.transaction((tx) => nextNumber(tx, 'pargas' as PointId, () => 0))).toBe(100);
  });

  it('[E2] of those who book at one moment each has a number of their own', async () => {
    const at = await slots();
    const drawn = await Promise.all(
      at.slice(0, 6).map((slot) => callbacks().book({ ...serviceRequest, callId: randomUUID() as CallId, terminalId: a, at: slot })),
    );
    expect(new Set(drawn.map(({ number }) => number)).size).toBe(6);
  });

  it('[E2] the terminal that a customer has left can do nothing with their call, though its id is known there', async () => {
    const { callId } = await away();
    const { handlers } = world.engine;
    const session = { role: 'terminal' as const, id: a, connectionId: 'c', key: terminalKey(a) };
    expect(await world.refusalOf(handlers['call:leave'](session, { callId }))).toBe('notFound');
    expect(await world.refusalOf(handlers['queue:acceptLanguages'](session, { callId, languages: ['fi'] }))).toBe('notFound');
    expect(await world.call(callId)).toMatchObject({ state: 'awaitingCallback', otherLanguages: [] });
  });

  it('[E2] the adviser answers, moves, cancels and issues a PIN without one; each is recorded and shown', async () => {
    const { callId, ticket } = await away();
    const { number } = ticket;
    const pin = await callbacks().issuePinFor(adviserId, mikkeli, number);
    expect(await answer(ticket)).toBe(pin === ticket.pin ? 'none' : 'numberOrPinWrong');
    await callbacks().answerFor(adviserId, b, number);
    expect(await world.call(callId)).toMatchObject({ state: 'queued', terminalId: b });
    const booked = await callbacks().book({ ...serviceRequest, callId: randomUUID() as CallId, terminalId: a, at: await slotAhead(0) });
    const later = (await callbacks().slotsFor(mikkeli, booked.number)).at(-1) as Instant;
    await callbacks().moveFor(adviserId, mikkeli, { number: booked.number, at: later });
    expect((await overrides()).map(({ deed, number: of, byName }) => [deed, of, byName === ''])).toEqual(
      expect.arrayContaining([
        ['pinIssued', number, false],
        ['answered', number, false],
        ['moved', booked.number, false],
      ]),
    );
    expect(await world.refusalOf(callbacks().issuePinFor(adviserId, 'pargas' as PointId, booked.number))).toBe('notFound');
    world.later(91 * 24 * 60 * minute);
    await world.engine.tickets.eraseDue();
    expect(await world.database.transaction((tx) => tx.rows(z.object({ deed: z.string() }), 'select deed from number_overrides'))).toEqual([]);
    world.later(-91 * 24 * 60 * minute);
  });

  it('[E23] a number that is typed long before its time shows the time, and changes nothing; near it, it checks in', async () => {
    await world.engine.connect(a);
    await world.engine.connect(b);
    const callId = randomUUID() as CallId;
    const at = await slotAhead(60 * minute);
    const ticket = ticketOf(await callbacks().book({ ...serviceRequest, callId, terminalId: a, at }));
    expect(await callbacks().answer(b, ticket)).toEqual({ ...serviceRequest, at });
    expect(await world.call(callId)).toMatchObject({ state: 'awaitingCallback', bookedFor: at, notBefore: at });
    const ahead = at - 15 * minute - (await now());
    world.later(ahead);
    await world.engine.presence.tick();
    expect(await callbacks().answer(b, ticket)).toBeNull();
    expect(await world.call(callId)).toMatchObject({ state: 'queued', terminalId: b, bookedFor: at });
    // The answer was lost: the same again at the same terminal is the same act.
    expect(await callbacks().answer(b, ticket)).toBeNull();
    expect(await answer(ticket, a)).toBe('wrongState');
    world.later(-ahead);
  });

  it('[E23] the time is moved to another free one, with the same number and PIN; the old one is free, and a taken one refused', async () => {
    await world.engine.connect(a);
    const callId = randomUUID() as CallId;
    const at = await slotAhead(60 * minute);
    const ticket = ticketOf(await callbacks().book({ ...serviceRequest, callId, terminalId: a, at }));
    const to = (await slots()).at(-1) as Instant;
    await callbacks().move(a, { ...ticket, at: to });
    await callbacks().move(a, { ...ticket, at: to });
    expect(await world.call(callId)).toMatchObject({ state: 'awaitingCallback', bookedFor: to, notBefore: to });
    expect(await slots()).toContain(at);
    expect(await world.refusalOf(callbacks().move(a, { ...ticket, at: after(to, minute) }))).toBe('slotTaken');
    expect(await callbacks().answer(b, ticket)).toEqual({ ...serviceRequest, at: to });
    await callbacks().cancel(b, ticket);
    expect(await world.call(callId)).toMatchObject({ state: 'closed' });
  });

  it('[E22] the same id with another time says which time is booked; with anything else of another kind it is refused', async () => {
    await world.engine.connect(a);
    const callId = randomUUID() as CallId;
    const at = await slotAhead(0);
    const { number } = await callbacks().book({ ...serviceRequest, callId, terminalId: a, at });
    const later = await slotAhead(120 * minute);
    expect(await callbacks().book({ ...serviceRequest, callId, terminalId: a, at: later })).toMatchObject({ number, at });
    const elsewhere = { ...serviceRequest, serviceId: 'fpa.pension' as ServiceId, callId, terminalId: a, at };
    expect(await world.refusalOf(callbacks().book(elsewhere))).toBe('sameIdOtherContent');
  });

  it('[E22] queueing, planning and setting up with a known id and other content is refused, and with the same content is the same act', async () => {
    await world.engine.connect(a);
    const [callId, nextId, planId] = [randomUUID(), randomUUID(), randomUUID()] as [CallId, CallId, CallId];
    const next = [{ callId: nextId, agencyId: 'tax' as AgencyId, serviceId: 'tax.taxCard' as ServiceId }];
    const first = { ...serviceRequest, callId, terminalId: a, note: 'x', setUpBy: null, next };
    const { visits } = world.engine;
    await visits.join(first);
    expect(await visits.join(first)).toEqual({ callId });
    const others = [
      { ...first, serviceId: 'fpa.pension' as ServiceId },
      { ...first, language: 'fi' as const },
      { ...first, note: 'y' },
      { ...first, setUpBy: adviserId },
      { ...first, next: [{ callId: nextId, agencyId: 'te' as AgencyId, serviceId: 'te.jobSeeker' as ServiceId }] },
    ];
    for (const one of others) expect(await world.refusalOf(visits.join(one))).toBe('sameIdOtherContent');
    const plan = { callId: planId, agencyId: 'te' as AgencyId, serviceId: 'te.jobSeeker' as ServiceId, language: 'sv' as const };
    await visits.plan(a, plan);
    await visits.plan(a, plan);
    expect(await world.refusalOf(visits.plan(a, { ...plan, language: 'fi' }))).toBe('sameIdOtherContent');
  });

  it('[E22] transfer, a question and a shared note with a known id and other content are refused', async () => {
    await world.engine.connect(a);
    await world.engine.arrive('expert-fpa-1');
    const callId = await join('fpa.studentAid');
    await world.engine.route('fpa');
    await accept(world.engine, callId, 'expert-fpa-1');
    const expertId = expert('expert-fpa-1');
    const { sharedNotes, consultations, visits } = world.engine;
    const share = { callId, noteId: randomUUID(), toAgencyId: 'tax' as AgencyId, note: 'x' };
    await sharedNotes.share(expertId, share);
    await sharedNotes.share(expertId, share);
    expect(await world.refusalOf(sharedNotes.share(expertId, { ...share, note: 'y' }))).toBe('sameIdOtherContent');
    const pension = { callId, agencyId: 'fpa' as AgencyId, serviceId: 'fpa.pension' as ServiceId, note: 'x' };
    const question = { ...pension, newCallId: randomUUID() as CallId };
    await consultations.start(expertId, question);
    await consultations.start(expertId, question);
    expect(await world.refusalOf(consultations.start(expertId, { ...question, note: 'y' }))).toBe('sameIdOtherContent');
    await consultations.end(expertId, callId);
    const transfer = { ...pension, newCallId: randomUUID() as CallId };
    await visits.transfer(expertId, transfer);
    await visits.transfer(expertId, transfer);
    expect(await world.refusalOf(visits.transfer(expertId, { ...transfer, serviceId: 'fpa.studentAid' as ServiceId }))).toBe('sameIdOtherContent');
  });
});
