import { isCalledBack, occupiesTerminal } from '#shared/call/lifecycle.ts';
import type { EarlyTime } from '#shared/callbacks/contract.ts';
import type { Ticket } from '#shared/contract/ticket.ts';
import type { AdviserId, TerminalId, VisitId } from '#shared/ids.ts';
import { readCallsOfVisit, system } from '#server/calls/index.ts';
import type { Transaction } from '#server/platform/database/index.ts';
import { AppError } from '#server/errors.ts';
import { lockPresence } from '#server/presence/index.ts';
import { lockVisit, moveVisit, readOpenVisit } from '#server/visits/index.ts';
import { goneCode, visitOf } from './away.ts';
import { earlyTime } from './away.rules.ts';
import { type CallbacksContext, announce, pointOf } from './context.ts';
import { enter } from './issuing.ts';

/**
 * The customer is back, at any free terminal of the point: all that waits for them goes on there, or what they have planned where their
 * place is gone. Whoever comes long before the booked time is told of it, and nothing changes (E23). Errors: those of `enter`, terminalBusy,
 * wrongState where they have answered at another terminal; placeClosed, placeGiven and notFound where nothing is left.
 */
export async function answer(context: CallbacksContext, terminalId: TerminalId, ticket: Ticket): Promise<EarlyTime | null> {
  const visitId = await enter(context, terminalId, ticket);
  return context.database.transaction((tx) => comeBack(context, tx, terminalId, visitId, false));
}

/** The adviser's hand in place of the PIN, which is recorded. The early may come too. Errors: notFound, meetsInPerson, terminalBusy and those of an answer. */
export const answerFor = (context: CallbacksContext, adviserId: AdviserId, terminalId: TerminalId, number: number): Promise<void> =>
  context.database.transaction(async (tx) => {
    const pointId = pointOf(context, terminalId);
    const { id } = await visitOf(tx, pointId, number);
    await comeBack(context, tx, terminalId, id, true);
    await context.tickets.recordOverride(tx, adviserId, pointId, number, 'answered');
  });

/** The customer of the visit is at the terminal. Errors: terminalBusy, wrongState at another terminal already, placeClosed, placeGiven, notFound. */
async function comeBack(
  context: CallbacksContext,
  tx: Transaction,
  terminalId: TerminalId,
  visitId: VisitId,
  isEarlyAnswered: boolean,
): Promise<EarlyTime | null> {
  const isHere = await lockPresence(tx, 'terminal', terminalId);
  const visit = await lockVisit(tx, visitId);
  if (visit === null || !visit.isOpen) throw new AppError(await goneCode(tx, visitId));
  if (visit.terminalId === terminalId) return null;
  if (visit.terminalId !== null) throw new AppError('wrongState');
  const away = (await readCallsOfVisit(tx, visit.id)).filter(isCalledBack);
  const early = isEarlyAnswered ? null : earlyTime(away, tx.now);
  if (early !== null) return early;
  if ((await readOpenVisit(tx, terminalId)) !== null) throw new AppError('terminalBusy');
  await moveVisit(tx, visit.id, terminalId);
  for (const { callId } of away) {
    await context.calls.commandIn(tx, callId, { type: 'answerCallback', terminalId }, system);
    if (!isHere) await context.calls.commandIn(tx, callId, { type: 'loseTerminal', isForGood: false }, system);
  }
  await context.visits.joinNext(tx, visit.id);
  if (!(await readCallsOfVisit(tx, visit.id)).some(occupiesTerminal)) throw new AppError(await goneCode(tx, visit.id));
  announce(context, tx, terminalId);
  return null;
}
