import type { IssuedTicket, Ticket } from '#shared/contract/ticket.ts';
import type { AdviserId, PointId, TerminalId, VisitId } from '#shared/ids.ts';
import type { Transaction } from '#server/platform/database/index.ts';
import { AppError } from '#server/errors.ts';
import { type NewPin, issueAgain } from '#server/tickets/index.ts';
import { putVisitingPin } from '#server/visiting/index.ts';
import { type Visit, putPin, readPinIssue } from '#server/visits/index.ts';
import { holderOf } from './away.ts';
import { type CallbacksContext, pointOf } from './context.ts';

/** The visit's PIN is a new one from now on. */
export async function issue(tx: Transaction, visit: Visit, pointId: PointId, { pin, hash }: NewPin, terminalId: TerminalId | null): Promise<string> {
  await putPin(tx, visit, pointId, hash, terminalId);
  return pin;
}

/** What a request that has made its ticket before is told; the PIN is told once, and its hash tells nothing. */
export async function ticketAgain(context: CallbacksContext, tx: Transaction, visit: Visit, terminalId: TerminalId, fresh: NewPin): Promise<IssuedTicket> {
  const again = issueAgain(await readPinIssue(tx, visit.id), terminalId, tx.now);
  return { number: visit.number, pin: again === 'replaced' ? await issue(tx, visit, pointOf(context, terminalId), fresh, terminalId) : null, issue: again };
}

/** The visit of that number, for its PIN. Errors: numberOrPinWrong, tooManyTries, meetsInPerson for a time with a visiting expert. */
export async function enter(context: CallbacksContext, terminalId: TerminalId, ticket: Ticket): Promise<VisitId> {
  const holder = await context.tickets.enter({ terminalId, pointId: pointOf(context, terminalId) }, ticket, holderOf);
  if (holder.kind === 'visiting') throw new AppError('meetsInPerson');
  return holder.id;
}

/** A new PIN for who has lost theirs; the old one holds no more. Errors: notFound. */
export async function issuePinFor({ database, tickets, changes }: CallbacksContext, adviserId: AdviserId, pointId: PointId, number: number): Promise<string> {
  const fresh = await tickets.drawPin();
  return database.transaction(async (tx) => {
    const holder = await holderOf(tx, pointId, number);
    if (holder?.kind === 'visiting') await putVisitingPin(tx, holder, fresh.hash, null);
    else if (holder?.isOpen === true && holder.terminalId === null) await issue(tx, holder, pointId, fresh, null);
    else throw new AppError('notFound');
    await tickets.recordOverride(tx, adviserId, pointId, number, 'pinIssued');
    tx.afterCommit(() => changes.announce([`point:${pointId}`]));
    return fresh.pin;
  });
}
