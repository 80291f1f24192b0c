import { z } from 'zod';
import { defineRequest } from '#shared/contract/define.ts';
import { nothing } from '#shared/contract/inputs.ts';
import { serviceIdSchema } from '#shared/ids.ts';
import { instantSchema } from '#shared/instant.ts';

export const hoursContract = {
  requests: {
    'point:close': defineRequest({
      summary: 'Closes the own point now, as in an emergency: nobody queues from there until it is opened again. Running calls go on (F24).',
      roles: ['adviser'],
      input: nothing,
      reply: nothing,
      refusals: [],
    }),
    'point:reopen': defineRequest({ summary: 'Opens the own point again.', roles: ['adviser'], input: nothing, reply: nothing, refusals: [] }),
    'queue:close': defineRequest({
      summary:
        'Closes the own agency (serviceId null) or one of its queues now, whatever its hours say. The agency’s closing rule decides about those who wait.',
      roles: ['supervisor'],
      input: z.strictObject({ serviceId: serviceIdSchema.nullable(), until: instantSchema.nullable() }),
      reply: nothing,
      refusals: ['notFound'],
    }),
    'queue:reopen': defineRequest({
      summary: 'Takes a closing by hand back.',
      roles: ['supervisor'],
      input: z.strictObject({ serviceId: serviceIdSchema.nullable() }),
      reply: nothing,
      refusals: ['notFound'],
    }),
  },
  events: {},
} as const;
