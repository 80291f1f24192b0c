import { type ThirdParty, type Call, expertOf, hasMedia, isInCall, occupiesTerminal } from '#shared/call/lifecycle.ts';
import type { RequestParsed } from '#shared/contract/index.ts';
import type { CallId } from '#shared/ids.ts';
import type { Changes } from '#server/changes.ts';
import type { Database, Transaction } from '#server/db/index.ts';
import type { CatalogueReader } from '#server/catalogue/index.ts';
import { AppError } from '#server/errors.ts';
import { limitEach } from '#server/limits.ts';
import type { Handlers, Session } from '#server/gateway/port.ts';
import type { RouterOwner, MediaPort, RoomMutes } from '#server/media/port.ts';
import { type MediaSync, lockCall, readCall, readCallOfExpert, readMutes, writeMute } from './index.ts';

type Parts = {
  readonly database: Database;
  readonly catalogue: CatalogueReader;
  readonly changes: Changes;
  readonly media: MediaPort;
  readonly mediaSync: MediaSync;
};

/** Media sessions that one participant may open, twice as many as healing asks for. */
export const openLimit = { points: 60, duration: 60 };
/** Where a session belongs, and what its person has closed there. */
type MediaContext = { readonly routerOwner: RouterOwner; readonly isPractice: boolean; readonly muted: RoomMutes | null };

/** Requests about media. Who may do what is decided here; the media feature does it. */
export function mediaHandlers({ database, catalogue, changes, media, mediaSync }: Parts) {
  /** Where the session belongs. Errors: notFound for a call that is not one's own, callEnded. */
  async function homeOf(tx: Transaction, session: Session, callId: CallId | null): Promise<MediaContext> {
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

  /** The adviser or supervisor who takes part in the call's media. */
  const presentIn = (call: Call, session: Session): ThirdParty | undefined =>
    isInCall(call) ? call.advisers.find((one) => one.role === session.role && one.adviserId === session.id && hasMedia(one)) : undefined;

  /** Keeps what the person has closed; an adviser's microphone stands in the call already. Errors: notFound, callEnded. */
  async function keepMute(tx: Transaction, session: Session, { callId, source, isMuted }: RequestParsed<'media:setMuted'>): Promise<RoomMutes> {
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

  const limitOpening = limitEach(openLimit);

  return {
    'media:capabilities': () => media.capabilities(),
    'media:sync': ({ key }, input) => media.sync(key, input),
    'media:open': async (session, { callId, rtpCapabilities }) => {
      await limitOpening(session.key);
      const { routerOwner, ...place } = await database.transaction((tx) => homeOf(tx, session, callId));
      const description = await media.open(session.key, routerOwner, { rtpCapabilities, ...place });
      // A process that has just started does not know the call's links yet; the page need not wait for them.
      if (callId !== null) void mediaSync.sync(callId);
      return description;
    },
    'media:connectTransport': async ({ key }, input) => {
      await media.connectTransport(key, input);
      return {};
    },
    'media:produce': ({ key }, input) => media.produce(key, input),
    'media:setMuted': async (session, input) => {
      const { roomId, muted } = await database.transaction((tx) => keepMute(tx, session, input));
      media.setMuted(session.key, roomId, { ...input, muted });
      return {};
    },
    'media:setReceiveQuality': async ({ key }, input) => {
      await media.setReceiveQuality(key, input);
      return {};
    },
    'media:consumerReady': async ({ key }, input) => {
      await media.consumerReady(key, input);
      return {};
    },
    'media:restartIce': ({ key }, input) => media.restartIce(key, input),
    'media:requestKeyFrames': async ({ key }, input) => {
      media.requestKeyFrames(key, input);
      return {};
    },
  } satisfies Partial<Handlers>;
}
