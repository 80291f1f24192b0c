import { isCalledBack, isInCall, isInQueue } from '#shared/call/lifecycle.ts';
import type { IssuedTicket, Ticket } from '#shared/contract/ticket.ts';
import type { CallId, TerminalId, VisitId } from '#shared/ids.ts';
import { adviserAt, readCall, readCallsOfVisit, system } from '#server/calls/index.ts';
import type { Adviser } from '#server/catalogue/index.ts';
import type { Transaction } from '#server/platform/database/index.ts';
import { AppError } from '#server/errors.ts';
import { closeVisit, lockVisit, moveVisit, readVisitNumber } from '#server/visits/index.ts';
import { type CallbacksContext, announce, pointOf } from './context.ts';
import { enter, issue, ticketAgain } from './issuing.ts';

/**
 * All that waits in the terminal's visit, `callId` with it, waits on without the terminal, which is free. The visit's number is what calls the
 * customer. The same again, its answer having been lost, is the same act. Errors: notFound, wrongState.
 */
export async function choose(context: CallbacksContext, terminalId: TerminalId, callId: CallId): Promise<IssuedTicket> {
  const { database, calls, tickets } = context;
  const fresh = await tickets.drawPin();
  return database.transaction(async (tx) => {
    const call = await readCall(tx, callId);
    const visit = call === null ? null : await lockVisit(tx, call.visitId);
    if (call === null || visit === null || !visit.isOpen || call.terminalId !== terminalId) throw new AppError('notFound');
    const open = await readCallsOfVisit(tx, visit.id);
    if (visit.terminalId === null && open.some((one) => one.callId === callId && isCalledBack(one))) return ticketAgain(context, tx, visit, terminalId, fresh);
    if (visit.terminalId !== terminalId) throw new AppError('notFound');
    const running = open.filter((one) => isInQueue(one) || isInCall(one));
    if (running.length === 0 || running.some((one) => one.state !== 'queued' || one.consultation !== null)) throw new AppError('wrongState');
    for (const one of running) await calls.commandIn(tx, one.callId, { type: 'chooseCallback', notBefore: tx.now }, system);
    await moveVisit(tx, visit.id, null);
    announce(context, tx, terminalId);
    return { number: visit.number, pin: await issue(tx, visit, pointOf(context, terminalId), fresh, terminalId), issue: 'first' };
  });
}

/** The customer does not come. Errors: those of `enter`, wrongState. */
export async function cancel(context: CallbacksContext, terminalId: TerminalId, ticket: Ticket): Promise<void> {
  const visitId = await enter(context, terminalId, ticket);
  await context.database.transaction((tx) => cancelVisit(context, tx, visitId));
}

/** The adviser takes a customer off the list, recorded where the customer is away. Errors: notFound, wrongState. */
export const removeFromQueue = ({ database, calls, catalogue, tickets }: CallbacksContext, adviser: Adviser, callId: CallId): Promise<void> =>
  database.transaction(async (tx) => {
    const call = await readCall(tx, callId);
    await calls.commandIn(tx, callId, { type: 'end', endedBy: 'adviser' }, adviserAt(adviser, catalogue));
    if (call !== null && isCalledBack(call)) await tickets.recordOverride(tx, adviser.id, call.pointId, await readVisitNumber(tx, call.visitId), 'cancelled');
  });

/** All that the visit still waits for ends, and its number with it. Once more changes nothing. Errors: wrongState while the customer is at a terminal. */
async function cancelVisit({ calls }: CallbacksContext, tx: Transaction, visitId: VisitId): Promise<void> {
  const visit = await lockVisit(tx, visitId);
  if (visit === null || !visit.isOpen) return;
  if (visit.terminalId !== null) throw new AppError('wrongState');
  await closeVisit(tx, visitId);
  for (const call of (await readCallsOfVisit(tx, visitId)).filter(isCalledBack))
    await calls.commandIn(tx, call.callId, { type: 'end', endedBy: 'customer' }, system);
}
