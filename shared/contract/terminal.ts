import { z } from 'zod';
import { adviserIdSchema, agencyIdSchema, callIdSchema, serviceIdSchema } from '#shared/ids.ts';
import { instantSchema } from '#shared/instant.ts';
import { languageSchema, languages } from '#shared/language.ts';
import { visitingDaySchema } from './catalogue.ts';
import { defineEvent, defineRequest } from './define.ts';
import { ratingSchema } from './rating.ts';
import { issuedTicketSchema, ticketSchema } from './ticket.ts';
import { deviceChoicesSchema, deviceReportSchema, mediaSettingsSchema, pagesBuildSchema, terminalViewChangeSchema, terminalViewSchema } from './views/index.ts';

const nothing = z.strictObject({});
const callOnly = z.strictObject({ callId: callIdSchema });
/** A booked time that it is too early to come for. */
const earlyTimeSchema = z.strictObject({ agencyId: agencyIdSchema, serviceId: serviceIdSchema, language: languageSchema, at: instantSchema });
export type EarlyTime = z.output<typeof earlyTimeSchema>;
const ticketAt = ticketSchema.extend({ at: instantSchema });
const ticketRefusals = ['numberOrPinWrong', 'tooManyTries'] as const;
const requestedService = { callId: callIdSchema, agencyId: agencyIdSchema, serviceId: serviceIdSchema };

export const terminalContract = {
  requests: {
    'terminal:sync': defineRequest({
      summary: 'The whole truth for this terminal. Ask after every connect.',
      roles: ['terminal'],
      input: nothing,
      reply: terminalViewSchema,
      refusals: ['notFound'],
    }),
    'terminal:report': defineRequest({
      summary:
        'How the terminal’s devices stand, which could be chosen, what is set by hand, which build of the pages it runs, and whether somebody is choosing at it.',
      roles: ['terminal'],
      input: z.strictObject({
        devices: deviceReportSchema,
        isInUse: z.boolean(),
        deviceChoices: deviceChoicesSchema.default([]),
        settings: mediaSettingsSchema.nullable().default(null),
        build: pagesBuildSchema.nullable().default(null),
      }),
      reply: nothing,
      refusals: ['notFound'],
    }),
    'queue:join': defineRequest({
      summary:
        'Queues for a service request, beside what may already wait or run in the visit, and plans what comes `next`. The reply comes after the place is committed. The same callId again is the same act.',
      roles: ['terminal'],
      input: z.strictObject({ ...requestedService, language: languageSchema, next: z.array(z.strictObject(requestedService)).max(5).default([]) }),
      reply: callOnly,
      refusals: ['notFound', 'notRemote', 'terminalBusy', 'queueClosed', 'entryLimit', 'sameIdOtherContent'],
    }),
    'queue:acceptLanguages': defineRequest({
      summary: 'Which other languages the customer can do with while waiting; the whole list each time, an empty one takes all back.',
      roles: ['terminal'],
      input: z.strictObject({ callId: callIdSchema, languages: z.array(languageSchema).max(languages.length) }),
      reply: nothing,
      refusals: ['notFound', 'wrongState'],
    }),
    'visit:planServiceRequest': defineRequest({
      summary: 'Puts a service request at the end of the visit’s plan; its queue is joined by itself when the others are done.',
      roles: ['terminal'],
      input: z.strictObject({ ...requestedService, language: languageSchema }),
      reply: nothing,
      refusals: ['notFound', 'notRemote', 'terminalBusy', 'entryLimit', 'sameIdOtherContent'],
    }),
    'visit:joinNow': defineRequest({
      summary: 'Joins the queue of a planned service request already now; if its turn comes early, the place is kept until the customer is free.',
      roles: ['terminal'],
      input: callOnly,
      reply: nothing,
      refusals: ['notFound', 'notRemote', 'queueClosed', 'entryLimit'],
    }),
    'visit:dropServiceRequest': defineRequest({
      summary: 'Takes a planned service request off the plan.',
      roles: ['terminal'],
      input: callOnly,
      reply: nothing,
      refusals: ['notFound'],
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
    'note:decide': defineRequest({
      summary: 'The customer’s word on whether a note may go to another agency. The first word counts.',
      roles: ['terminal'],
      input: z.strictObject({ noteId: z.uuid(), isAgreed: z.boolean() }),
      reply: nothing,
      refusals: ['notFound'],
    }),
    'call:answerAdviser': defineRequest({
      summary: 'The customer’s word on whether an adviser or a supervisor may hear and see a confidential matter (F106).',
      roles: ['terminal'],
      input: z.strictObject({ callId: callIdSchema, adviserId: adviserIdSchema, isAgreed: z.boolean() }),
      reply: nothing,
      refusals: ['notFound', 'wrongState'],
    }),
    'call:answerColleague': defineRequest({
      summary: 'The customer’s word on whether a colleague of another agency may join a confidential matter (F106). The same answer again is the same act.',
      roles: ['terminal'],
      input: z.strictObject({ callId: callIdSchema, colleagueCallId: callIdSchema, isAgreed: z.boolean() }),
      reply: nothing,
      refusals: ['notFound', 'callEnded', 'wrongState'],
    }),
    'call:leave': defineRequest({
      summary: 'The customer leaves the queue or ends the call.',
      roles: ['terminal'],
      input: z.strictObject({ callId: callIdSchema }),
      reply: nothing,
      refusals: ['notFound'],
    }),
    'call:rate': defineRequest({
      summary: 'How the customer found a call that is over (F92); the last word counts, as long as the visit lasts.',
      roles: ['terminal'],
      input: z.strictObject({ callId: callIdSchema, rating: ratingSchema }),
      reply: nothing,
      refusals: ['notFound', 'wrongState'],
    }),
    'help:request': defineRequest({
      summary: 'Calls the adviser of the point; again is the same act.',
      roles: ['terminal'],
      input: nothing,
      reply: nothing,
      refusals: ['notFound'],
    }),
    'help:cancel': defineRequest({
      summary: 'Takes the call for the adviser back.',
      roles: ['terminal'],
      input: nothing,
      reply: nothing,
      refusals: ['notFound'],
    }),
    'visit:close': defineRequest({
      summary: 'The customer is done: the visit closes and the terminal is ready for the next. A call that still runs is ended.',
      roles: ['terminal'],
      input: nothing,
      reply: nothing,
      refusals: ['notFound'],
    }),
  },
  events: {
    'terminal:view': defineEvent({ summary: 'What has changed in the terminal’s view.', roles: ['terminal'], payload: terminalViewChangeSchema }),
  },
} as const;
