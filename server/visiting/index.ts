import type { VisitingBooking } from '#shared/contract/views/index.ts';
import type { AgencyId, PointId, ServiceId, TerminalId } from '#shared/ids.ts';
import type { Instant } from '#shared/instant.ts';
import type { CatalogueReader } from '#server/catalogue/index.ts';
import type { Changes } from '#server/changes.ts';
import type { Database, Transaction } from '#server/db/index.ts';
import { AppError } from '#server/errors.ts';
import { type Visits, nextNumber, recordEntry } from '#server/visits/index.ts';
import * as store from './store.ts';
import { type FreeDay, freeTimes, isWithin } from './times.ts';

export { readOfNumber as readVisitingOfNumber } from './store.ts';

/** Bookings are erased so long after their time; until then the desks see who came today. */
const keptMs = 12 * 3_600_000;

type Service = { readonly agencyId: AgencyId; readonly serviceId: ServiceId };
type WantedTime = Omit<store.Booking, 'number' | 'pointId'> & { readonly terminalId: TerminalId };

export type Visiting = ReturnType<typeof createVisiting>;

type VisitingOptions = {
  readonly database: Database;
  readonly visits: Pick<Visits, 'demandEntry'>;
  readonly catalogue: CatalogueReader;
  readonly changes: Changes;
};

/** The service's days at the point; none where the service is not to be had by a visiting expert, whatever days are left of it. */
const daysOf = (catalogue: CatalogueReader, { agencyId, serviceId }: Service, pointId: PointId) => {
  const service = catalogue.agency(agencyId)?.services.find(({ id }) => id === serviceId);
  return service?.channels.includes('visitingExpert') === true ? service.visitingDays.filter((day) => day.pointId === pointId) : [];
};

const toView = (catalogue: CatalogueReader, booking: store.Booking): VisitingBooking => ({
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

/** Times with an expert who comes to the point (F33). Whoever has one waits in no queue: the number is all there is of the customer. */
export function createVisiting({ database, visits, catalogue, changes }: VisitingOptions) {
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

  const cancel = (bookingId: string, mayCancel: (pointId: PointId) => boolean): Promise<void> =>
    database.transaction(async (tx) => {
      const booking = await store.readBooking(tx, bookingId);
      if (booking === null || !mayCancel(booking.pointId)) throw new AppError('notFound');
      await store.deleteBooking(tx, bookingId);
      announce(tx, booking);
    });

  return {
    /** The coming days at the terminal's point, and what is free of them. Errors: notFound. */
    times: (terminalId: TerminalId, service: Service): Promise<FreeDay[]> => database.transaction((tx) => read(tx, service, pointFor(terminalId, service))),

    /** The same bookingId again is the same act, and says what was booked by it. Errors: notFound, slotTaken, entryLimit, invalidPayload for an id that is another's. */
    book: ({ terminalId, ...wanted }: WantedTime): Promise<{ number: number; at: Instant }> =>
      database.transaction(async (tx) => {
        const pointId = pointFor(terminalId, wanted);
        await store.lockTimes(tx, wanted.agencyId, pointId);
        const known = await store.readBooking(tx, wanted.bookingId);
        if (known !== null && (known.pointId !== pointId || known.serviceId !== wanted.serviceId))
          throw new AppError('invalidPayload', { places: 'bookingId' });
        if (known !== null) return { number: known.number, at: known.at };
        await visits.demandEntry(tx, terminalId);
        if (!(await read(tx, wanted, pointId)).some(({ times }) => times.includes(wanted.at))) throw new AppError('slotTaken');
        const booking = { ...wanted, pointId, number: await nextNumber(tx, pointId) };
        if (!(await store.insertBooking(tx, booking))) throw new AppError('slotTaken');
        await recordEntry(tx, terminalId, booking.bookingId);
        announce(tx, booking);
        return { number: booking.number, at: booking.at };
      }),

    /** What the customer of that number has booked at the terminal's point. Errors: notFound. */
    find: (terminalId: TerminalId, number: number): Promise<Pick<store.Booking, 'bookingId' | 'agencyId' | 'at'>> =>
      database.transaction(async (tx) => {
        const booking = await store.readOfNumber(tx, pointOf(terminalId), number);
        if (booking === null) throw new AppError('notFound');
        const { bookingId, agencyId, at } = booking;
        return { bookingId, agencyId, at };
      }),

    /** The time is free for others. Errors: notFound, also when `mayCancel` says no of its point. */
    cancel,

    /** The same by the customer, at a terminal of the point. Errors: notFound. */
    cancelAt: (terminalId: TerminalId, bookingId: string): Promise<void> => cancel(bookingId, (pointId) => pointId === pointOf(terminalId)),

    eraseDue: (): Promise<number> => database.transaction((tx) => store.eraseBookings(tx, keptMs)),
  };
}
