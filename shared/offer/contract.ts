import { z } from 'zod';
import { defineRequest } from '#shared/contract/define.ts';
import { nothing } from '#shared/contract/inputs.ts';
import { minimumOfferSchema, offerGapSchema } from './offer.ts';

export const offerContract = {
  requests: {
    'minimumOffer:read': defineRequest({
      summary: 'What the points within the administrator’s scope are to offer at least, for the nation and for their municipalities, and what they lack (F99).',
      roles: ['administrator'],
      input: nothing,
      reply: z.strictObject({ offers: z.array(minimumOfferSchema), gaps: z.array(offerGapSchema) }),
      refusals: ['notFound'],
    }),
    'minimumOffer:change': defineRequest({
      summary:
        'Changes what the points of an area are to offer at least; `version` is the one that was read. `wrongState` where somebody else has changed it meanwhile.',
      roles: ['administrator'],
      input: minimumOfferSchema,
      reply: z.strictObject({ version: z.number().int() }),
      refusals: ['notFound', 'wrongState'],
    }),
    'minimumOffer:gaps': defineRequest({
      summary: 'What the points that the adviser looks after lack of what was agreed (F99).',
      roles: ['adviser'],
      input: nothing,
      reply: z.strictObject({ gaps: z.array(offerGapSchema) }),
      refusals: ['notFound'],
    }),
  },
} as const;
