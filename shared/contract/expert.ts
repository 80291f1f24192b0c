import { z } from 'zod';
import { adviserReasons, pickReasons, referralCodes } from '#shared/call/lifecycle.ts';
import { breakCodes } from '#shared/expert/status.ts';
import { agencyIdSchema, callIdSchema, serviceIdSchema } from '#shared/ids.ts';
import { defineEvent, defineRequest } from './define.ts';
import { declineReasonSchema, expertViewSchema, outcomeCodeSchema } from './views/index.ts';

const nothing = z.strictObject({});
const callOnly = z.strictObject({ callId: callIdSchema });
const consultationRefusals = ['notFound', 'callEnded', 'wrongState'] as const;
const offerAnswer = { callId: callIdSchema, offerNumber: z.number().int().positive() };

/** The longest wrap-up note, in UTF-16 code units. */
export const noteMaxLength = 2000;

export const expertContract = {
  requests: {
    'expert:sync': defineRequest({
      summary: 'The expert desk’s whole view. Ask after every connect.',
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
      summary: 'Accepts an offer in one atomic change, which is refused if somebody else was faster. Repeating it is the same act.',
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
      summary: 'Takes a certain customer of the own queue out of turn; it rings here at once. The reason is kept (F17).',
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
      summary: 'Writes a note for another agency. The other agency can read it only after the customer has agreed on the screen.',
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
        'Brings the customer into the conversation with the colleague. In a confidential call the customer is asked first whether a colleague of another agency may join (F106).',
      roles: ['expert'],
      input: callOnly,
      reply: nothing,
      refusals: consultationRefusals,
    }),
    'consultation:takeOut': defineRequest({
      summary: 'Puts the customer on hold and talks with the colleague alone; a question to the customer is withdrawn.',
      roles: ['expert'],
      input: callOnly,
      reply: nothing,
      refusals: consultationRefusals,
    }),
    'consultation:handOver': defineRequest({
      summary:
        'Gives the customer to the colleague; this expert goes to wrap-up (warm transfer). Refused while the customer is being asked about the colleague, or after they said no.',
      roles: ['expert'],
      input: callOnly,
      reply: nothing,
      refusals: consultationRefusals,
    }),
    'consultation:end': defineRequest({
      summary: 'Ends the conversation with the colleague, or withdraws the question while it still rings.',
      roles: ['expert'],
      input: callOnly,
      reply: nothing,
      refusals: consultationRefusals,
    }),
    'call:hold': defineRequest({
      summary: 'Puts the customer on hold: neither side sees or hears the other until the call is resumed.',
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
        'Ends the call for this expert and queues the customer again, with a head start, for another service or agency. The same newCallId again is the same act.',
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
      summary: 'Saves outcome and note so far, all of it each time. A wrap-up whose time runs out closes with what was saved last.',
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
      summary: 'Completes the wrap-up with outcome and note. The expert’s chosen status is in force again.',
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
    'expert:view': defineEvent({ summary: 'The expert desk’s view after a change.', roles: ['expert'], payload: expertViewSchema }),
  },
} as const;
