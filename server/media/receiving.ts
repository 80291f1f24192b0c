import type { ParticipantKey } from '#shared/call/mediaRouting.ts';
import type { RequestParsed, RequestReply } from '#shared/contract/index.ts';
import { AppError } from '#server/errors.ts';
import { type MediaContext, ownSession } from './context.ts';
import { describeConsumer } from './subscriptionReconciler.ts';

/** What the page wants to receive at most. Errors: mediaSessionGone. */
export async function setReceiveQuality(
  context: MediaContext,
  participant: ParticipantKey,
  { sessionId, quality }: RequestParsed<'media:setReceiveQuality'>,
): Promise<void> {
  const session = ownSession(context, participant, sessionId);
  session.receiveQuality = quality;
  for (const item of session.consumers.values()) context.subscriptions.applyConsumer(session, item);
}

/** The page can play the consumer. Errors: mediaSessionGone, notFound. */
export async function consumerReady(
  context: MediaContext,
  participant: ParticipantKey,
  { sessionId, consumerId }: RequestParsed<'media:consumerReady'>,
): Promise<void> {
  const session = ownSession(context, participant, sessionId);
  const item = session.consumers.get(consumerId);
  if (item === undefined) throw new AppError('notFound');
  item.isReady = true;
  context.subscriptions.applyConsumer(session, item);
}

/** What the session receives and sends now. Errors: mediaSessionGone. */
export async function sync(
  context: MediaContext,
  participant: ParticipantKey,
  { sessionId }: RequestParsed<'media:sync'>,
): Promise<RequestReply<'media:sync'>> {
  const session = ownSession(context, participant, sessionId);
  return {
    consumers: [...session.consumers.values()].map((item) => describeConsumer(session, item)),
    isSending: session.isSending,
    isEncrypted: session.isEncrypted,
  };
}

/** Errors: mediaSessionGone. */
export function requestKeyFrames(context: MediaContext, participant: ParticipantKey, { sessionId }: RequestParsed<'media:requestKeyFrames'>): void {
  context.subscriptions.requestKeyFrames(ownSession(context, participant, sessionId).consumers.values());
}
