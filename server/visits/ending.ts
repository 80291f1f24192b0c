import { isInCall, isInQueue } from '#shared/call/lifecycle.ts';
import type { AdviserId, CallId, TerminalId } from '#shared/ids.ts';
import { appendAct } from '#server/audit/index.ts';
import { lockCall, readCallsOfVisit, system } from '#server/calls/index.ts';
import { type VisitsContext, announce } from './context.ts';
import * as entryLimit from './entryLimitStore.ts';
import * as store from './store.ts';

/** The customer is done: what still waits or runs ends, the terminal is free. */
export const close = (context: VisitsContext, terminalId: TerminalId): Promise<void> =>
  context.database.transaction(async (tx) => {
    const visit = await store.readOpenVisit(tx, terminalId);
    if (visit === null || (await store.closeVisit(tx, visit.id)) === 0) return;
    for (const call of await readCallsOfVisit(tx, visit.id)) {
      if (call.consultation === null && (isInQueue(call) || isInCall(call)))
        await context.calls.commandIn(tx, call.callId, { type: 'end', endedBy: 'customer' }, system);
    }
    tx.afterCommit(() => announce(context, terminalId));
  });

/**
 * Ends those of the calls that were made at the terminal and are still in a queue, waiting there or away to be called back, and drops what
 * their visits had planned after them.
 */
export const removeEntries = ({ database, calls }: VisitsContext, terminalId: TerminalId, callIds: readonly CallId[]): Promise<void> =>
  database.transaction(async (tx) => {
    for (const callId of [...new Set(callIds)].sort()) {
      const call = (await lockCall(tx, callId))?.call;
      if (call === undefined || call.terminalId !== terminalId || call.consultation !== null || !isInQueue(call)) continue;
      await store.dropPlan(tx, call.visitId);
      await calls.commandIn(tx, callId, { type: 'end', endedBy: 'adviser' }, system);
    }
  });

/** Customers may make an hour's queue entries at the terminal once more from now on. */
export const liftEntryLimit = (context: VisitsContext, terminalId: TerminalId, adviserId: AdviserId): Promise<void> =>
  context.database.transaction(async (tx) => {
    await entryLimit.liftEntryLimit(tx, terminalId, adviserId);
    await appendAct(tx, 'entryLimit.lifted', { object: { kind: 'terminal', id: terminalId } });
    tx.afterCommit(() => announce(context, terminalId));
  });

/** Closes visits that nobody goes on with, and erases what has had its time. */
export const runDue = (context: VisitsContext): Promise<void> =>
  context.database.transaction(async (tx) => {
    await entryLimit.eraseEntries(tx);
    const terminals = await store.closeIdleVisits(tx, context.idleMs);
    await store.eraseEndedNumbers(tx);
    tx.afterCommit(() => terminals.forEach((terminalId) => announce(context, terminalId)));
  });
