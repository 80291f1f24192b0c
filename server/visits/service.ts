import type { Call, CallEvent } from '#shared/call/lifecycle.ts';
import type { TerminalId } from '#shared/ids.ts';
import type { Transaction } from '#server/platform/database/index.ts';
import { withContext } from '#server/useCases.ts';
import type { VisitsContext } from './context.ts';
import { close, liftEntryLimit, removeEntries, runDue } from './ending.ts';
import * as entryLimit from './entryLimitStore.ts';
import { join } from './joining.ts';
import { dropServiceRequest, joinNext, joinNow, plan } from './plan.ts';
import { leadsOn } from './plan.rules.ts';
import { closeDuplicates, parkVisitTogether } from './sameVisit.ts';
import { transfer } from './sendingOn.ts';
import { touchVisit } from './store.ts';

export type Visits = ReturnType<typeof createVisits>;

/** One coming of a customer: its number, the service requests that are planned, and the calls that belong to it. */
export const createVisits = (context: VisitsContext) =>
  withContext(context, {
    join,
    plan,
    joinNow,
    joinNext,
    dropServiceRequest,
    transfer,
    close,
    removeEntries,
    demandEntry,
    liftEntryLimit,
    reactToCall,
    runDue,
  });

/** Refuses a booking beyond what customers may make at the terminal in an hour. Errors: entryLimit. */
const demandEntry = ({ entriesAnHour }: VisitsContext, tx: Transaction, terminalId: TerminalId): Promise<void> =>
  entryLimit.demandEntry(tx, terminalId, entriesAnHour);

/** The visit goes on in the same transaction: it is kept awake, and the next service request is queued for when one has ended. */
async function reactToCall(context: VisitsContext, tx: Transaction, event: CallEvent, before: Call | null, call: Call): Promise<void> {
  await touchVisit(tx, call.visitId);
  if (call.consultation !== null) return;
  await closeDuplicates(tx, context.calls, event, call);
  await parkVisitTogether(tx, context.calls, event, before, call);
  if (leadsOn(event)) await joinNext(context, tx, call.visitId);
}
