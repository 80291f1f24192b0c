import { z } from 'zod';
import { adviserReasons, pickReasons, referralCodes } from '#shared/call/lifecycle.ts';
import { breakCodes } from '#shared/expert/status.ts';
import { agencyIdSchema, callIdSchema, serviceIdSchema } from '#shared/ids.ts';
import { defineEvent, defineRequest } from './define.ts';
import { declineReasonSchema, expertViewChangeSchema, expertViewSchema, outcomeCodeSchema } from './views/index.ts';

const nothing = z.strictObject({});
const callOnly = z.strictObject({ callId: callIdSchema });
const consultationRefusals = ['notFound', 'callEnded', 'wrongState'] as const;
const offerAnswer = { callId: callIdSchema, offerNumber: z.number().int().positive() };

/** The longest wrap-up note, in UTF-16 code units. */
export const noteMaxLength = 2000;

export const expertContract = {
  requests: {
    'expert:sync': defineRequest({
      summary: 'The whole truth for this expert’s desk. Ask after every connect.',
      roles: ['expert'],
      input: nothing,
      reply: expertViewSchema,
      refusals: ['notFound'],
    }),
    'status:choose': defineRequest({
      summary: 'The expert’s own choice of status; in a call or wrap-up it comes into force afterwards.',
      roles: ['expert'],
      input: z.discriminatedUnion('status', [
        z.strictObject({ status: z.literal('available') }),
        z.strictObject({ status: z.literal('break'), breakCode: z.enum(breakCodes) }),
        z.strictObject({ status: z.literal('away') }),
      ]),
      reply: nothing,
      refusals: [],
    }),
    'status:reportMicrophoneFailure': defineRequest({
      summary: 'The microphone failed; an available expert becomes away, so that no customer meets silence.',
      roles: ['expert'],
      input: nothing,
      reply: nothing,
      refusals: [],
    }),
    'offer:accept': defineRequest({
      summary: 'Accepts an offer: one atomic change, refused when anybody was faster. Again is the same act.',
      roles: ['expert'],
      input: z.strictObject(offerAnswer),
      reply: callOnly,
      refusals: ['offerTaken', 'notFound'],
    }),
    'offer:decline': defineRequest({
      summary: 'Declines an offer; it goes on to the next expert.',
      roles: ['expert'],
      input: z.strictObject({ ...offerAnswer, reason: declineReasonSchema }),
      reply: nothing,
      refusals: ['offerTaken', 'notFound'],
    }),
    'offer:pick': defineRequest({
      summary: 'Takes a given customer of the own queue out of turn; it rings here at once. The reason is kept (F17).',
      roles: ['expert'],
      input: z.strictObject({ callId: callIdSchema, reason: z.enum(pickReasons) }),
      reply: nothing,
      refusals: ['notFound', 'wrongState', 'expertBusy'],
    }),
    'call:park': defineRequest({
      summary: 'Sends the customer to fetch something; they come back first in the queue, to this expert if free. The expert is free meanwhile.',
      roles: ['expert'],
      input: callOnly,
      reply: nothing,
      refusals: ['callEnded', 'wrongState', 'notFound'],
    }),
    'note:share': defineRequest({
      summary: 'Writes down the story for another agency; the customer is asked on the screen, and only then it can be read there.',
      roles: ['expert'],
      input: z.strictObject({ callId: callIdSchema, noteId: z.uuid(), toAgencyId: agencyIdSchema, note: z.string().trim().min(1).max(500) }),
      reply: nothing,
      refusals: ['notFound', 'callEnded', 'sameIdOtherContent'],
    }),
    'consultation:start': defineRequest({
      summary: 'Asks a colleague of any agency about the call. The same newCallId again is the same act.',
      roles: ['expert'],
      input: z.strictObject({ callId: callIdSchema, newCallId: callIdSchema, agencyId: agencyIdSchema, serviceId: serviceIdSchema, note: z.string().max(500) }),
      reply: callOnly,
      refusals: ['callEnded', 'notFound', 'notRemote', 'wrongState', 'practiceApart', 'queueClosed', 'noteNeedsConsent', 'sameIdOtherContent'],
    }),
    'consultation:bringIn': defineRequest({
      summary:
        'Brings the customer into the talk with the colleague; in a confidential matter a customer is asked first whether another agency’s may join (F106).',
      roles: ['expert'],
      input: callOnly,
      reply: nothing,
      refusals: consultationRefusals,
    }),
    'consultation:takeOut': defineRequest({
      summary: 'Puts the customer on hold and talks with the colleague alone; a customer who is being asked is asked no more.',
      roles: ['expert'],
      input: callOnly,
      reply: nothing,
      refusals: consultationRefusals,
    }),
    'consultation:handOver': defineRequest({
      summary:
        'The colleague has the customer from now on; this expert goes to wrap-up (warm transfer). Not while the customer is asked about the colleague, or has said no.',
      roles: ['expert'],
      input: callOnly,
      reply: nothing,
      refusals: consultationRefusals,
    }),
    'consultation:end': defineRequest({
      summary: 'Ends the talk with the colleague, or stops asking for one.',
      roles: ['expert'],
      input: callOnly,
      reply: nothing,
      refusals: consultationRefusals,
    }),
    'call:hold': defineRequest({
      summary: 'Parks the customer: neither sees nor hears the other until resumed.',
      roles: ['expert'],
      input: callOnly,
      reply: nothing,
      refusals: ['callEnded', 'wrongState', 'notFound'],
    }),
    'call:resume': defineRequest({
      summary: 'Takes the customer back from hold.',
      roles: ['expert'],
      input: callOnly,
      reply: nothing,
      refusals: ['callEnded', 'wrongState', 'notFound'],
    }),
    'call:transfer': defineRequest({
      summary:
        'Ends the call for this expert and queues the customer anew, with a head start, for another service request or agency. The same newCallId again is the same act.',
      roles: ['expert'],
      input: z.strictObject({ callId: callIdSchema, newCallId: callIdSchema, agencyId: agencyIdSchema, serviceId: serviceIdSchema, note: z.string().max(500) }),
      reply: callOnly,
      refusals: ['callEnded', 'notFound', 'notRemote', 'practiceApart', 'queueClosed', 'noteNeedsConsent', 'sameIdOtherContent'],
    }),
    'call:end': defineRequest({
      summary: 'Ends the call for everybody; the expert goes to wrap-up.',
      roles: ['expert'],
      input: callOnly,
      reply: nothing,
      refusals: ['callEnded', 'wrongState', 'notFound'],
    }),
    'call:sendToAdviser': defineRequest({
      summary: 'Ends the call like call:end and sends the customer to the adviser of the point, who is told why (F43).',
      roles: ['expert'],
      input: z.strictObject({ callId: callIdSchema, reason: z.enum(adviserReasons) }),
      reply: nothing,
      refusals: ['callEnded', 'wrongState', 'notFound'],
    }),
    'wrapUp:extend': defineRequest({
      summary: 'More time for wrap-up, once.',
      roles: ['expert'],
      input: callOnly,
      reply: nothing,
      refusals: ['alreadyExtended', 'wrongState', 'notFound'],
    }),
    'wrapUp:save': defineRequest({
      summary: 'What is chosen and typed so far, all of it each time; a wrap-up whose time runs out closes with what was saved last.',
      roles: ['expert'],
      input: z.strictObject({
        callId: callIdSchema,
        outcomeCode: outcomeCodeSchema.nullable(),
        referral: z.enum(referralCodes).nullable(),
        note: z.string().max(noteMaxLength),
      }),
      reply: nothing,
      refusals: ['wrongState', 'notFound'],
    }),
    'wrapUp:complete': defineRequest({
      summary: 'Outcome and note; the expert is ready again (or on the chosen status).',
      roles: ['expert'],
      input: z.strictObject({
        callId: callIdSchema,
        outcomeCode: outcomeCodeSchema,
        referral: z.enum(referralCodes).nullable().default(null),
        note: z.string().max(noteMaxLength),
      }),
      reply: nothing,
      refusals: ['wrongState', 'notFound'],
    }),
  },
  events: {
    'expert:view': defineEvent({ summary: 'What has changed in the expert desk’s view.', roles: ['expert'], payload: expertViewChangeSchema }),
  },
} as const;
