import type { VisitingBooking } from '#shared/contract/views/index.ts';
import type { AgencyId, PointId, ServiceId } from '#shared/ids.ts';
import type { Instant } from '#shared/instant.ts';
import type { CatalogueReader } from '#server/catalogue/index.ts';
import type { Transaction } from '#server/platform/database/index.ts';
import type { VisitingContext } from './context.ts';
import * as store from './store.ts';
import { type FreeDay, freeTimes, isWithin } from './times.rules.ts';

export type Service = { readonly agencyId: AgencyId; readonly serviceId: ServiceId };

/** The coming days of the service at the point, and what is free of them. */
export const readFreeDays = async ({ catalogue }: VisitingContext, tx: Transaction, service: Service, pointId: PointId): Promise<FreeDay[]> =>
  freeTimes(daysOf(catalogue, service, pointId), await store.readBooked(tx, service.agencyId, pointId), tx.now);

/** The service's days at the point; none where the agency does not serve there, or not by a visiting expert, whatever days are left of it. */
const daysOf = (catalogue: CatalogueReader, { agencyId, serviceId }: Service, pointId: PointId) => {
  const service = catalogue.agency(agencyId)?.services.find(({ id }) => id === serviceId);
  const isHere = catalogue.servesAt(agencyId, pointId) && service?.channels.includes('visitingExpert') === true;
  return isHere ? service.visitingDays.filter((day) => day.pointId === pointId) : [];
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
