import { z } from 'zod';
import { type Rating, ratingSchema } from '#shared/contract/rating.ts';
import type { CallId } from '#shared/ids.ts';
import type { Transaction } from '#server/platform/database/index.ts';

const ratingRow = z.object({ rating: ratingSchema });

/** The customer's word on a call; null while there is none. */
export const read = async (tx: Transaction, callId: CallId): Promise<Rating | null> =>
  (await tx.rows(ratingRow, 'select rating from call_ratings where call_id = $1', [callId]))[0]?.rating ?? null;

/** The newest word on any call of the room. */
export const readOfRoom = async (tx: Transaction, roomId: string): Promise<Rating | null> =>
  (await tx.rows(ratingRow, 'select rating from call_ratings where room_id = $1 order by at desc limit 1', [roomId]))[0]?.rating ?? null;

/** Puts the word in the place of an earlier one. */
export const put = (tx: Transaction, { callId, roomId, rating }: { callId: CallId; roomId: CallId; rating: Rating }): Promise<number> =>
  tx.run(
    `insert into call_ratings (call_id, room_id, rating, at) values ($1, $2, $3, $4)
     on conflict (call_id) do update set rating = excluded.rating, at = excluded.at`,
    [callId, roomId, rating, tx.now],
  );

/** Returns how many. */
export const eraseRatings = (tx: Transaction, before: number): Promise<number> => tx.run('delete from call_ratings where at < $1', [before]);
