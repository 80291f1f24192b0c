import { z } from 'zod';
import { type ParticipantKey, expertKey } from '#shared/call/mediaRouting.ts';
import { type Call, expertOf, isCalledBack } from '#shared/call/lifecycle.ts';
import { type MediaSource, sourceSchema } from '#shared/contract/mediaSource.ts';
import type { CallId } from '#shared/ids.ts';
import type { Transaction } from '#server/platform/database/index.ts';

const sourceRow = z.object({ source: sourceSchema });

/** What the participant has closed in the room. */
export const readMutes = async (tx: Transaction, roomId: CallId, participant: ParticipantKey): Promise<MediaSource[]> =>
  (await tx.rows(sourceRow, 'select source from mutes where room_id = $1 and participant = $2 order by source', [roomId, participant])).map(
    ({ source }) => source,
  );

/** Writes what the participant has closed or opened. Hold the lock on a call of the room, so that nothing is written after its end. */
export async function writeMute(tx: Transaction, roomId: CallId, participant: ParticipantKey, source: MediaSource, isMuted: boolean): Promise<void> {
  await tx.run(
    isMuted
      ? 'insert into mutes (room_id, participant, source) values ($1, $2, $3) on conflict do nothing'
      : 'delete from mutes where room_id = $1 and participant = $2 and source = $3',
    [roomId, participant, source],
  );
}

/** Erases what nobody needs any more: all mutes of a room without calls, and those of participants who have left. */
export async function eraseMutes(tx: Transaction, call: Call): Promise<void> {
  if (call.state !== 'wrapUp' && call.state !== 'closed' && !isCalledBack(call)) return;
  const expertId = expertOf(call);
  await tx.run(
    `delete from mutes where room_id = $1
       and (participant = $2 or not exists (select 1 from calls where room_id = $1 and state not in ('wrapUp', 'closed', 'awaitingCallback', 'summoned')))`,
    [call.roomId, expertId === null ? null : expertKey(expertId)],
  );
}

/** The talk goes on in another room: what the customer has closed stays closed. */
export async function keepMutes(tx: Transaction, roomId: CallId, customer: ParticipantKey, mutes: readonly MediaSource[]): Promise<void> {
  for (const source of mutes) await writeMute(tx, roomId, customer, source, true);
}
