import { z } from 'zod';
import type { Call } from '#shared/call/lifecycle.ts';
import { type Feeling, feelingSchema } from '#shared/contract/feeling.ts';
import type { CallId, TerminalId, VisitId } from '#shared/ids.ts';
import { lockCall, readCallsOfVisit } from '#server/calls/index.ts';
import type { Changes } from '#server/changes.ts';
import type { Database, Transaction } from '#server/db/index.ts';
import { AppError } from '#server/errors.ts';
import { readOpenVisit } from './store.ts';

const feelingRow = z.object({ feeling: feelingSchema });

/** The newest word on any call of the room. */
export const readFeelingOfRoom = async (tx: Transaction, roomId: string): Promise<Feeling | null> =>
  (await tx.rows(feelingRow, 'select feeling from call_feelings where room_id = $1 order by at desc limit 1', [roomId]))[0]?.feeling ?? null;

/** Whether there was a conversation, and it is over. */
const isRateable = (call: Call): boolean => call.consultation === null && (call.state === 'wrapUp' || (call.state === 'closed' && call.reason === 'completed'));

/** The visit's last conversation that is over, with the customer's word on it so far; null while there is none. */
export async function readRating(tx: Transaction, visitId: VisitId) {
  const call = (await readCallsOfVisit(tx, visitId)).findLast(isRateable);
  if (call === undefined) return null;
  const [row] = await tx.rows(feelingRow, 'select feeling from call_feelings where call_id = $1', [call.callId]);
  return { callId: call.callId, agencyId: call.agencyId, feeling: row?.feeling ?? null };
}

/** The customer says how a call of the visit went (F92). */
export const createFeelings = ({ database, changes }: { readonly database: Database; readonly changes: Changes }) => ({
  /** The last word counts, as long as the visit lasts. Errors: notFound, wrongState. */
  rate: (terminalId: TerminalId, callId: CallId, feeling: Feeling): Promise<void> =>
    database.transaction(async (tx) => {
      const call = (await lockCall(tx, callId))?.call;
      if (call === undefined || call.terminalId !== terminalId || call.visitId !== (await readOpenVisit(tx, terminalId))?.id) throw new AppError('notFound');
      if (!isRateable(call)) throw new AppError('wrongState');
      await tx.run(
        `insert into call_feelings (call_id, room_id, feeling, at) values ($1, $2, $3, $4)
         on conflict (call_id) do update set feeling = excluded.feeling, at = excluded.at`,
        [callId, call.roomId, feeling, tx.now],
      );
      tx.afterCommit(() => changes.announce([`terminal:${terminalId}`]));
    }),
});
export type Feelings = ReturnType<typeof createFeelings>;
