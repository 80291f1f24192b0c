import { z } from 'zod';
import { agencyIdSchema, pointIdSchema } from '#shared/ids.ts';
import { languageSchema } from '#shared/language.ts';
import { scopeSchema } from '#shared/permissions/scope.ts';

/** Where a claim stands: its name, or names joined by dots, such as `realm_access.roles`. A name that has dots itself is found too. */
const claimPathSchema = z.string().trim().min(1).max(200);

/** An agency or a point: always the same one, or the one whose id the claim has. */
const placeSchema = <S extends z.ZodType>(id: S) =>
  z.discriminatedUnion('from', [z.strictObject({ from: z.literal('fixed'), id }), z.strictObject({ from: z.literal('claim'), claim: claimPathSchema })]);

const spokenSchema = z
  .array(z.strictObject({ language: languageSchema, level: z.number().int().min(1).max(5) }))
  .min(1)
  .max(20);

/** What a rule gives. Languages are those of a new person; afterwards an administrator changes them. */
export const grantSchema = z.discriminatedUnion('role', [
  z.strictObject({ role: z.literal('expert'), agency: placeSchema(agencyIdSchema), languages: spokenSchema }),
  z.strictObject({ role: z.literal('supervisor'), agency: placeSchema(agencyIdSchema), languages: spokenSchema }),
  z.strictObject({ role: z.literal('adviser'), point: placeSchema(pointIdSchema), languages: spokenSchema }),
  z.strictObject({ role: z.literal('administrator'), scope: scopeSchema, languages: spokenSchema }),
]);
export type Grant = z.output<typeof grantSchema>;

/** Holds if the claim is the value, or is a list that has it. */
export const conditionSchema = z.strictObject({ claim: claimPathSchema, equals: z.string().trim().min(1).max(300) });
/** Gives the role where every condition holds. */
export const claimRuleSchema = z.strictObject({ when: z.array(conditionSchema).min(1).max(5), gives: grantSchema });
export type ClaimRule = z.output<typeof claimRuleSchema>;
export const claimRulesSchema = z.array(claimRuleSchema).max(200);

/** Why a rule gives nothing, or what it gives. */
export const ruleResultSchema = z.discriminatedUnion('result', [
  z.strictObject({ result: z.literal('gives'), role: z.enum(['expert', 'supervisor', 'adviser', 'administrator']), placeId: z.string().nullable() }),
  /** A condition does not hold: which, and what the claim has instead. */
  z.strictObject({ result: z.literal('conditionFails'), claim: z.string(), equals: z.string(), found: z.string().nullable() }),
  /** The claim that names the agency or point is not there, or names none that is known. */
  z.strictObject({ result: z.literal('placeUnknown'), claim: z.string().nullable(), found: z.string().nullable() }),
]);
export type RuleResult = z.output<typeof ruleResultSchema>;
