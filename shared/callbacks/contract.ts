import { z } from 'zod';
import { defineRequest } from '#shared/contract/define.ts';
import { callOnly, nothing, requestedService, terminalOnly, ticketAt, ticketRefusals } from '#shared/contract/inputs.ts';
import { issuedTicketSchema, numberSchema, ticketSchema } from '#shared/contract/ticket.ts';
import { agencyIdSchema, pointIdSchema, serviceIdSchema } from '#shared/ids.ts';
import { instantSchema } from '#shared/instant.ts';
import { languageSchema } from '#shared/language.ts';

/** A booked time that it is too early to come for. */
const earlyTimeSchema = z.strictObject({ agencyId: agencyIdSchema, serviceId: serviceIdSchema, language: languageSchema, at: instantSchema });

export type EarlyTime = z.output<typeof earlyTimeSchema>;

const numberAt = z.strictObject({ pointId: pointIdSchema, number: numberSchema });

export const callbacksContract = {
  requests: {
    'callback:choose': defineRequest({
      summary:
        'The customer goes away and is called back at the same point, with all that waits in the visit of `callId`. The terminal is free. The number calls them, number and PIN answer. The same again is the same act; the PIN is told once.',
      roles: ['terminal'],
      input: callOnly,
      reply: issuedTicketSchema,
      refusals: ['notFound', 'wrongState'],
    }),
    'callback:answer': defineRequest({
      summary:
        'The customer of that number is back, at this terminal of the point. Where the place is gone, what was planned goes on. Whoever comes long before the booked time is told the time (`early`), and nothing changes.',
      roles: ['terminal'],
      input: ticketSchema,
      reply: z.strictObject({ early: earlyTimeSchema.nullable() }),
      refusals: [...ticketRefusals, 'notFound', 'wrongState', 'terminalBusy', 'meetsInPerson', 'placeClosed', 'placeGiven'],
    }),
    'callback:move': defineRequest({
      summary: 'Moves the booked time to another of the free slots; number and PIN stay.',
      roles: ['terminal'],
      input: ticketAt,
      reply: nothing,
      refusals: [...ticketRefusals, 'notFound', 'meetsInPerson', 'wrongState', 'slotTaken'],
    }),
    'callback:cancel': defineRequest({
      summary: 'The customer of that number does not come; the place or the booked time is free for others.',
      roles: ['terminal'],
      input: ticketSchema,
      reply: nothing,
      refusals: [...ticketRefusals, 'notFound', 'meetsInPerson', 'wrongState'],
    }),
    'callback:slots': defineRequest({
      summary: 'Times at which the customer could come instead, soonest first.',
      roles: ['terminal'],
      input: z.strictObject({ agencyId: agencyIdSchema, serviceId: serviceIdSchema, language: languageSchema.nullable().default(null) }),
      reply: z.strictObject({ slots: z.array(instantSchema) }),
      refusals: ['notFound', 'notRemote'],
    }),
    'callback:book': defineRequest({
      summary:
        'Books one of the slots. The number is what the customer is called by, the PIN answers. The same callId again is the same act; the reply says which time it booked.',
      roles: ['terminal'],
      input: z.strictObject({ ...requestedService, language: languageSchema, at: instantSchema }),
      reply: issuedTicketSchema.extend({ at: instantSchema }),
      refusals: ['notFound', 'notRemote', 'slotTaken', 'entryLimit', 'sameIdOtherContent'],
    }),
    'adviser:answerNumber': defineRequest({
      summary: 'The customer of that number is back at a terminal of the own point, without the PIN; it is recorded. Before the booked time too.',
      roles: ['adviser'],
      input: terminalOnly.extend({ number: numberSchema }),
      reply: nothing,
      refusals: ['notFound', 'meetsInPerson', 'wrongState', 'terminalBusy', 'placeClosed', 'placeGiven'],
    }),
    'adviser:moveNumber': defineRequest({
      summary: 'Moves the booked time of that number to another free slot, for a customer without the PIN; it is recorded.',
      roles: ['adviser'],
      input: numberAt.extend({ at: instantSchema }),
      reply: nothing,
      refusals: ['notFound', 'meetsInPerson', 'wrongState', 'slotTaken'],
    }),
    'adviser:numberSlots': defineRequest({
      summary: 'The times that the number’s booking could move to, soonest first.',
      roles: ['adviser'],
      input: numberAt,
      reply: z.strictObject({ times: z.array(instantSchema) }),
      refusals: ['notFound', 'meetsInPerson', 'wrongState'],
    }),
    'adviser:issuePin': defineRequest({
      summary:
        'Issues a new PIN for that number, for a customer who has lost it; the old one is no longer valid. Only this reply has it; that it was issued is recorded.',
      roles: ['adviser'],
      input: numberAt,
      reply: ticketSchema,
      refusals: ['notFound'],
    }),
  },
  events: {},
} as const;
