import type { AgencyId, PointId, ServiceId } from '#shared/ids.ts';
import type { Instant } from '#shared/instant.ts';
import { appendAct } from '#server/audit/index.ts';
import type { HoursContext } from './context.ts';
import * as store from './store.ts';

const queueOf = (agencyId: AgencyId, serviceId: ServiceId | null) =>
  serviceId === null ? { kind: 'agency', id: agencyId } : { kind: 'service', id: serviceId };

/** Closes a point, as in an emergency: nobody queues from there till it is opened again. */
export async function closePoint({ database, closures }: HoursContext, pointId: PointId, by: string): Promise<void> {
  await database.transaction(async (tx) => {
    await store.putPointClosure(tx, pointId, by);
    await appendAct(tx, 'point.closed', { object: { kind: 'point', id: pointId } });
  });
  await closures.refresh();
}

export async function reopenPoint({ database, closures }: HoursContext, pointId: PointId): Promise<void> {
  await database.transaction(async (tx) => {
    if ((await store.deletePointClosure(tx, pointId)) > 0) await appendAct(tx, 'point.reopened', { object: { kind: 'point', id: pointId } });
  });
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
  await database.transaction(async (tx) => {
    await store.putClosure(tx, { agencyId, serviceId, until }, by);
    await appendAct(tx, 'queue.closed', { object: queueOf(agencyId, serviceId), details: { agencyId, until } });
  });
  await closures.refresh();
}

/** Takes a closure back; the hours hold again. */
export async function reopen({ database, closures }: HoursContext, agencyId: AgencyId, serviceId: ServiceId | null): Promise<void> {
  await database.transaction(async (tx) => {
    const wasClosed = (await store.deleteClosure(tx, agencyId, serviceId)) > 0;
    if (wasClosed) await appendAct(tx, 'queue.reopened', { object: queueOf(agencyId, serviceId), details: { agencyId } });
  });
  await closures.refresh();
}
