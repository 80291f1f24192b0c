import { type Call, type ThirdParty, expertOf, hasMedia, isInCall, occupiesTerminal } from '#shared/call/lifecycle.ts';
import type { RequestParsed, RequestReply } from '#shared/contract/index.ts';
import type { CallId } from '#shared/ids.ts';
import type { CatalogueReader } from '#server/catalogue/index.ts';
import type { Changes } from '#server/platform/changes.ts';
import type { Database, Transaction } from '#server/platform/database/index.ts';
import { AppError } from '#server/errors.ts';
import type { CallSession } from '#server/platform/gateway/port.ts';
import type { MediaPort, RoomMutes, RouterOwner } from '#server/media/port.ts';
import type { MediaSync } from './mediaSync.ts';
import { readMutes, writeMute } from './muteStore.ts';
import { lockCall, readCall, readCallOfExpert } from './store.ts';

/** What the use cases of media in calls stand on. */
export type MediaAccessContext = {
  readonly database: Database;
  readonly catalogue: CatalogueReader;
  readonly changes: Changes;
  readonly media: MediaPort;
  readonly mediaSync: MediaSync;
};

/** Where a session belongs, and what its person has closed there. */
type MediaContext = { readonly routerOwner: RouterOwner; readonly isPractice: boolean; readonly muted: RoomMutes | null };

/** Opens the page's media session where it belongs. Errors: notFound, callEnded, and those of the media feature. */
export async function openMedia(
  context: MediaAccessContext,
  session: CallSession,
  { callId, rtpCapabilities }: RequestParsed<'media:open'>,
): Promise<RequestReply<'media:open'>> {
  const { routerOwner, ...place } = await context.database.transaction((tx) => homeOf(context, tx, session, callId));
  const description = await context.media.open(session.key, routerOwner, { rtpCapabilities, ...place });
  // A process that has just started does not know the call's links yet; the page need not wait for them.
  if (callId !== null) void context.mediaSync.sync(callId);
  return description;
}

/** The person closes or opens a source. Errors: notFound, callEnded. */
export async function setMuted(context: MediaAccessContext, session: CallSession, input: RequestParsed<'media:setMuted'>): Promise<void> {
  const { roomId, muted } = await context.database.transaction((tx) => keepMute(context, tx, session, input));
  context.media.setMuted(session.key, roomId, { ...input, muted });
}

/** Where the session belongs. Errors: notFound for a call that is not one's own, callEnded. */
async function homeOf({ catalogue }: MediaAccessContext, tx: Transaction, session: CallSession, callId: CallId | null): Promise<MediaContext> {
  if (session.role === 'expert') {
    const call = await readCallOfExpert(tx, session.id);
    const muted = call === null ? null : { roomId: call.roomId, muted: await readMutes(tx, call.roomId, session.key) };
    return { routerOwner: `desk:${session.id}`, isPractice: false, muted };
  }
  const call = callId === null ? null : await readCall(tx, callId);
  if (call === null) throw new AppError('notFound');
  const { roomId } = call;
  if (session.role === 'terminal') {
    if (call.terminalId !== session.id) throw new AppError('notFound');
    if (!occupiesTerminal(call)) throw new AppError('callEnded');
    const muted = { roomId, muted: await readMutes(tx, roomId, session.key) };
    return { routerOwner: `call:${roomId}`, isPractice: catalogue.isPractice(call.serviceId), muted };
  }
  const self = presentIn(call, session);
  if (self === undefined) throw new AppError('notFound');
  return { routerOwner: `call:${roomId}`, isPractice: false, muted: { roomId, muted: self.microphone === 'muted' ? ['microphone'] : [] } };
}

/** Keeps what the person has closed; an adviser's microphone stands in the call already. Errors: notFound, callEnded. */
async function keepMute(
  { changes }: MediaAccessContext,
  tx: Transaction,
  session: CallSession,
  { callId, source, isMuted }: RequestParsed<'media:setMuted'>,
): Promise<RoomMutes> {
  const call = (await lockCall(tx, callId))?.call;
  if (call === undefined) throw new AppError('notFound');
  const { roomId } = call;
  if (session.role === 'adviser' && presentIn(call, session) !== undefined) return { roomId, muted: isMuted ? [source] : [] };
  const isOwn = session.role === 'terminal' ? call.terminalId === session.id : expertOf(call) === session.id;
  if (!isOwn) throw new AppError('notFound');
  if (!occupiesTerminal(call)) throw new AppError('callEnded');
  await writeMute(tx, roomId, session.key, source, isMuted);
  tx.afterCommit(() => changes.announce([session.key]));
  return { roomId, muted: await readMutes(tx, roomId, session.key) };
}

/** The adviser or supervisor who takes part in the call's media. */
const presentIn = (call: Call, session: CallSession): ThirdParty | undefined =>
  isInCall(call) ? call.advisers.find((one) => one.role === session.role && one.adviserId === session.id && hasMedia(one)) : undefined;
