import type { types } from 'mediasoup';
import type { ParticipantKey } from '#shared/call/mediaRouting.ts';
import type { RequestParsed, RequestReply } from '#shared/contract/index.ts';
import { AppError } from '#server/errors.ts';
import { type MediaContext, ownSession } from './context.ts';
import { orInvalid } from './orInvalid.ts';

/** The page has told how to connect one of the session's transports. Errors: mediaSessionGone, notFound, wrongState, invalidPayload. */
export async function connectTransport(
  context: MediaContext,
  participant: ParticipantKey,
  { sessionId, transportId, dtlsParameters }: RequestParsed<'media:connectTransport'>,
): Promise<void> {
  const session = ownSession(context, participant, sessionId);
  const transport = session.transport(transportId);
  if (session.connecting.has(transport)) throw new AppError('wrongState');
  session.connecting.add(transport);
  try {
    await orInvalid(() => transport.connect({ dtlsParameters: dtlsParameters as types.DtlsParameters }));
  } catch (error) {
    session.connecting.delete(transport);
    throw error;
  }
}

/** New ICE parameters for one of the session's transports. Errors: mediaSessionGone, notFound. */
export async function restartIce(
  context: MediaContext,
  participant: ParticipantKey,
  { sessionId, transportId }: RequestParsed<'media:restartIce'>,
): Promise<RequestReply<'media:restartIce'>> {
  const { usernameFragment, password, iceLite } = await ownSession(context, participant, sessionId).transport(transportId).restartIce();
  return { iceParameters: { usernameFragment, password, ...(iceLite === undefined ? {} : { iceLite }) } };
}
