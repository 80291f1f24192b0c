import { z } from 'zod';
import { defineRequest } from '#shared/contract/define.ts';
import { callOnly, nothing } from '#shared/contract/inputs.ts';
import { agencyIdSchema, callIdSchema, serviceIdSchema } from '#shared/ids.ts';

const consultationRefusals = ['notFound', 'callEnded', 'wrongState'] as const;

export const consultationsContract = {
  requests: {
    'call:answerColleague': defineRequest({
      summary: 'The customer’s answer to whether a colleague of another agency may join a confidential call (F106). The same answer again is the same act.',
      roles: ['terminal'],
      input: z.strictObject({ callId: callIdSchema, colleagueCallId: callIdSchema, isAgreed: z.boolean() }),
      reply: nothing,
      refusals: ['notFound', 'callEnded', 'wrongState'],
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
  },
  events: {},
} as const;
