import { z } from 'zod';
import { defineRequest } from '#shared/contract/define.ts';
import { callOnly, nothing, requestedService } from '#shared/contract/inputs.ts';
import { languageSchema } from '#shared/language.ts';

export const visitsContract = {
  requests: {
    'visit:planServiceRequest': defineRequest({
      summary: 'Puts a service request at the end of the visit’s plan; its queue is joined by itself when the others are done.',
      roles: ['terminal'],
      input: z.strictObject({ ...requestedService, language: languageSchema }),
      reply: nothing,
      refusals: ['notFound', 'notRemote', 'terminalBusy', 'entryLimit', 'sameIdOtherContent'],
    }),
    'visit:joinNow': defineRequest({
      summary: 'Joins the queue of a planned service request now; if its turn comes early, the place is kept until the customer is free.',
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
    'visit:close': defineRequest({
      summary: 'The customer is done: the visit closes and the terminal is ready for the next customer. A running call ends.',
      roles: ['terminal'],
      input: nothing,
      reply: nothing,
      refusals: ['notFound'],
    }),
  },
  events: {},
} as const;
