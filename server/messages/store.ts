import { z } from 'zod';
import { messageContentSchema } from '#shared/messages/contract.ts';
import { callIdSchema } from '#shared/ids.ts';
import { instantSchema } from '#shared/instant.ts';
import type { Transaction } from '#server/platform/database/index.ts';

const messageRow = z.object({
  messageId: z.uuid(),
  callId: callIdSchema,
  senderRole: z.enum(['adviser', 'expert']),
  senderId: z.string(),
  /** The expert's agency, or the adviser's point. */
  sentFrom: z.string(),
  content: messageContentSchema,
  sentAt: instantSchema,
});
export type StoredMessage = z.output<typeof messageRow>;
const select = `select id as "messageId", call_id as "callId", sender_role as "senderRole", sender_id as "senderId", sent_from as "sentFrom", content,
  sent_at as "sentAt" from messages`;

export const readMessage = async (tx: Transaction, messageId: string): Promise<StoredMessage | null> =>
  (await tx.rows(messageRow, `${select} where id = $1`, [messageId]))[0] ?? null;

/** All lines to the customers of these entries, newest first. */
export const readMessages = async (tx: Transaction, callIds: readonly string[]): Promise<StoredMessage[]> =>
  callIds.length === 0 ? [] : tx.rows(messageRow, `${select} where call_id = any($1) order by sent_at desc, id desc`, [callIds]);

/** Whether it was written: the id was not another line's. */
export const insertMessage = async (tx: Transaction, message: Omit<StoredMessage, 'sentAt'>): Promise<boolean> =>
  (await tx.run(
    `insert into messages (id, call_id, sender_role, sender_id, sent_from, content, sent_at) values ($1, $2, $3, $4, $5, $6, $7) on conflict (id) do nothing`,
    [message.messageId, message.callId, message.senderRole, message.senderId, message.sentFrom, JSON.stringify(message.content), tx.now],
  )) > 0;

export const eraseMessages = (tx: Transaction, callId: string): Promise<number> => tx.run('delete from messages where call_id = $1', [callId]);
