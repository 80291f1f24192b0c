import type { types } from 'mediasoup';
import type { ParticipantKey } from '#shared/call/mediaRouting.ts';
import type { RequestParsed, RequestReply } from '#shared/contract/index.ts';
import type { MediaSource } from '#shared/contract/mediaSource.ts';
import type { CallId } from '#shared/ids.ts';
import { AppError } from '#server/errors.ts';
import { type MediaContext, ownSession } from './context.ts';
import { orInvalid } from './orInvalid.ts';
import type { MuteChange } from './port.ts';
import type { MediaSession } from './session.ts';

/** Makes the session's producer of the source, in place of an older one. Errors: mediaSessionGone, invalidPayload. */
export async function produce(
  context: MediaContext,
  participant: ParticipantKey,
  { sessionId, kind, source, rtpParameters }: RequestParsed<'media:produce'>,
): Promise<RequestReply<'media:produce'>> {
  if ((kind === 'audio') !== (source === 'microphone')) throw new AppError('invalidPayload', { places: 'source' });
  return ownSession(context, participant, sessionId).produceInTurn(source, async () => {
    const session = ownSession(context, participant, sessionId);
    session.producers.get(source)?.producer.close();
    const paused = session.muted.has(source);
    const producer = await orInvalid(() => session.sendTransport.produce({ kind, rtpParameters: rtpParameters as types.RtpParameters, paused }));
    const item = { source, producer, isMuted: paused };
    session.producers.set(source, item);
    producer.observer.once('close', () => session.producers.get(source) === item && session.producers.delete(source));
    // It may have been pressed while the worker was asked.
    mute(context, session, session.muted);
    await context.subscriptions.refresh(participant);
    return { producerId: producer.id, isSending: session.isSending, isEncrypted: session.isEncrypted };
  });
}

/** The participant has come into the room, or (null) has left it; where what they have closed there holds already nothing changes. */
export function setMutes(context: MediaContext, participant: ParticipantKey, roomId: CallId, muted: readonly MediaSource[] | null): void {
  const session = context.sessions.in(participant, roomId);
  if (session === undefined || (session.mutedIn === roomId) === (muted !== null)) return;
  session.mutedIn = muted === null ? null : roomId;
  mute(context, session, new Set(muted));
}

/** The person has closed or opened one. */
export function setMuted(context: MediaContext, participant: ParticipantKey, roomId: CallId, { source, isMuted, muted }: MuteChange): void {
  const session = context.sessions.in(participant, roomId);
  if (session === undefined) return;
  const others = [...(session.mutedIn === roomId ? session.muted : muted)].filter((one) => one !== source);
  session.mutedIn = roomId;
  mute(context, session, new Set(isMuted ? [...others, source] : others));
}

/** Closes what the person has closed and nothing else; the others are told. */
function mute({ sessions, subscriptions }: MediaContext, session: MediaSession, muted: ReadonlySet<MediaSource>): void {
  session.muted = muted;
  for (const item of session.producers.values()) {
    if (item.isMuted === muted.has(item.source)) continue;
    item.isMuted = muted.has(item.source);
    subscriptions.applyProducer(item);
    for (const receiver of sessions.byParticipant.values()) {
      for (const consumed of receiver.consumers.values()) if (consumed.origin === item) subscriptions.notifyChanged(receiver, consumed);
    }
  }
}
