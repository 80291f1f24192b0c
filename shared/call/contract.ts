import { z } from 'zod';
import { microphoneModes, referralCodes } from '#shared/call/lifecycle.ts';
import { defineRequest } from '#shared/contract/define.ts';
import { callOnly, nothing } from '#shared/contract/inputs.ts';
import { declineReasonSchema, outcomeCodeSchema } from '#shared/contract/views/index.ts';
import { adviserIdSchema, agencyIdSchema, callIdSchema, serviceIdSchema } from '#shared/ids.ts';

const offerAnswer = { callId: callIdSchema, offerNumber: z.number().int().positive() };

/** The longest wrap-up note, in UTF-16 code units. */
export const noteMaxLength = 2000;

/** The agency's own codes, which refine outcome and referral. */
const agencyCodes = { agencyOutcome: z.string().max(40).nullable().default(null), agencyReferral: z.string().max(40).nullable().default(null) };

export const callsContract = {
  requests: {
    'call:answerAdviser': defineRequest({
      summary:
        'The customer’s answer to whether an adviser or a supervisor may hear and see a confidential call (F106), in the mode that was asked for. A yes to what is no longer asked is refused.',
      roles: ['terminal'],
      input: z.strictObject({ callId: callIdSchema, adviserId: adviserIdSchema, requestedMode: z.enum(microphoneModes), isAgreed: z.boolean() }),
      reply: nothing,
      refusals: ['notFound', 'wrongState'],
    }),
    'call:leave': defineRequest({
      summary: 'The customer leaves the queue or ends the call.',
      roles: ['terminal'],
      input: z.strictObject({ callId: callIdSchema }),
      reply: nothing,
      refusals: ['notFound'],
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
    'call:park': defineRequest({
      summary: 'Sends the customer to fetch something; they come back first in the queue, to this expert if free. The expert is free meanwhile.',
      roles: ['expert'],
      input: callOnly,
      reply: nothing,
      refusals: ['callEnded', 'wrongState', 'notFound'],
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
        ...agencyCodes,
        note: z.string().max(noteMaxLength),
      }),
      reply: nothing,
      refusals: ['wrongState', 'notFound', 'unknownCode'],
    }),
    'wrapUp:complete': defineRequest({
      summary: 'Completes the wrap-up with outcome and note. The expert’s chosen status is in force again.',
      roles: ['expert'],
      input: z.strictObject({
        callId: callIdSchema,
        outcomeCode: outcomeCodeSchema,
        referral: z.enum(referralCodes).nullable().default(null),
        ...agencyCodes,
        note: z.string().max(noteMaxLength),
      }),
      reply: nothing,
      refusals: ['wrongState', 'notFound', 'unknownCode'],
    }),
    'call:join': defineRequest({
      summary:
        'Joins a running call of the own point, visibly to everyone: heard, muted, or for the connection alone, when no media of the call reaches the adviser (F50). Again changes it. In a confidential matter the customer is asked first.',
      roles: ['adviser'],
      input: z.strictObject({ callId: callIdSchema, microphone: z.enum(microphoneModes) }),
      reply: nothing,
      refusals: ['notFound', 'callEnded'],
    }),
    'call:leaveAsThirdParty': defineRequest({
      summary: 'Leaves the call; it goes on.',
      roles: ['adviser'],
      input: callOnly,
      reply: nothing,
      refusals: ['notFound'],
    }),
  },
  events: {},
} as const;
