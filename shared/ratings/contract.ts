import { z } from 'zod';
import { defineRequest } from '#shared/contract/define.ts';
import { nothing } from '#shared/contract/inputs.ts';
import { ratingSchema } from '#shared/contract/rating.ts';
import { callIdSchema } from '#shared/ids.ts';

export const ratingsContract = {
  requests: {
    'call:rate': defineRequest({
      summary: 'How the customer found a call that is over (F92); the last rating counts, as long as the visit lasts.',
      roles: ['terminal'],
      input: z.strictObject({ callId: callIdSchema, rating: ratingSchema }),
      reply: nothing,
      refusals: ['notFound', 'wrongState'],
    }),
  },
  events: {},
} as const;
