import type { IssuedTicket, Ticket } from '#shared/contract/ticket.ts';
import type { AdviserId, PointId, TerminalId } from '#shared/ids.ts';
import type { Instant } from '#shared/instant.ts';
import type { Transaction } from '#server/platform/database/index.ts';
import { AppError } from '#server/errors.ts';
import { type NewPin, issueAgain } from '#server/tickets/index.ts';
import { demandSame, isSameService, nextNumber, recordEntry } from '#server/visits/index.ts';
import { type VisitingContext, pointOf } from './context.ts';
import { type Service, readFreeDays } from './days.ts';
import * as store from './store.ts';
import type { FreeDay } from './times.rules.ts';

type WantedTime = Omit<store.Booking, 'number' | 'pointId' | 'pinHash'> & { readonly terminalId: TerminalId };

/** The coming days at the terminal's point, and what is free of them. Errors: notFound. */
export const times = (context: VisitingContext, terminalId: TerminalId, service: Service): Promise<FreeDay[]> =>
  context.database.transaction((tx) => readFreeDays(context, tx, service, pointFor(context, terminalId, service)));

/** The same bookingId again is the same act, and says what was booked by it. Errors: notFound, slotTaken, entryLimit, sameIdOtherContent. */
export async function book(context: VisitingContext, { terminalId, ...wanted }: WantedTime): Promise<IssuedTicket & { at: Instant }> {
  const { database, visits, tickets, randomInt } = context;
  const pointId = pointFor(context, terminalId, wanted);
  const fresh = await tickets.drawPin();
  return database.transaction(async (tx) => {
    await store.lockTimes(tx, wanted.agencyId, pointId);
    const known = await store.readBooking(tx, wanted.bookingId);
    if (known !== null) {
      demandSame(known.pointId === pointId && isSameService(known, wanted));
      return ticketAgain(tx, known, terminalId, fresh);
    }
    await visits.demandEntry(tx, terminalId);
    if (!(await readFreeDays(context, tx, wanted, pointId)).some(({ times }) => times.includes(wanted.at))) throw new AppError('slotTaken');
    const booking = { ...wanted, pointId, number: await nextNumber(tx, pointId, randomInt) };
    if (!(await store.insertBooking(tx, booking))) throw new AppError('slotTaken');
    await recordEntry(tx, terminalId, booking.bookingId);
    await store.putPin(tx, booking, fresh.hash, terminalId);
    announce(context, tx, booking);
    return { number: booking.number, at: booking.at, pin: fresh.pin, issue: 'first' };
  });
}

/** What the customer of that number has booked at the terminal's point. Errors: numberOrPinWrong, tooManyTries. */
export async function find(context: VisitingContext, terminalId: TerminalId, ticket: Ticket): Promise<Pick<store.Booking, 'agencyId' | 'serviceId' | 'at'>> {
  const bookingId = await enter(context, terminalId, ticket);
  const booking = await context.database.transaction((tx) => store.readBooking(tx, bookingId));
  if (booking === null) throw new AppError('numberOrPinWrong');
  const { agencyId, serviceId, at } = booking;
  return { agencyId, serviceId, at };
}

/** The customer comes at another of the free times; number and PIN stay. Errors: numberOrPinWrong, tooManyTries, slotTaken. */
export async function move(context: VisitingContext, terminalId: TerminalId, { at, ...ticket }: Ticket & { readonly at: Instant }): Promise<void> {
  const bookingId = await enter(context, terminalId, ticket);
  await context.database.transaction((tx) => moveBooking(context, tx, bookingId, at));
}

/** The time is free for others. Errors: numberOrPinWrong, tooManyTries. */
export async function cancel(context: VisitingContext, terminalId: TerminalId, ticket: Ticket): Promise<void> {
  const bookingId = await enter(context, terminalId, ticket);
  await context.database.transaction((tx) => cancelBooking(context, tx, bookingId));
}

/** The adviser does it in the customer's place, without the PIN, and it is recorded. Errors: notFound, also when `mayAct` says no of its point. */
export const cancelFor = (context: VisitingContext, adviserId: AdviserId, bookingId: string, mayAct: (pointId: PointId) => boolean): Promise<void> =>
  context.database.transaction(async (tx) => {
    const { pointId, number } = await cancelBooking(context, tx, bookingId);
    if (!mayAct(pointId)) throw new AppError('notFound');
    await context.tickets.recordOverride(tx, adviserId, pointId, number, 'cancelled');
  });

/** Likewise. Errors: notFound, slotTaken. */
export const moveFor = (
  context: VisitingContext,
  adviserId: AdviserId,
  { bookingId, at }: { bookingId: string; at: Instant },
  mayAct: (pointId: PointId) => boolean,
): Promise<void> =>
  context.database.transaction(async (tx) => {
    const { pointId, number } = await moveBooking(context, tx, bookingId, at, mayAct);
    await context.tickets.recordOverride(tx, adviserId, pointId, number, 'moved');
  });

/** The days and free times that the booking could move to. Errors: notFound, also when `mayAct` says no of its point. */
export const timesFor = (context: VisitingContext, bookingId: string, mayAct: (pointId: PointId) => boolean): Promise<FreeDay[]> =>
  context.database.transaction(async (tx) => {
    const booking = await store.readBooking(tx, bookingId);
    if (booking === null || !mayAct(booking.pointId)) throw new AppError('notFound');
    return readFreeDays(context, tx, booking, booking.pointId);
  });

/** The terminal's point, for a service that there is. Errors: notFound. */
const pointFor = (context: VisitingContext, terminalId: TerminalId, { agencyId, serviceId }: Service): PointId => {
  const pointId = pointOf(context, terminalId);
  if (!context.catalogue.isForCustomers(agencyId, serviceId) || !context.catalogue.servesAt(agencyId, pointId)) throw new AppError('notFound');
  return pointId;
};

/** The id of the number's booking, for its PIN. Errors: numberOrPinWrong, tooManyTries. */
const enter = async (context: VisitingContext, terminalId: TerminalId, ticket: Ticket): Promise<string> =>
  (await context.tickets.enter({ terminalId, pointId: pointOf(context, terminalId) }, ticket, store.readOfNumber)).bookingId;

/** What the request that made the booking is told of it when it comes again. */
async function ticketAgain(tx: Transaction, booking: store.Booking, terminalId: TerminalId, fresh: NewPin): Promise<IssuedTicket & { at: Instant }> {
  const issue = issueAgain(await store.readPinIssue(tx, booking.bookingId), terminalId, tx.now);
  if (issue === 'replaced') await store.putPin(tx, booking, fresh.hash, terminalId);
  return { number: booking.number, at: booking.at, pin: issue === 'replaced' ? fresh.pin : null, issue };
}

/** Errors: notFound, slotTaken. */
async function moveBooking(
  context: VisitingContext,
  tx: Transaction,
  bookingId: string,
  at: Instant,
  mayAct: (pointId: PointId) => boolean = () => true,
): Promise<store.Booking> {
  const found = await store.readBooking(tx, bookingId);
  // Before anything else is looked at, so that a time which is taken tells no stranger that there is a booking.
  if (found === null || !mayAct(found.pointId)) throw new AppError('notFound');
  await store.lockTimes(tx, found.agencyId, found.pointId);
  const booking = await store.lockBooking(tx, bookingId);
  if (booking === null) throw new AppError('notFound');
  if (booking.at === at) return booking;
  if (!(await readFreeDays(context, tx, booking, booking.pointId)).some(({ times }) => times.includes(at))) throw new AppError('slotTaken');
  await store.moveBooking(tx, bookingId, at);
  announce(context, tx, booking);
  return booking;
}

/** Errors: notFound. */
async function cancelBooking(context: VisitingContext, tx: Transaction, bookingId: string): Promise<store.Booking> {
  const booking = await store.lockBooking(tx, bookingId);
  if (booking === null) throw new AppError('notFound');
  await store.deleteBooking(tx, booking);
  announce(context, tx, booking);
  return booking;
}

const announce = ({ changes }: VisitingContext, tx: Transaction, { agencyId, pointId }: Pick<store.Booking, 'agencyId' | 'pointId'>): void =>
  tx.afterCommit(() => changes.announce([`point:${pointId}`, `agency:${agencyId}`]));
