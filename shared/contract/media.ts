import { z } from 'zod';
import { qualityLevels } from '#shared/connection/videoLadder.ts';
import { callIdSchema } from '#shared/ids.ts';
import { defineEvent, defineRequest, callRoles } from './define.ts';
import { sourceSchema } from './mediaSource.ts';
import { dtlsParametersSchema, iceParametersSchema, rtpParametersSchema } from './mediaParameters.ts';
import { openedSessionSchema } from './mediaSession.ts';

const nothing = z.strictObject({});
const sessionId = z.uuid();
const resourceId = z.string().min(1).max(64);

const participantSchema = z.strictObject({ role: z.enum(callRoles), id: z.string() });

export const consumerSchema = z.strictObject({
  sessionId,
  consumerId: resourceId,
  producerId: resourceId,
  kind: z.enum(['audio', 'video']),
  source: sourceSchema,
  from: participantSchema,
  rtpParameters: z.looseObject({}),
  /** Whether media flows now; before the answer it is false. */
  isOpen: z.boolean(),
  /** Whether the sender has muted the microphone or closed the camera. */
  isMutedBySender: z.boolean(),
});
export type ConsumerDescription = z.output<typeof consumerSchema>;

export const mediaContract = {
  requests: {
    'media:capabilities': defineRequest({
      summary: 'What every router can do, in mediasoup’s form (give it to Device.load). Ask once, before the first media:open.',
      roles: callRoles,
      input: nothing,
      reply: z.strictObject({ routerRtpCapabilities: z.looseObject({}) }),
      refusals: ['mediaUnavailable'],
    }),
    'media:open': defineRequest({
      summary:
        'Opens this page’s media session and replaces an older one of the same participant. A terminal needs a call in the queue, an adviser a joined call; an expert may open at any time.',
      roles: callRoles,
      input: z.strictObject({ callId: callIdSchema.nullable(), rtpCapabilities: z.looseObject({ codecs: z.array(z.looseObject({})).max(64).optional() }) }),
      reply: openedSessionSchema,
      refusals: ['notFound', 'callEnded', 'noCommonCodec', 'mediaUnavailable'],
    }),
    'media:connectTransport': defineRequest({
      summary: 'Gives the client’s DTLS parameters for one of the session’s two transports.',
      roles: callRoles,
      input: z.strictObject({ sessionId, transportId: resourceId, dtlsParameters: dtlsParametersSchema }),
      reply: nothing,
      refusals: ['mediaSessionGone', 'notFound', 'wrongState'],
    }),
    'media:produce': defineRequest({
      summary:
        'Declares a microphone or camera. The page sends while `isSending`: from the answer on, and not on hold. A second one of the same source replaces the first; what the person has muted begins paused.',
      roles: callRoles,
      input: z.strictObject({ sessionId, kind: z.enum(['audio', 'video']), source: sourceSchema, rtpParameters: rtpParametersSchema }),
      reply: z.strictObject({ producerId: resourceId, isSending: z.boolean(), isEncrypted: z.boolean() }),
      refusals: ['mediaSessionGone'],
    }),
    'media:setMuted': defineRequest({
      summary:
        'The person mutes or unmutes microphone or camera in a call, with or without a media session; the others are told. It holds through reloads and restarts until the call is over.',
      roles: ['terminal', 'expert', 'adviser'],
      input: z.strictObject({ callId: callIdSchema, source: sourceSchema, isMuted: z.boolean() }),
      reply: nothing,
      refusals: ['notFound', 'callEnded'],
    }),
    'media:setReceiveQuality': defineRequest({
      summary: 'How much of others’ pictures this session wants at most: fewer layers for a narrow line, none with `audioOnly`.',
      roles: callRoles,
      input: z.strictObject({ sessionId, quality: z.enum(qualityLevels) }),
      reply: nothing,
      refusals: ['mediaSessionGone'],
    }),
    'media:consumerReady': defineRequest({
      summary: 'The page is ready to receive this consumer’s media.',
      roles: callRoles,
      input: z.strictObject({ sessionId, consumerId: resourceId }),
      reply: nothing,
      refusals: ['mediaSessionGone', 'notFound'],
    }),
    'media:sync': defineRequest({
      summary: 'What the session receives and whether it may send. Ask after a signalling break.',
      roles: callRoles,
      input: z.strictObject({ sessionId }),
      reply: z.strictObject({ consumers: z.array(consumerSchema), isSending: z.boolean(), isEncrypted: z.boolean() }),
      refusals: ['mediaSessionGone'],
    }),
    'media:restartIce': defineRequest({
      summary: 'New ICE credentials for a transport whose path was lost (RFC 8445, section 9).',
      roles: callRoles,
      input: z.strictObject({ sessionId, transportId: resourceId }),
      reply: z.strictObject({ iceParameters: iceParametersSchema }),
      refusals: ['mediaSessionGone', 'notFound'],
    }),
    'media:requestKeyFrames': defineRequest({
      summary: 'Asks all senders for key frames (RFC 4585, 6.3.1): sound is back after a gap, but the decoder still waits for packets that no longer exist.',
      roles: callRoles,
      input: z.strictObject({ sessionId }),
      reply: nothing,
      refusals: ['mediaSessionGone'],
    }),
    'call:confirmConnected': defineRequest({
      summary: 'The first frame or sound of the other side has arrived here.',
      roles: ['terminal', 'expert'],
      input: z.strictObject({ callId: callIdSchema }),
      reply: nothing,
      refusals: ['notFound'],
    }),
  },
  events: {
    'media:consumerAdded': defineEvent({ summary: 'Somebody’s microphone or camera can be received.', roles: callRoles, payload: consumerSchema }),
    'media:consumerChanged': defineEvent({
      summary: 'A consumer was opened, closed, muted or unmuted.',
      roles: callRoles,
      payload: z.strictObject({ sessionId, consumerId: resourceId, isOpen: z.boolean(), isMutedBySender: z.boolean() }),
    }),
    'media:consumerRemoved': defineEvent({
      summary: 'A consumer is gone.',
      roles: callRoles,
      payload: z.strictObject({ sessionId, consumerId: resourceId }),
    }),
    'media:producersOpened': defineEvent({
      summary: 'Your own microphone and camera may send (isOpen) or must stop sending: sent at answer, hold, resume and end.',
      roles: callRoles,
      payload: z.strictObject({ sessionId, isOpen: z.boolean(), isEncrypted: z.boolean() }),
    }),
    'media:sessionLost': defineEvent({
      summary: 'The session’s worker is gone or the session was closed; open a new one if you are still in a call.',
      roles: callRoles,
      payload: z.strictObject({ sessionId, reason: z.enum(['workerDied', 'closed']) }),
    }),
  },
} as const;
