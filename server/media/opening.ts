import type { types } from 'mediasoup';
import type { ParticipantKey } from '#shared/call/mediaRouting.ts';
import type { RequestReply } from '#shared/contract/index.ts';
import { AppError } from '#server/errors.ts';
import { canReceiveAny } from './codecs.ts';
import type { MediaContext } from './context.ts';
import type { OpenOptions, RouterOwner } from './port.ts';
import { MediaSession } from './session.ts';
import { watch } from './watch.ts';

/** Opens a participant's session and closes an older one. Errors: noCommonCodec, mediaUnavailable. */
export async function open(
  context: MediaContext,
  participant: ParticipantKey,
  routerOwner: RouterOwner,
  { rtpCapabilities, isPractice, muted }: OpenOptions,
): Promise<RequestReply<'media:open'>> {
  const { sessions, subscriptions, practiceRelayPorts, iceServers, logger } = context;
  if (!canReceiveAny(rtpCapabilities.codecs ?? [])) throw new AppError('noCommonCodec');
  sessions.closeOlder(participant);
  // The browser's own list, checked by mediasoup when it is used.
  const session = await createSession(context, participant, routerOwner, rtpCapabilities as types.RtpCapabilities);
  const detour = isPractice
    ? await practiceRelayPorts.open(session).catch((error: unknown) => {
        session.close();
        throw error;
      })
    : null;
  if (muted !== null) {
    session.mutedIn = muted.roomId;
    session.muted = new Set(muted.muted);
  }
  sessions.add(session);
  watch(session, () => sessions.forgetIfOpen(session));
  requestKeyFramesOnPathChange(context, session);
  logger.info({ participant, routerOwner }, 'media session opened');
  // After the description has reached the page, so that it knows the session that the notices speak of.
  setImmediate(() => void subscriptions.refresh(participant));
  return {
    ...session.describe(iceServers(participant), detour),
    isSending: subscriptions.isSending(participant),
    isEncrypted: subscriptions.isEncrypted(participant),
    muted: [...session.muted],
  };
}

/** Opens transports apart from any call. Errors: mediaUnavailable, tooMany. */
export async function openTest({ tests, practiceRelayPorts, iceServers }: MediaContext, participant: ParticipantKey): Promise<RequestReply<'selfTest:open'>> {
  const session = await tests.open(participant);
  // What a practice call's network does, it does to a test as well.
  return session.describe(iceServers(participant), practiceRelayPorts.portOf(participant));
}

async function createSession(
  { rooms, pool, subscriptions }: MediaContext,
  participant: ParticipantKey,
  routerOwner: RouterOwner,
  rtpCapabilities: types.RtpCapabilities,
): Promise<MediaSession> {
  try {
    return await MediaSession.create(participant, await rooms.of(routerOwner, pool), rtpCapabilities, (session) => subscriptions.applyGate(session));
  } catch (cause) {
    throw cause instanceof AppError ? cause : new AppError('mediaUnavailable', undefined, { cause });
  }
}

/** On a new path pictures begin with one that stands by itself: else who sees them waits for packets that nobody has any more. */
function requestKeyFramesOnPathChange({ sessions, subscriptions }: MediaContext, session: MediaSession): void {
  session.receiveTransport.on('iceselectedtuplechange', () => subscriptions.requestKeyFrames(session.consumers.values()));
  session.sendTransport.on('iceselectedtuplechange', () => {
    for (const { consumers } of sessions.byParticipant.values())
      subscriptions.requestKeyFrames([...consumers.values()].filter(({ origin }) => session.producers.get(origin.source) === origin));
  });
}
