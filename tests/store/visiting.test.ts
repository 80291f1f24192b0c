import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { adviserKey } from '#shared/call/mediaRouting.ts';
import type { AdviserId, AgencyId, PointId, ServiceId, SupervisorId, TerminalId } from '#shared/ids.ts';
import { type Instant, after } from '#shared/instant.ts';
import { importDemo } from '#server/catalogue/index.ts';
import { readAdviserView, readExpertView, readSupervisorView } from '#server/views/index.ts';
import type { SessionFor } from '#server/platform/gateway/port.ts';
import { readWaiting } from '#server/queue/index.ts';
import { demoContent, expert } from '#tests/support/engine.ts';
import { onBothDatabases } from '#tests/support/onBothDatabases.ts';
import { ticketOf } from '#tests/support/ticketOf.ts';

const terminalId = 'mikkeli-1' as TerminalId;
const requestedService = { agencyId: 'police' as AgencyId, serviceId: 'police.weapons' as ServiceId };
const hour = 3_600_000;

onBothDatabases('a time with a visiting expert', (world) => {
  const now = (): Promise<Instant> => world.database.transaction(async (tx) => tx.now);
  const free = async (): Promise<Instant[]> => (await world.engine.visiting.times(terminalId, requestedService)).flatMap(({ times }) => times);
  const firstFree = async (): Promise<Instant> => {
    const at = (await free())[0];
    if (at === undefined) throw new Error('the demo has no free time');
    return at;
  };
  const book = (at: Instant, bookingId: string = randomUUID(), where: TerminalId = terminalId) =>
    world.engine.visiting.book({ ...requestedService, bookingId, at, terminalId: where, language: 'fi' });
  const seenBy = (id: string) =>
    world.database.transaction(
      async (tx) => (await readAdviserView(tx, world.engine.catalogue, world.engine.hours, `adviser-${id}` as AdviserId)).visitingBookings,
    );
  const ofSupervisor = (agency: string) =>
    world.database.transaction(
      async (tx) => (await readSupervisorView(tx, world.engine.catalogue, world.engine.hours, `supervisor-${agency}-1` as SupervisorId)).visitingBookings,
    );
  const ofExpert = (id: string) => world.database.transaction(async (tx) => (await readExpertView(tx, world.engine.catalogue, expert(id))).visitingBookings);

  const handlers = () => world.engine.handlers;
  const adviserOf = (pointId: string): SessionFor<'adviser:cancelVisiting'> => {
    const id = `adviser-${pointId}-1` as AdviserId;
    return { role: 'adviser', id, pointId: pointId as PointId, connectionId: 'c', key: adviserKey(id) };
  };

  it('[F33] is booked once, also when asked for twice, and says what was booked; nobody else has it after that', async () => {
    const [at, later] = await free();
    if (at === undefined || later === undefined) throw new Error('the demo has no free times');
    const bookingId = randomUUID();
    const booked = await book(at, bookingId);
    expect(booked.at).toBe(at);
    const same = { number: booked.number, at };
    expect(await book(at, bookingId)).toMatchObject(same);
    expect(await book(later, bookingId, 'mikkeli-2' as TerminalId)).toMatchObject(same);
    expect(await free()).not.toContain(at);
    expect(await free()).toContain(later);
    expect(await world.refusalOf(book(at))).toBe('slotTaken');
    expect(await world.refusalOf(book(after(at, 60_000)))).toBe('slotTaken');
    expect(await world.refusalOf(book(later, bookingId, 'pargas-1' as TerminalId))).toBe('sameIdOtherContent');
    expect(await seenBy('mikkeli-1')).toMatchObject([{ bookingId, number: booked.number, ...requestedService, language: 'fi', at, hasDay: true }]);
  });

  it('[F33] is one customer’s when two ask at once, and one booking when one asks twice at once', async () => {
    const at = await firstFree();
    const answers = await Promise.all(Array.from({ length: 4 }, () => world.refusalOf(book(at))));
    expect(answers.sort()).toEqual(['none', 'slotTaken', 'slotTaken', 'slotTaken']);
    const next = await firstFree();
    const bookingId = randomUUID();
    const [one, other] = await Promise.all([book(next, bookingId), book(next, bookingId)]);
    expect(one).toMatchObject({ number: other.number, at: other.at });
    expect([one.issue, other.issue].sort()).toEqual(['first', 'replaced']);
    expect(await seenBy('mikkeli-1')).toHaveLength(2);
  });

  it('[F33] is refused where the expert does not come, for a service of another agency, and too late', async () => {
    const at = await firstFree();
    expect(await world.refusalOf(book(at, randomUUID(), 'kiiminki-1' as TerminalId))).toBe('slotTaken');
    expect(await world.engine.visiting.times('kiiminki-1' as TerminalId, requestedService)).toEqual([]);
    const alien = { bookingId: randomUUID(), agencyId: 'fpa' as AgencyId, serviceId: requestedService.serviceId, at, terminalId, language: 'sv' as const };
    expect(await world.refusalOf(world.engine.visiting.book(alien))).toBe('notFound');
    const ahead = at - (await now()) - 14 * 60_000;
    world.later(ahead);
    expect(await world.refusalOf(book(at))).toBe('slotTaken');
    world.later(-ahead);
  });

  it('[F33] stands in no queue and is no visit; the terminal says where its number belongs', async () => {
    await world.engine.connect(terminalId);
    const ticket = ticketOf(await book(await firstFree()));
    expect(await world.database.transaction((tx) => readWaiting(tx, requestedService.agencyId, 10))).toEqual({ calls: [], total: 0 });
    const counts = z.object({ calls: z.number(), visits: z.number() });
    const sql = 'select (select count(*)::int from calls) as calls, (select count(*)::int from visits) as visits';
    expect(await world.database.transaction((tx) => tx.rows(counts, sql))).toEqual([{ calls: 0, visits: 0 }]);
    await world.engine.visits.close(terminalId);
    expect(await world.refusalOf(world.engine.callbacks.answer(terminalId, ticket))).toBe('meetsInPerson');
    expect(await world.refusalOf(world.engine.callbacks.answer('pargas-1' as TerminalId, ticket))).toBe('numberOrPinWrong');
  });

  it('[F33] is seen and cancelled by the advisers of the point alone, and is free for others then', async () => {
    const at = await firstFree();
    const bookingId = randomUUID();
    await book(at, bookingId);
    expect(await seenBy('pargas-1')).toEqual([]);
    const cancel = handlers()['adviser:cancelVisiting'];
    expect(await world.refusalOf(cancel(adviserOf('pargas'), { bookingId }))).toBe('notFound');
    expect(await seenBy('mikkeli-2')).toHaveLength(1);
    expect(await world.refusalOf(cancel(adviserOf('mikkeli'), { bookingId }))).toBe('none');
    expect(await seenBy('mikkeli-1')).toEqual([]);
    expect(await firstFree()).toBe(at);
    expect(await world.refusalOf(cancel(adviserOf('mikkeli'), { bookingId }))).toBe('notFound');
  });

  it('[F33] is found by its number at its own point alone, and cancelled there by the customer', async () => {
    const at = await firstFree();
    const bookingId = randomUUID();
    const ticket = ticketOf(await book(at, bookingId));
    const { find, cancel } = world.engine.visiting;
    expect(await find('mikkeli-2' as TerminalId, ticket)).toEqual({ agencyId: requestedService.agencyId, serviceId: requestedService.serviceId, at });
    expect(await world.refusalOf(find('pargas-1' as TerminalId, ticket))).toBe('numberOrPinWrong');
    expect(await world.refusalOf(find(terminalId, { ...ticket, number: ticket.number + 1 }))).toBe('numberOrPinWrong');
    expect(await world.refusalOf(cancel('pargas-1' as TerminalId, ticket))).toBe('numberOrPinWrong');
    await cancel('mikkeli-2' as TerminalId, ticket);
    expect(await world.refusalOf(find(terminalId, ticket))).toBe('numberOrPinWrong');
    expect(await firstFree()).toBe(at);
  });

  it('[F33] [F44] [F46] is seen by its agency’s supervisor, and on its day by the agency’s experts; by no other agency', async () => {
    const at = await firstFree();
    await book(at);
    expect(await ofSupervisor('police')).toMatchObject([{ at, pointId: 'mikkeli' }]);
    expect(await ofSupervisor('fpa')).toEqual([]);
    const ahead = at - (await now()) - hour;
    world.later(ahead);
    expect(await ofExpert('expert-police-1')).toMatchObject([{ at }]);
    expect(await ofExpert('expert-fpa-1')).toEqual([]);
    world.later(-26 * hour);
    expect(await ofExpert('expert-police-1')).toEqual([]);
    world.later(26 * hour - ahead);
  });

  it('[F33] stays in sight, marked, when its day is moved or dropped; it is erased half a day after its time', async () => {
    const at = await firstFree();
    await book(at);
    await world.database.transaction((tx) =>
      tx.run(`update services set content = jsonb_set(content::jsonb, '{visitingDays}', '[]') where id = $1`, [requestedService.serviceId]),
    );
    await world.engine.catalogue.reload();
    expect(await free()).toEqual([]);
    expect(await seenBy('mikkeli-1')).toMatchObject([{ at, hasDay: false }]);
    expect(await ofSupervisor('police')).toMatchObject([{ at, hasDay: false }]);
    await importDemo(world.database, demoContent);
    await world.engine.catalogue.reload();
    expect(await seenBy('mikkeli-1')).toMatchObject([{ hasDay: true }]);
    const ahead = at - (await now()) + 12 * hour - 60_000;
    world.later(ahead);
    expect(await world.engine.visiting.eraseDue()).toBe(0);
    world.later(120_000);
    expect(await world.engine.visiting.eraseDue()).toBe(1);
    expect(await seenBy('mikkeli-1')).toEqual([]);
    world.later(-ahead - 120_000);
  });
});
