import type { IssuedTicket, Ticket } from '#shared/contract/ticket.ts';
import type { AdviserId, PointId, TerminalId, VisitId } from '#shared/ids.ts';
import type { Instant } from '#shared/instant.ts';
import { readCall, readCallsOfVisit, system } from '#server/calls/index.ts';
import type { Transaction } from '#server/platform/database/index.ts';
import { AppError } from '#server/errors.ts';
import { type ServiceRequest, insertVisit, isSameService, lockVisit, readKnownIds, recordEntry } from '#server/visits/index.ts';
import { visitOf } from './away.ts';
import { bookedOf } from './away.rules.ts';
import { type CallbacksContext, pointOf } from './context.ts';
import { type WantedTime, freeTimes } from './freeTimes.ts';
import { enter, issue, ticketAgain } from './issuing.ts';
import * as store from './store.ts';

type BookedServiceRequest = Pick<ServiceRequest, 'callId' | 'terminalId' | 'agencyId' | 'serviceId' | 'language'> & { readonly at: Instant };

/** Times at which the customer could come instead, soonest first. Errors: notFound, notRemote. */
export const slots = (context: CallbacksContext, terminalId: TerminalId, serviceRequest: WantedTime): Promise<Instant[]> =>
  context.database.transaction((tx) => {
    const pointId = pointOf(context, terminalId);
    context.catalogue.demandQueue(serviceRequest, 'customer', pointId);
    return freeTimes(context, tx, serviceRequest, pointId);
  });

/**
 * Books one of the slots: a visit of its own, with a number, and a place that comes first at its time (F21). The same callId again is the same
 * act, and says what was booked by it. Errors: notFound, notRemote, slotTaken, entryLimit, sameIdOtherContent.
 */
export async function book(
  context: CallbacksContext,
  { at, terminalId, ...serviceRequest }: BookedServiceRequest,
): Promise<IssuedTicket & { readonly at: Instant }> {
  const { database, calls, visits, catalogue, tickets, randomId, randomInt } = context;
  const pointId = pointOf(context, terminalId);
  catalogue.demandQueue(serviceRequest, 'customer', pointId);
  const fresh = await tickets.drawPin();
  return database.transaction(async (tx) => {
    const known = await readCall(tx, serviceRequest.callId);
    if (known !== null) {
      const visit = await lockVisit(tx, known.visitId);
      const isOwn = visit !== null && known.pointId === pointId && known.bookedFor !== null && isSameService(known, serviceRequest);
      if (!isOwn || known.bookedFor === null) throw new AppError('sameIdOtherContent');
      return { ...(await ticketAgain(context, tx, visit, terminalId, fresh)), at: known.bookedFor };
    }
    if ((await readKnownIds(tx, [serviceRequest.callId])).length > 0) throw new AppError('sameIdOtherContent');
    await visits.demandEntry(tx, terminalId);
    await store.lockSlots(tx, serviceRequest.agencyId);
    if (!(await freeTimes(context, tx, serviceRequest, pointId)).includes(at)) throw new AppError('slotTaken');
    const visit = await insertVisit(tx, { id: randomId(), pointId, terminalId: null, randomInt });
    const facts = {
      ...serviceRequest,
      terminalId,
      pointId,
      visitId: visit.id,
      priority: 0,
      queuedAt: tx.now,
      bookedFor: at,
      setUpBy: null,
      roomId: serviceRequest.callId,
    };
    await calls.enqueueIn(tx, facts, '', false);
    await recordEntry(tx, terminalId, serviceRequest.callId);
    await calls.commandIn(tx, serviceRequest.callId, { type: 'chooseCallback', notBefore: at }, system);
    return { number: visit.number, pin: await issue(tx, visit, pointId, fresh, terminalId), issue: 'first', at };
  });
}

/** The booked time becomes another of the free ones; number and PIN stay. Errors: those of `enter`, wrongState, slotTaken. */
export async function move(context: CallbacksContext, terminalId: TerminalId, { at, ...ticket }: Ticket & { readonly at: Instant }): Promise<void> {
  const visitId = await enter(context, terminalId, ticket);
  await context.database.transaction((tx) => moveTime(context, tx, visitId, at));
}

/** The adviser moves it, without the PIN, which is recorded. Errors: notFound, wrongState, slotTaken. */
export const moveFor = (
  context: CallbacksContext,
  adviserId: AdviserId,
  pointId: PointId,
  { number, at }: { readonly number: number; readonly at: Instant },
): Promise<void> =>
  context.database.transaction(async (tx) => {
    const { id } = await visitOf(tx, pointId, number);
    await moveTime(context, tx, id, at);
    await context.tickets.recordOverride(tx, adviserId, pointId, number, 'moved');
  });

/** The free times that the number's booking could move to. Errors: notFound, wrongState. */
export const slotsFor = (context: CallbacksContext, pointId: PointId, number: number): Promise<Instant[]> =>
  context.database.transaction(async (tx) => {
    const { id } = await visitOf(tx, pointId, number);
    const booked = bookedOf(await readCallsOfVisit(tx, id));
    if (booked === undefined) throw new AppError('wrongState');
    return freeTimes(context, tx, booked, pointId);
  });

/** Errors: wrongState where no time is booked, or it has come; slotTaken. */
async function moveTime(context: CallbacksContext, tx: Transaction, visitId: VisitId, at: Instant): Promise<void> {
  const visit = await lockVisit(tx, visitId);
  const booked = bookedOf(visit?.isOpen === true ? await readCallsOfVisit(tx, visitId) : []);
  if (booked === undefined) throw new AppError('wrongState');
  if (booked.bookedFor === at) return;
  await store.lockSlots(tx, booked.agencyId);
  if (!(await freeTimes(context, tx, booked, booked.pointId)).includes(at)) throw new AppError('slotTaken');
  await context.calls.commandIn(tx, booked.callId, { type: 'moveCallback', at }, system);
}
