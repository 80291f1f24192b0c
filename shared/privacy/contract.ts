import { z } from 'zod';
import { defineRequest } from '#shared/contract/define.ts';
import { nothing } from '#shared/contract/inputs.ts';
import { instantSchema } from '#shared/instant.ts';

const hoursSchema = z.number().int().positive();

export const storedClassSchema = z.strictObject({
  dataClass: z.string(),
  /** Rows now; null where there is no table, or where whoever asks looks after less than the nation. */
  rowCount: z.number().int().nonnegative().nullable(),
  oldestAt: instantSchema.nullable(),
  /** Null where it lasts as long as something else does, or the operator of the machines decides. */
  limitHours: hoursSchema.nullable(),
});
export type StoredClass = z.output<typeof storedClassSchema>;

export const privacyContract = {
  requests: {
    'privacy:stored': defineRequest({
      summary: 'What is stored, how much of it there is now, and how long each kind may stay (M12).',
      roles: ['administrator'],
      input: nothing,
      reply: z.strictObject({ classes: z.array(storedClassSchema) }),
      refusals: [],
    }),
    'privacy:limits': defineRequest({
      summary: 'How long what concerns customers is kept, for the notice at the terminal (M12).',
      roles: ['terminal'],
      input: nothing,
      reply: z.strictObject({ noteHours: hoursSchema, visitHours: hoursSchema, statisticsHours: hoursSchema }),
      refusals: [],
    }),
  },
  events: {},
} as const;
