import type { Call } from '#shared/call/lifecycle.ts';
import type { Rating } from '#shared/contract/rating.ts';
import type { CallId, TerminalId, VisitId } from '#shared/ids.ts';
import { lockCall, readCallsOfVisit } from '#server/calls/index.ts';
import type { Changes } from '#server/platform/changes.ts';
import type { Database, Transaction } from '#server/platform/database/index.ts';
import { AppError } from '#server/errors.ts';
import { readOpenVisit } from '#server/visits/index.ts';
import * as store from './store.ts';

/** Whether there was a conversation, and it is over. */
const isRateable = (call: Call): boolean => call.consultation === null && (call.state === 'wrapUp' || (call.state === 'closed' && call.reason === 'completed'));

/** The visit's last conversation that is over, with the customer's word on it so far; null while there is none. */
export async function readRating(tx: Transaction, visitId: VisitId) {
  const call = (await readCallsOfVisit(tx, visitId)).findLast(isRateable);
  return call === undefined ? null : { callId: call.callId, agencyId: call.agencyId, rating: await store.read(tx, call.callId) };
}

/** The customer says how a call of the visit went (F92). */
export const createRatings = ({ database, changes }: { readonly database: Database; readonly changes: Changes }) => ({
  /** The last word counts, as long as the visit lasts. Errors: notFound, wrongState. */
  rate: (terminalId: TerminalId, callId: CallId, rating: Rating): Promise<void> =>
    database.transaction(async (tx) => {
      const call = (await lockCall(tx, callId))?.call;
      if (call === undefined || call.terminalId !== terminalId || call.visitId !== (await readOpenVisit(tx, terminalId))?.id) throw new AppError('notFound');
      if (!isRateable(call)) throw new AppError('wrongState');
      await store.put(tx, { callId, roomId: call.roomId, rating });
      tx.afterCommit(() => changes.announce([`terminal:${terminalId}`]));
    }),
});
export type Ratings = ReturnType<typeof createRatings>;
