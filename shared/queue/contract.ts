import { z } from 'zod';
import { pickReasons, priorities, priorityReasons } from '#shared/call/lifecycle.ts';
import { defineRequest } from '#shared/contract/define.ts';
import { callOnly, nothing, requestedService, terminalOnly } from '#shared/contract/inputs.ts';
import { agencyIdSchema, callIdSchema, expertIdSchema, serviceIdSchema, terminalIdSchema } from '#shared/ids.ts';
import { languageSchema } from '#shared/language.ts';

/** The longest note that goes to the expert before the call, in UTF-16 code units. */
export const preCallNoteMaxLength = 500;

export const queueContract = {
  requests: {
    'queue:join': defineRequest({
      summary:
        'Queues for a service request, next to those that already wait or run in the visit, and plans those in `next`. The reply comes after the place is committed. The same callId again is the same act.',
      roles: ['terminal'],
      input: z.strictObject({ ...requestedService, language: languageSchema, next: z.array(z.strictObject(requestedService)).max(5).default([]) }),
      reply: callOnly,
      refusals: ['notFound', 'notRemote', 'terminalBusy', 'queueClosed', 'entryLimit', 'sameIdOtherContent'],
    }),
    'queue:acceptLanguages': defineRequest({
      summary: 'Which other languages the customer can do with while waiting; the whole list each time, an empty one takes all back.',
      roles: ['terminal'],
      input: z.strictObject({ callId: callIdSchema, languages: z.array(languageSchema).max(20) }),
      reply: nothing,
      refusals: ['notFound', 'wrongState'],
    }),
    'queue:park': defineRequest({
      summary:
        'The customer goes to fetch something; all places of the visit are kept, nobody is called meanwhile. `isAbsent`: the terminal’s customer gives no sign of life; what rings is taken back.',
      roles: ['terminal'],
      input: z.strictObject({ callId: callIdSchema, isAbsent: z.boolean().default(false) }),
      reply: nothing,
      refusals: ['notFound', 'wrongState'],
    }),
    'queue:return': defineRequest({
      summary: 'The customer is back, for all that was parked.',
      roles: ['terminal'],
      input: callOnly,
      reply: nothing,
      refusals: ['notFound', 'wrongState'],
    }),
    'offer:pick': defineRequest({
      summary: 'Takes a certain customer of the own queue out of turn; it rings here at once. The reason is kept (F17).',
      roles: ['expert'],
      input: z.strictObject({ callId: callIdSchema, reason: z.enum(pickReasons) }),
      reply: nothing,
      refusals: ['notFound', 'wrongState', 'expertBusy'],
    }),
    'adviser:setUpCall': defineRequest({
      summary: 'Queues for a customer at a terminal of the own point, with a note to the expert (F48, F37).',
      roles: ['adviser'],
      input: z.strictObject({
        callId: callIdSchema,
        terminalId: terminalIdSchema,
        agencyId: agencyIdSchema,
        serviceId: serviceIdSchema,
        language: languageSchema,
        note: z.string().max(preCallNoteMaxLength),
      }),
      reply: callOnly,
      refusals: ['notFound', 'notRemote', 'terminalBusy', 'queueClosed', 'sameIdOtherContent'],
    }),
    'adviser:removeFromQueue': defineRequest({
      summary: 'Takes a waiting customer of the own point out of the queue, or ends the call there.',
      roles: ['adviser'],
      input: callOnly,
      reply: nothing,
      refusals: ['notFound'],
    }),
    'adviser:removeEntries': defineRequest({
      summary: 'Takes queue entries that were made at a terminal of the own point out of their queues, those who are to be called back included.',
      roles: ['adviser'],
      input: z.strictObject({ terminalId: terminalIdSchema, callIds: z.array(callIdSchema).min(1).max(200) }),
      reply: nothing,
      refusals: ['notFound'],
    }),
    'adviser:liftEntryLimit': defineRequest({
      summary: 'Lets customers make an hour’s queue entries at the terminal once more. Who allowed it, and when, is kept.',
      roles: ['adviser'],
      input: terminalOnly,
      reply: nothing,
      refusals: ['notFound'],
    }),
    'queue:assign': defineRequest({
      summary: 'Rings at one free expert of the own agency, out of turn.',
      roles: ['supervisor'],
      input: z.strictObject({ callId: callIdSchema, expertId: expertIdSchema }),
      reply: nothing,
      refusals: ['notFound', 'wrongState', 'expertBusy'],
    }),
    'queue:setPriority': defineRequest({
      summary:
        'Raises or lowers the priority of a waiting call of the own agency. Priority is a head start, so nobody is overtaken for ever. The reason is kept.',
      roles: ['supervisor'],
      input: z.strictObject({ callId: callIdSchema, priority: z.literal(priorities), reason: z.enum(priorityReasons) }),
      reply: nothing,
      refusals: ['notFound', 'wrongState'],
    }),
    'queue:move': defineRequest({
      summary: 'Moves a waiting customer to another service, also of another agency; the time of arrival is kept. The same newCallId again is the same act.',
      roles: ['supervisor'],
      input: z.strictObject({ callId: callIdSchema, newCallId: callIdSchema, agencyId: agencyIdSchema, serviceId: serviceIdSchema }),
      reply: nothing,
      refusals: ['notFound', 'notRemote', 'wrongState', 'practiceApart', 'queueClosed', 'sameIdOtherContent'],
    }),
  },
  events: {},
} as const;
