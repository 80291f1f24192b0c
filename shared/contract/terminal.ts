import { z } from 'zod';
import { agencyIdSchema, callIdSchema, serviceIdSchema } from '#shared/ids.ts';
import { languageSchema, languages } from '#shared/language.ts';
import { defineEvent, defineRequest } from './define.ts';
import { deviceReportSchema, terminalViewSchema } from './views.ts';

const nothing = z.strictObject({});

export const terminalContract = {
  requests: {
    'terminal:sync': defineRequest({
      summary: 'The whole truth for this terminal. Ask after every connect.',
      roles: ['terminal'],
      input: nothing,
      reply: terminalViewSchema,
      refusals: [],
    }),
    'terminal:report': defineRequest({
      summary: 'What the terminal knows of its devices, and whether somebody is choosing at it.',
      roles: ['terminal'],
      input: z.strictObject({ devices: deviceReportSchema, isInUse: z.boolean() }),
      reply: nothing,
      refusals: [],
    }),
    'queue:join': defineRequest({
      summary: 'Queues for an agency. The reply comes after the place is committed. The same callId again is the same act.',
      roles: ['terminal'],
      input: z.strictObject({ callId: callIdSchema, agencyId: agencyIdSchema, serviceId: serviceIdSchema, language: languageSchema }),
      reply: z.strictObject({ callId: callIdSchema }),
      refusals: ['notFound', 'terminalBusy', 'queueClosed'],
    }),
    'queue:acceptLanguages': defineRequest({
      summary: 'Which other languages the customer can do with while waiting; the whole list each time, an empty one takes all back.',
      roles: ['terminal'],
      input: z.strictObject({ callId: callIdSchema, languages: z.array(languageSchema).max(languages.length) }),
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
    'help:request': defineRequest({
      summary: 'Calls the adviser of the point; again is the same act.',
      roles: ['terminal'],
      input: nothing,
      reply: nothing,
      refusals: [],
    }),
    'help:cancel': defineRequest({
      summary: 'Takes the call for the adviser back.',
      roles: ['terminal'],
      input: nothing,
      reply: nothing,
      refusals: [],
    }),
    'visit:close': defineRequest({
      summary: 'The customer is done: the visit closes and the terminal is ready for the next. A call that still runs is ended.',
      roles: ['terminal'],
      input: nothing,
      reply: nothing,
      refusals: [],
    }),
  },
  events: {
    'terminal:view': defineEvent({ summary: 'The terminal’s view after a change.', roles: ['terminal'], payload: terminalViewSchema }),
  },
} as const;
