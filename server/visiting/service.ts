import type { VisitingBooking } from '#shared/contract/views/index.ts';
import type { IssuedTicket, Ticket } from '#shared/contract/ticket.ts';
import type { AdviserId, AgencyId, PointId, ServiceId, TerminalId } from '#shared/ids.ts';
import type { Instant } from '#shared/instant.ts';
import type { CatalogueReader } from '#server/catalogue/index.ts';
import type { Changes } from '#server/changes.ts';
import type { Database, Transaction } from '#server/db/index.ts';
import { AppError } from '#server/errors.ts';
import { type NewPin, type Tickets, issueAgain } from '#server/tickets/index.ts';
import { type Visits, demandSame, isSameService, nextNumber, recordEntry } from '#server/visits/index.ts';
import * as store from './store.ts';
import { type FreeDay, freeTimes, isWithin } from './times.rules.ts';

/** Bookings are erased so long after their time; until then the desks see who came today. */
const keptMs = 12 * 3_600_000;

type Service = { readonly agencyId: AgencyId; readonly serviceId: ServiceId };
type WantedTime = Omit<store.Booking, 'number' | 'pointId' | 'pinHash'> & { readonly terminalId: TerminalId };

export type Visiting = ReturnType<typeof createVisiting>;

type VisitingOptions = {
  readonly database: Database;
  readonly visits: Pick<Visits, 'demandEntry'>;
  readonly catalogue: CatalogueReader;
  readonly changes: Changes;
  readonly tickets: Tickets;
  /** From 0 up to, and without, the bound. */
  readonly randomInt: (below: number) => number;
};

/** The service's days at the point; none where the service is not to be had by a visiting expert, whatever days are left of it. */
const daysOf = (catalogue: CatalogueReader, { agencyId, serviceId }: Service, pointId: PointId) => {
  const service = catalogue.agency(agencyId)?.services.find(({ id }) => id === serviceId);
  return service?.channels.includes('visitingExpert') === true ? service.visitingDays.filter((day) => day.pointId === pointId) : [];
};

const toView = (catalogue: CatalogueReader, { pinHash: _kept, ...booking }: store.Booking): VisitingBooking => ({
  ...booking,
  pointNames: catalogue.point(booking.pointId)?.names ?? { sv: booking.pointId, fi: booking.pointId, en: booking.pointId },
  hasDay: isWithin(daysOf(catalogue, booking, booking.pointId), booking.at),
});

/** Who meets a visiting expert at one of the points, soonest first; also those whose day is no more. */
export const readVisitingOfPoints = async (tx: Transaction, catalogue: CatalogueReader, pointIds: readonly PointId[]): Promise<VisitingBooking[]> =>
  (await store.readOfPoints(tx, pointIds)).map((booking) => toView(catalogue, booking));

/** Who meets an expert of the agency at any point, before `until`, soonest first. */
export const readVisitingOfAgency = async (
  tx: Transaction,
  catalogue: CatalogueReader,
  agencyId: AgencyId,
  until: Instant | null = null,
): Promise<VisitingBooking[]> => (await store.readOfAgency(tx, agencyId, until)).map((booking) => toView(catalogue, booking));

/** Times with an expert who comes to the point (F33). Whoever has one waits in no queue: number and PIN are all there is of the customer. */
export function createVisiting({ database, visits, catalogue, changes, tickets, randomInt }: VisitingOptions) {
  const announce = (tx: Transaction, { agencyId, pointId }: Pick<store.Booking, 'agencyId' | 'pointId'>) =>
    tx.afterCommit(() => changes.announce([`point:${pointId}`, `agency:${agencyId}`]));

  /** Errors: notFound. */
  const pointOf = (terminalId: TerminalId): PointId => {
    const place = catalogue.terminal(terminalId);
    if (place === undefined) throw new AppError('notFound');
    return place.point.id;
  };

  /** The terminal's point, for a service that there is. Errors: notFound. */
  const pointFor = (terminalId: TerminalId, { agencyId, serviceId }: Service): PointId => {
    if (!catalogue.isForCustomers(agencyId, serviceId)) throw new AppError('notFound');
    return pointOf(terminalId);
  };

  const read = async (tx: Transaction, service: Service, pointId: PointId): Promise<FreeDay[]> =>
    freeTimes(daysOf(catalogue, service, pointId), await store.readBooked(tx, service.agencyId, pointId), tx.now);

  /** The id of the number's booking, for its PIN. Errors: numberOrPinWrong, tooManyTries. */
  const enter = async (terminalId: TerminalId, ticket: Ticket): Promise<string> =>
    (await tickets.enter({ terminalId, pointId: pointOf(terminalId) }, ticket, store.readOfNumber)).bookingId;

  /** What the request that made the booking is told of it when it comes again. */
  async function ticketAgain(tx: Transaction, booking: store.Booking, terminalId: TerminalId, fresh: NewPin): Promise<IssuedTicket & { at: Instant }> {
    const issue = issueAgain(await store.readPinIssue(tx, booking.bookingId), terminalId, tx.now);
    if (issue === 'replaced') await store.putPin(tx, booking, fresh.hash, terminalId);
    return { number: booking.number, at: booking.at, pin: issue === 'replaced' ? fresh.pin : null, issue };
  }

  /** Errors: notFound, slotTaken. */
  async function move(tx: Transaction, bookingId: string, at: Instant): Promise<store.Booking> {
    const found = await store.readBooking(tx, bookingId);
    if (found === null) throw new AppError('notFound');
    await store.lockTimes(tx, found.agencyId, found.pointId);
    const booking = await store.lockBooking(tx, bookingId);
    if (booking === null) throw new AppError('notFound');
    if (booking.at === at) return booking;
    if (!(await read(tx, booking, booking.pointId)).some(({ times }) => times.includes(at))) throw new AppError('slotTaken');
    await store.moveBooking(tx, bookingId, at);
    announce(tx, booking);
    return booking;
  }

  /** Errors: notFound. */
  async function cancel(tx: Transaction, bookingId: string): Promise<store.Booking> {
    const booking = await store.lockBooking(tx, bookingId);
    if (booking === null) throw new AppError('notFound');
    await store.deleteBooking(tx, booking);
    announce(tx, booking);
    return booking;
  }

  return {
    /** The coming days at the terminal's point, and what is free of them. Errors: notFound. */
    times: (terminalId: TerminalId, service: Service): Promise<FreeDay[]> => database.transaction((tx) => read(tx, service, pointFor(terminalId, service))),

    /** The same bookingId again is the same act, and says what was booked by it. Errors: notFound, slotTaken, entryLimit, sameIdOtherContent. */
    async book({ terminalId, ...wanted }: WantedTime): Promise<IssuedTicket & { at: Instant }> {
      const pointId = pointFor(terminalId, wanted);
      const fresh = await tickets.drawPin();
      return database.transaction(async (tx) => {
        await store.lockTimes(tx, wanted.agencyId, pointId);
        const known = await store.readBooking(tx, wanted.bookingId);
        if (known !== null) {
          demandSame(known.pointId === pointId && isSameService(known, wanted));
          return ticketAgain(tx, known, terminalId, fresh);
        }
        await visits.demandEntry(tx, terminalId);
        if (!(await read(tx, wanted, pointId)).some(({ times }) => times.includes(wanted.at))) throw new AppError('slotTaken');
        const booking = { ...wanted, pointId, number: await nextNumber(tx, pointId, randomInt) };
        if (!(await store.insertBooking(tx, booking))) throw new AppError('slotTaken');
        await recordEntry(tx, terminalId, booking.bookingId);
        await store.putPin(tx, booking, fresh.hash, terminalId);
        announce(tx, booking);
        return { number: booking.number, at: booking.at, pin: fresh.pin, issue: 'first' };
      });
    },

    /** What the customer of that number has booked at the terminal's point. Errors: numberOrPinWrong, tooManyTries. */
    async find(terminalId: TerminalId, ticket: Ticket): Promise<Pick<store.Booking, 'agencyId' | 'serviceId' | 'at'>> {
      const bookingId = await enter(terminalId, ticket);
      const booking = await database.transaction((tx) => store.readBooking(tx, bookingId));
      if (booking === null) throw new AppError('numberOrPinWrong');
      const { agencyId, serviceId, at } = booking;
      return { agencyId, serviceId, at };
    },

    /** The customer comes at another of the free times; number and PIN stay. Errors: numberOrPinWrong, tooManyTries, slotTaken. */
    async move(terminalId: TerminalId, { at, ...ticket }: Ticket & { readonly at: Instant }): Promise<void> {
      const bookingId = await enter(terminalId, ticket);
      await database.transaction((tx) => move(tx, bookingId, at));
    },

    /** The time is free for others. Errors: numberOrPinWrong, tooManyTries. */
    async cancel(terminalId: TerminalId, ticket: Ticket): Promise<void> {
      const bookingId = await enter(terminalId, ticket);
      await database.transaction((tx) => cancel(tx, bookingId));
    },

    /** The adviser does it in the customer's place, without the PIN, and it is recorded. Errors: notFound, also when `mayAct` says no of its point. */
    cancelFor: (adviserId: AdviserId, bookingId: string, mayAct: (pointId: PointId) => boolean): Promise<void> =>
      database.transaction(async (tx) => {
        const { pointId, number } = await cancel(tx, bookingId);
        if (!mayAct(pointId)) throw new AppError('notFound');
        await tickets.recordOverride(tx, adviserId, pointId, number, 'cancelled');
      }),

    /** Likewise. Errors: notFound, slotTaken. */
    moveFor: (adviserId: AdviserId, { bookingId, at }: { bookingId: string; at: Instant }, mayAct: (pointId: PointId) => boolean): Promise<void> =>
      database.transaction(async (tx) => {
        const { pointId, number } = await move(tx, bookingId, at);
        if (!mayAct(pointId)) throw new AppError('notFound');
        await tickets.recordOverride(tx, adviserId, pointId, number, 'moved');
      }),

    /** The days and free times that the booking could move to. Errors: notFound, also when `mayAct` says no of its point. */
    timesFor: (bookingId: string, mayAct: (pointId: PointId) => boolean): Promise<FreeDay[]> =>
      database.transaction(async (tx) => {
        const booking = await store.readBooking(tx, bookingId);
        if (booking === null || !mayAct(booking.pointId)) throw new AppError('notFound');
        return read(tx, booking, booking.pointId);
      }),

    eraseDue: (): Promise<number> => database.transaction((tx) => store.eraseBookings(tx, keptMs)),
  };
}
