import { z } from 'zod';
import { knowledgeCardSchema } from '#shared/contract/catalogue.ts';
import { defineRequest } from '#shared/contract/define.ts';
import { nothing } from '#shared/contract/inputs.ts';
import { serviceIdSchema } from '#shared/ids.ts';

export const knowledgeContract = {
  requests: {
    'knowledge:list': defineRequest({
      summary:
        'The knowledge cards (F59) of services in force: to an adviser those of agencies that serve at the points that are looked after, to an expert those of the own agency. They are in no catalogue that a page is given.',
      roles: ['adviser', 'expert'],
      input: nothing,
      reply: z.strictObject({ services: z.array(z.strictObject({ serviceId: serviceIdSchema, cards: z.array(knowledgeCardSchema) })) }),
      refusals: ['notFound'],
    }),
  },
} as const;
