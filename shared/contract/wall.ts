import { z } from 'zod';
import { serviceIdSchema } from '#shared/ids.ts';
import { instantSchema } from '#shared/instant.ts';
import { localisedSchema } from '#shared/language.ts';
import { closureSchema } from './views/supervisor.ts';

/** How many experts are in each state, those who are offline left out; who is there and cannot be called, for whatever reason, is `away`. */
const wallTeamSchema = z.strictObject({
  available: z.number().int(),
  offered: z.number().int(),
  inCall: z.number().int(),
  wrapUp: z.number().int(),
  away: z.number().int(),
});
export const wallStates = wallTeamSchema.keyof().options;
export type WallState = (typeof wallStates)[number];

/** GET /api/wall: what a wallboard shows of the supervisor's agency. Everybody in the room reads it, so it names nobody. */
export const wallSchema = z.strictObject({
  now: instantSchema,
  names: localisedSchema,
  closure: closureSchema,
  queues: z.array(
    z.strictObject({
      serviceId: serviceIdSchema,
      names: localisedSchema,
      waiting: z.number().int(),
      longestSince: instantSchema.nullable(),
      ableOnDuty: z.number().int(),
      closure: closureSchema,
    }),
  ),
  experts: wallTeamSchema,
  /** Calls that have been answered today, and offers that have been missed. */
  answered: z.number().int(),
  missed: z.number().int(),
});
export type Wall = z.output<typeof wallSchema>;
