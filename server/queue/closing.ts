import type { AgencyId, ServiceId, SupervisorId } from '#shared/ids.ts';
import type { Instant } from '#shared/instant.ts';
import { system } from '#server/calls/index.ts';
import { AppError } from '#server/errors.ts';
import { isClosed } from '#server/hours/index.ts';
import { dayStart } from '#server/serviceDay.ts';
import { type ClosedQueue, type Place, readClosable, readPlaces } from './closingStore.ts';
import type { QueueContext } from './context.ts';

type Supervisor = { readonly id: SupervisorId; readonly agencyId: AgencyId };

/** A supervisor closes the agency (service null) or one of its services. Errors: notFound, also for another agency's service. */
export async function close(context: QueueContext, { id, agencyId }: Supervisor, serviceId: ServiceId | null, until: Instant | null): Promise<void> {
  demandOwnService(context, agencyId, serviceId);
  await context.hours.close(agencyId, serviceId, until, id);
  await closeQueues(context);
}

/** Takes a closure back. Errors: notFound, also for another agency's service. */
export async function reopen(context: QueueContext, { agencyId }: Supervisor, serviceId: ServiceId | null): Promise<void> {
  demandOwnService(context, agencyId, serviceId);
  await context.hours.reopen(agencyId, serviceId);
}

function demandOwnService({ catalogue }: QueueContext, agencyId: AgencyId, serviceId: ServiceId | null): void {
  if (serviceId !== null && !catalogue.offers(agencyId, serviceId)) throw new AppError('notFound');
}

/**
 * Tells those whom nobody will serve any more. Where the agency ends the wait at closing time, that is everybody who waits, parks or is to
 * be called back; where it serves those who wait, it is who was to be called back on a day that is over. A time that is booked for later
 * stands. Agencies stand for themselves: one that fails holds no other up. Errors: those that failed, together.
 */
export async function closeQueues(context: QueueContext): Promise<void> {
  const closed = await context.database.transaction(async (tx) =>
    (await readPlaces(tx)).filter((place) => isClosed(context.hours, place, place.pointId, tx.now)),
  );
  const failures: unknown[] = [];
  for (const [agencyId, places] of Map.groupBy(closed, (place) => place.agencyId)) {
    await closeAgency(context, agencyId, places).catch((error: unknown) => failures.push(error));
  }
  if (failures.length > 0) throw new AggregateError(failures, 'queues of some agencies could not be closed');
}

function closeAgency({ database, calls, catalogue }: QueueContext, agencyId: AgencyId, places: readonly Place[]): Promise<void> {
  const rule: ClosedQueue['rule'] = catalogue.agency(agencyId)?.whenClosing ?? 'serveWaiting';
  return database.transaction(async (tx) => {
    for (const place of places) {
      for (const callId of await readClosable(tx, { ...place, rule, today: dayStart(tx.now) }))
        await calls.commandIn(tx, callId, { type: 'closeQueue' }, system);
    }
  });
}

/** Reads what is closed by hand, then closes what has to be. */
export async function runClosing(context: QueueContext): Promise<void> {
  await context.hours.refresh();
  await closeQueues(context);
}
