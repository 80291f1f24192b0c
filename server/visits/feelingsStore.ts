import { z } from 'zod';
import { type Feeling, feelingSchema } from '#shared/contract/feeling.ts';
import type { CallId } from '#shared/ids.ts';
import type { Transaction } from '#server/db/index.ts';

const feelingRow = z.object({ feeling: feelingSchema });

/** The customer's word on a call; null while there is none. */
export const read = async (tx: Transaction, callId: CallId): Promise<Feeling | null> =>
  (await tx.rows(feelingRow, 'select feeling from call_feelings where call_id = $1', [callId]))[0]?.feeling ?? null;

/** The newest word on any call of the room. */
export const readOfRoom = async (tx: Transaction, roomId: string): Promise<Feeling | null> =>
  (await tx.rows(feelingRow, 'select feeling from call_feelings where room_id = $1 order by at desc limit 1', [roomId]))[0]?.feeling ?? null;

/** Puts the word in the place of an earlier one. */
export const put = (tx: Transaction, { callId, roomId, feeling }: { callId: CallId; roomId: CallId; feeling: Feeling }): Promise<number> =>
  tx.run(
    `insert into call_feelings (call_id, room_id, feeling, at) values ($1, $2, $3, $4)
     on conflict (call_id) do update set feeling = excluded.feeling, at = excluded.at`,
    [callId, roomId, feeling, tx.now],
  );
