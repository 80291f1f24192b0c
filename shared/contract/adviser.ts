import { z } from 'zod';
import { microphoneModes } from '#shared/call/lifecycle.ts';
import { agencyIdSchema, callIdSchema, pointIdSchema, serviceIdSchema, terminalIdSchema } from '#shared/ids.ts';
import { instantSchema } from '#shared/instant.ts';
import { languageSchema } from '#shared/language.ts';
import { defineEvent, defineRequest } from './define.ts';
import { numberSchema, ticketSchema } from './ticket.ts';
import { adviserViewChangeSchema, adviserViewSchema } from './views/index.ts';

const nothing = z.strictObject({});
const terminalOnly = z.strictObject({ terminalId: terminalIdSchema });
const callOnly = z.strictObject({ callId: callIdSchema });
const bookingOnly = z.strictObject({ bookingId: z.uuid() });
const numberAt = z.strictObject({ pointId: pointIdSchema, number: numberSchema });

/** The longest note that goes to the expert before the call, in UTF-16 code units. */
export const preCallNoteMaxLength = 500;

/** Who may read a line: everybody in the call, or only those who work in it. */
export const chatAudiences = ['everybody', 'staff'] as const;
export const chatMaxLength = 200;

export const adviserContract = {
  requests: {
    'adviser:sync': defineRequest({
      summary: 'The whole truth for this adviser’s desk. Ask after every connect.',
      roles: ['adviser'],
      input: nothing,
      reply: adviserViewSchema,
      refusals: ['notFound'],
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
      summary: 'Issues a new PIN for that number, for a customer who has lost it; the old one holds no more. It is told in this reply alone, and recorded.',
      roles: ['adviser'],
      input: numberAt,
      reply: ticketSchema,
      refusals: ['notFound'],
    }),
    'point:close': defineRequest({
      summary: 'Closes the own point now, as in an emergency: nobody queues from there till it is opened again. Running calls go on (F24).',
      roles: ['adviser'],
      input: nothing,
      reply: nothing,
      refusals: [],
    }),
    'point:reopen': defineRequest({ summary: 'Opens the own point again.', roles: ['adviser'], input: nothing, reply: nothing, refusals: [] }),
    'help:answer': defineRequest({ summary: 'I am coming.', roles: ['adviser'], input: terminalOnly, reply: nothing, refusals: ['notFound'] }),
    'help:close': defineRequest({ summary: 'The help was given.', roles: ['adviser'], input: terminalOnly, reply: nothing, refusals: ['notFound'] }),
    'call:join': defineRequest({
      summary:
        'Joins a running call of the own point, visibly to everyone: heard, muted, or for the connection alone, when no media of the call reaches the adviser (F50). Again changes it. In a confidential matter the customer is asked first.',
      roles: ['adviser'],
      input: z.strictObject({ callId: callIdSchema, microphone: z.enum(microphoneModes) }),
      reply: nothing,
      refusals: ['notFound', 'callEnded'],
    }),
    'chat:send': defineRequest({
      summary:
        'A line of text in a call, kept nowhere: from an adviser who is in it to everybody, or beside the customer’s screen to the expert alone; from the expert to the advisers (F55).',
      roles: ['adviser', 'expert'],
      input: z.strictObject({ callId: callIdSchema, text: z.string().trim().min(1).max(chatMaxLength), to: z.enum(chatAudiences) }),
      reply: nothing,
      refusals: ['notFound'],
    }),
    'call:leaveAsThirdParty': defineRequest({
      summary: 'Leaves the call; it goes on.',
      roles: ['adviser'],
      input: callOnly,
      reply: nothing,
      refusals: ['notFound'],
    }),
  },
  events: {
    'chat:sent': defineEvent({
      summary: 'A line from the adviser who looks after the connection, or between expert and adviser.',
      roles: ['terminal', 'expert', 'adviser'],
      payload: z.strictObject({ callId: callIdSchema, byName: z.string(), text: z.string(), to: z.enum(chatAudiences) }),
    }),
    'adviser:view': defineEvent({ summary: 'What has changed in the adviser desk’s view.', roles: ['adviser'], payload: adviserViewChangeSchema }),
  },
} as const;
