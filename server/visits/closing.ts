import type { AgencyId } from '#shared/ids.ts';
import { system } from '#server/calls/index.ts';
import { dayStart } from '#server/serviceDay.ts';
import { type ClosedQueue, type Place, readClosable, readPlaces } from './closingStore.ts';
import { type VisitsContext, isClosed } from './context.ts';

/**
 * Tells those whom nobody will serve any more. Where the agency ends the wait at closing time, that is everybody who waits, parks or is to
 * be called back; where it serves those who wait, it is who was to be called back on a day that is over. A time that is booked for later
 * stands. Agencies stand for themselves: one that fails holds no other up. Errors: those that failed, together.
 */
export async function closeQueues(context: VisitsContext): Promise<void> {
  const closed = await context.database.transaction(async (tx) => (await readPlaces(tx)).filter((place) => isClosed(context, place, place.pointId, tx.now)));
  const failures: unknown[] = [];
  for (const [agencyId, places] of Map.groupBy(closed, (place) => place.agencyId)) {
    await closeAgency(context, agencyId, places).catch((error: unknown) => failures.push(error));
  }
  if (failures.length > 0) throw new AggregateError(failures, 'queues of some agencies could not be closed');
}

function closeAgency({ database, calls, catalogue }: VisitsContext, agencyId: AgencyId, places: readonly Place[]): Promise<void> {
  const rule: ClosedQueue['rule'] = catalogue.agency(agencyId)?.whenClosing ?? 'serveWaiting';
  return database.transaction(async (tx) => {
    for (const place of places) {
      for (const callId of await readClosable(tx, { ...place, rule, today: dayStart(tx.now) }))
        await calls.commandIn(tx, callId, { type: 'closeQueue' }, system);
    }
  });
}
