import { z } from 'zod';
import { auditActorSchema, auditDetailsSchema, auditObjectSchema, auditOutcomes } from '#shared/audit/entry.ts';
import { defineRequest } from '#shared/contract/define.ts';
import { instantSchema } from '#shared/instant.ts';

const idSchema = z.string().trim().min(1).max(100);

/** What is looked for; what is left out narrows nothing. */
export const auditFilterSchema = z.strictObject({
  actorId: idSchema.optional(),
  /** The beginning of an act's name: `call` finds all that was done to calls. */
  act: z
    .string()
    .trim()
    .regex(/^[A-Za-z.]{1,60}$/)
    .optional(),
  objectId: idSchema.optional(),
  outcome: z.enum(auditOutcomes).optional(),
  /** The first and the last day, as calendars in Finland have them. */
  firstDay: z.iso.date().optional(),
  lastDay: z.iso.date().optional(),
});
export type AuditFilter = z.output<typeof auditFilterSchema>;

export const auditLineSchema = z.strictObject({
  id: z.number().int(),
  at: instantSchema,
  actor: auditActorSchema,
  session: z.string().nullable(),
  act: z.string(),
  object: auditObjectSchema.nullable(),
  outcome: z.enum(auditOutcomes),
  details: auditDetailsSchema,
  agencyId: z.string().nullable(),
  pointId: z.string().nullable(),
  /** The place in the chain; null in the first moments. */
  sequence: z.number().int().nullable(),
  hash: z.string().nullable(),
});
export type AuditLine = z.output<typeof auditLineSchema>;

export const auditContract = {
  requests: {
    'audit:list': defineRequest({
      summary: 'The newest entries of what the administrator looks after, before the id `before` where there is one. Reading is itself kept (F108).',
      roles: ['administrator'],
      input: z.strictObject({ filter: auditFilterSchema, before: z.number().int().positive().nullable() }),
      reply: z.strictObject({ entries: z.array(auditLineSchema), hasMore: z.boolean() }),
      refusals: [],
    }),
  },
  events: {},
} as const;
