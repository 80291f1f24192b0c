import { type ParticipantKey, mediaSubscriptionsOf } from '#shared/call/mediaRouting.ts';
import type { RequestParsed } from '#shared/contract/index.ts';
import { readRoom } from '#server/calls/index.ts';
import { AppError } from '#server/errors.ts';
import type { Database } from '#server/platform/database/index.ts';
import type { CallSession, PagesPort } from '#server/platform/gateway/port.ts';

export type EncryptionContext = { readonly database: Database; readonly pages: Pick<PagesPort, 'send'> };

/** Passes a message between two who see or hear each other in a room. It is kept nowhere and not looked into. Errors: notFound. */
export async function send(
  { database, pages }: EncryptionContext,
  { role, id, key }: CallSession,
  { roomId, to, message }: RequestParsed<'encryption:send'>,
): Promise<void> {
  const room = await database.transaction((tx) => readRoom(tx, roomId));
  const other = `${to.role}:${to.id}` as ParticipantKey;
  const areTogether = mediaSubscriptionsOf(room?.calls ?? []).some(
    (link) => (link.from === key && link.to === other) || (link.from === other && link.to === key),
  );
  if (room?.roomId !== roomId || !areTogether) throw new AppError('notFound');
  pages.send(other, 'encryption:received', { roomId, from: { role, id }, message });
}
