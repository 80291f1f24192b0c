import type { AgencyId, PointId, ServiceId } from '#shared/ids.ts';
import type { Instant } from '#shared/instant.ts';
import type { HoursContext } from './context.ts';
import * as store from './store.ts';

/** Closes a point, as in an emergency: nobody queues from there till it is opened again. */
export async function closePoint({ database, closures }: HoursContext, pointId: PointId, by: string): Promise<void> {
  await database.transaction((tx) => store.putPointClosure(tx, pointId, by));
  await closures.refresh();
}

export async function reopenPoint({ database, closures }: HoursContext, pointId: PointId): Promise<void> {
  await database.transaction((tx) => store.deletePointClosure(tx, pointId));
  await closures.refresh();
}

/** Closes the agency (service null) or one of its services, whatever its hours say. */
export async function close(
  { database, closures }: HoursContext,
  agencyId: AgencyId,
  serviceId: ServiceId | null,
  until: Instant | null,
  by: string,
): Promise<void> {
  await database.transaction((tx) => store.putClosure(tx, { agencyId, serviceId, until }, by));
  await closures.refresh();
}

/** Takes a closure back; the hours hold again. */
export async function reopen({ database, closures }: HoursContext, agencyId: AgencyId, serviceId: ServiceId | null): Promise<void> {
  await database.transaction((tx) => store.deleteClosure(tx, agencyId, serviceId));
  await closures.refresh();
}
