import { z } from 'zod';
import { visitingDaySchema } from '#shared/contract/catalogue.ts';
import { defineRequest } from '#shared/contract/define.ts';
import { nothing, ticketAt, ticketRefusals } from '#shared/contract/inputs.ts';
import { issuedTicketSchema, ticketSchema } from '#shared/contract/ticket.ts';
import { agencyIdSchema, serviceIdSchema } from '#shared/ids.ts';
import { instantSchema } from '#shared/instant.ts';
import { languageSchema } from '#shared/language.ts';

const bookingOnly = z.strictObject({ bookingId: z.uuid() });

export const visitingContract = {
  requests: {
    'visiting:times': defineRequest({
      summary: 'The coming days on which the service’s expert visits this point, and the times that are free, soonest first (F33).',
      roles: ['terminal'],
      input: z.strictObject({ agencyId: agencyIdSchema, serviceId: serviceIdSchema }),
      reply: z.strictObject({ days: z.array(visitingDaySchema.omit({ pointId: true }).extend({ times: z.array(instantSchema) })) }),
      refusals: ['notFound'],
    }),
    'visiting:book': defineRequest({
      summary:
        'Books one of those times: the customer meets the expert at the point in person and waits in no queue. The same bookingId again is the same act; the reply says what it booked.',
      roles: ['terminal'],
      input: z.strictObject({ bookingId: z.uuid(), agencyId: agencyIdSchema, serviceId: serviceIdSchema, language: languageSchema, at: instantSchema }),
      reply: issuedTicketSchema.extend({ at: instantSchema }),
      refusals: ['notFound', 'slotTaken', 'entryLimit', 'sameIdOtherContent'],
    }),
    'visiting:find': defineRequest({
      summary: 'What was booked with a visiting expert at this point under that number: enough to know one’s own time again, to move and to cancel it.',
      roles: ['terminal'],
      input: ticketSchema,
      reply: z.strictObject({ agencyId: agencyIdSchema, serviceId: serviceIdSchema, at: instantSchema }),
      refusals: [...ticketRefusals, 'notFound'],
    }),
    'visiting:move': defineRequest({
      summary: 'The customer comes at another of the free times instead; number and PIN stay.',
      roles: ['terminal'],
      input: ticketAt,
      reply: nothing,
      refusals: [...ticketRefusals, 'notFound', 'slotTaken'],
    }),
    'visiting:cancel': defineRequest({
      summary: 'The customer cancels that time at any terminal of the point; somebody else can have it at once.',
      roles: ['terminal'],
      input: ticketSchema,
      reply: nothing,
      refusals: [...ticketRefusals, 'notFound'],
    }),
    'adviser:cancelVisiting': defineRequest({
      summary: 'Cancels a time with an expert who visits the own point; it is free for others. Only the customer’s number is known, so nobody is told.',
      roles: ['adviser'],
      input: bookingOnly,
      reply: nothing,
      refusals: ['notFound'],
    }),
    'adviser:moveVisiting': defineRequest({
      summary: 'Moves such a time to another of the free ones, for a customer without the PIN; it is recorded.',
      roles: ['adviser'],
      input: bookingOnly.extend({ at: instantSchema }),
      reply: nothing,
      refusals: ['notFound', 'slotTaken'],
    }),
    'adviser:visitingTimes': defineRequest({
      summary: 'The times that such a booking could move to, soonest first.',
      roles: ['adviser'],
      input: bookingOnly,
      reply: z.strictObject({ times: z.array(instantSchema) }),
      refusals: ['notFound'],
    }),
  },
  events: {},
} as const;
