import { z } from 'zod';
import { languageSchema } from '#shared/language.ts';
import { scopeSchema } from '#shared/permissions/scope.ts';
import { validitySchema } from './catalogue.ts';

const spokenSchema = z.array(z.strictObject({ language: languageSchema, level: z.number().int().min(1).max(5) })).min(1);

/** Of everybody who works here. */
const always = { validity: validitySchema.optional() };

/** Somebody who works here, as the register has them. */
export const staffMemberSchema = z.discriminatedUnion('role', [
  z.strictObject({
    id: z.string(),
    role: z.literal('expert'),
    displayName: z.string().min(1),
    agencyId: z.string(),
    languages: spokenSchema,
    /** The routing profile. A plain name is level 1; calls of a higher level come later (shared/queue/rank.ts). */
    services: z
      .array(
        z.union([
          z.string().transform((serviceId) => ({ serviceId, level: 1 })),
          z.strictObject({ serviceId: z.string(), level: z.number().int().min(1).max(9) }),
        ]),
      )
      .min(1),
    unitId: z.string().optional(),
    ...always,
  }),
  z.strictObject({ id: z.string(), role: z.literal('supervisor'), displayName: z.string().min(1), agencyId: z.string(), languages: spokenSchema, ...always }),
  z.strictObject({
    id: z.string(),
    role: z.literal('adviser'),
    displayName: z.string().min(1),
    pointId: z.string(),
    languages: spokenSchema,
    ...always,
  }),
  z.strictObject({ id: z.string(), role: z.literal('administrator'), displayName: z.string().min(1), scope: scopeSchema, languages: spokenSchema, ...always }),
]);
export type StaffMember = z.output<typeof staffMemberSchema>;
