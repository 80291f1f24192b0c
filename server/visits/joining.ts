import { type Call, isInCall, isInQueue } from '#shared/call/lifecycle.ts';
import type { CallId, PointId, TerminalId, VisitId } from '#shared/ids.ts';
import { lockCall, readCallsOfVisit, readLastArrival } from '#server/calls/index.ts';
import type { Transaction } from '#server/platform/database/index.ts';
import { AppError } from '#server/errors.ts';
import { isClosed } from '#server/hours/index.ts';
import { lockPresence } from '#server/presence/index.ts';
import type { VisitsContext } from './context.ts';
import { demandEntry, recordEntry } from './entryLimitStore.ts';
import type { Entry, EntryOptions, RequestedService, ServiceRequest } from './requestedService.ts';
import { demandSame, demandSameCall, isSameService } from './sameAct.ts';
import * as store from './store.ts';

/** So many service requests can wait or be planned in one visit. */
const serviceRequestsAtOnce = 8;
/** So many can a visit have in all, those that are over included; then it is another visit's. */
export const serviceRequestsAVisit = 40;

/**
 * Queues the service request in the terminal's open visit, or in a new one, beside what may already wait or run there (F30), and plans what comes next (F29).
 * The same callId again changes nothing. Errors: notFound, notRemote, terminalBusy, queueClosed, entryLimit, invalidPayload for ids that are taken.
 */
export function join(context: VisitsContext, serviceRequest: ServiceRequest): Promise<{ callId: CallId }> {
  const { database, catalogue, entriesAnHour } = context;
  return database.transaction(async (tx) => {
    const { callId, terminalId, note, setUpBy, next, language } = serviceRequest;
    const place = catalogue.terminal(terminalId);
    if (place === undefined) throw new AppError('notFound');
    for (const requestedService of [serviceRequest, ...next]) catalogue.demandQueue(requestedService, setUpBy === null ? 'customer' : 'staff', place.point.id);
    const earlier = (await lockCall(tx, callId))?.call;
    if (earlier !== undefined && earlier.terminalId !== terminalId) throw new AppError('notFound');
    if (earlier !== undefined) {
      await demandSameServiceRequest(tx, earlier, serviceRequest);
      return { callId };
    }
    await demandNewIds(
      tx,
      [serviceRequest, ...next].map((requestedService) => requestedService.callId),
      'callId, next',
    );
    if (setUpBy === null) await demandEntry(tx, terminalId, entriesAnHour);
    const visit = await visitAt(context, tx, terminalId, place.point.id);
    await demandRoom(tx, visit.id, [serviceRequest, ...next]);
    if (isClosed(context.hours, serviceRequest, place.point.id, tx.now)) throw new AppError('queueClosed');
    await enqueue(context, tx, { ...serviceRequest, visitId: visit.id, pointId: place.point.id }, { note, setUpBy });
    if (setUpBy === null) await recordEntry(tx, terminalId, callId);
    for (const requestedService of next) await store.insertServiceRequest(tx, visit.id, { ...requestedService, language });
    return { callId };
  });
}

/** Puts the entry into its queue, in the caller's transaction. */
export async function enqueue(
  { calls }: VisitsContext,
  tx: Transaction,
  entry: Entry,
  { note = '', priority = 0, setUpBy = null }: EntryOptions = {},
): Promise<void> {
  const { callId, visitId, terminalId, pointId, agencyId, serviceId, language } = entry;
  // A clock that steps back lets nobody in before those who came earlier.
  const last = await readLastArrival(tx, agencyId);
  const queuedAt = last !== null && last > tx.now ? last : tx.now;
  const facts = { callId, visitId, terminalId, pointId, agencyId, serviceId, language, priority, queuedAt, bookedFor: null, setUpBy, roomId: callId };
  await calls.enqueueIn(tx, facts, note, await lockPresence(tx, 'terminal', terminalId));
}

/** The terminal's open visit, locked, or a new one. */
export async function visitAt({ randomId, randomInt }: VisitsContext, tx: Transaction, terminalId: TerminalId, pointId: PointId): Promise<store.Visit> {
  // Held before the visit, in the order in which a terminal that goes away takes the two.
  await lockPresence(tx, 'terminal', terminalId);
  const open = await store.readOpenVisit(tx, terminalId);
  const locked = open === null ? null : await store.lockVisit(tx, open.id);
  return locked?.isOpen === true && locked.terminalId === terminalId ? locked : store.insertVisit(tx, { id: randomId(), pointId, terminalId, randomInt });
}

/** Refuses what is already under way in the visit, and more than anybody can see to. Errors: terminalBusy. */
export async function demandRoom(tx: Transaction, visitId: VisitId, requestedServices: readonly Omit<RequestedService, 'language'>[]): Promise<void> {
  const calls = await readCallsOfVisit(tx, visitId);
  const plan = await store.readPlan(tx, visitId);
  if (calls.length + plan.length + requestedServices.length > serviceRequestsAVisit) throw new AppError('terminalBusy');
  const open = calls.filter((call) => isInQueue(call) || isInCall(call));
  const planned = plan.filter(({ state }) => state === 'planned');
  const known = [...open, ...planned].map(({ serviceId }) => serviceId);
  if (known.length + requestedServices.length > serviceRequestsAtOnce || requestedServices.some(({ serviceId }) => known.includes(serviceId)))
    throw new AppError('terminalBusy');
}

/** Each matter has an id of its own, for ever: it becomes its call's. Errors: invalidPayload. */
export async function demandNewIds(tx: Transaction, callIds: readonly CallId[], places: string): Promise<void> {
  if (new Set(callIds).size < callIds.length || (await store.readKnownIds(tx, callIds)).length > 0) throw new AppError('invalidPayload', { places });
}

/** Whoever sends an id again with what it was first sent with is answered as then; with anything else, is told so. Errors: sameIdOtherContent. */
async function demandSameServiceRequest(tx: Transaction, earlier: Call, { next, ...serviceRequest }: ServiceRequest): Promise<void> {
  demandSame(earlier.language === serviceRequest.language && earlier.setUpBy === serviceRequest.setUpBy);
  await demandSameCall(tx, earlier, serviceRequest);
  const plan = await store.readPlan(tx, earlier.visitId);
  demandSame(next.every((requestedService) => plan.some((planned) => planned.callId === requestedService.callId && isSameService(planned, requestedService))));
}
