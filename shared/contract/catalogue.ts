import { z } from 'zod';
import { agencyIdSchema, pointIdSchema, serviceIdSchema, terminalIdSchema } from '#shared/ids.ts';
import { languageSchema, localisedSchema } from '#shared/language.ts';

export const serviceSchema = z.strictObject({
  id: serviceIdSchema,
  names: localisedSchema,
  description: localisedSchema,
  /** What the customer should have ready. */
  prepare: localisedSchema,
});
export type Service = z.output<typeof serviceSchema>;

/** How an agency's calls find their experts. */
export const routingSettingsSchema = z.strictObject({
  /** Among several who can serve. */
  choice: z.enum(['longestIdle', 'fewestCalls']),
  /** So long only experts with the call's own language are asked; then also those with another that the customer accepts. */
  relaxLanguageAfterMs: z.number().int().min(0).max(3_600_000),
});
export type RoutingSettings = z.output<typeof routingSettingsSchema>;
export const defaultRouting: RoutingSettings = { choice: 'longestIdle', relaxLanguageAfterMs: 20_000 };

export const agencySchema = z.strictObject({
  id: agencyIdSchema,
  names: localisedSchema,
  shortNames: localisedSchema,
  description: localisedSchema,
  /** Name of a lucide icon. */
  icon: z.string().min(1),
  routing: routingSettingsSchema.default(defaultRouting),
  services: z.array(serviceSchema).min(1),
});
export type Agency = z.output<typeof agencySchema>;

export const terminalSchema = z.strictObject({ id: terminalIdSchema, names: localisedSchema });

export const pointSchema = z.strictObject({
  id: pointIdSchema,
  kind: z.enum(['fixed', 'mobile']),
  names: localisedSchema,
  municipality: localisedSchema,
  defaultLanguage: languageSchema,
  terminals: z.array(terminalSchema).min(1),
});
export type Point = z.output<typeof pointSchema>;

/** GET /api/catalogue: what there is to choose from; public, without persons. */
export const catalogueSchema = z.strictObject({ agencies: z.array(agencySchema), points: z.array(pointSchema) });
export type Catalogue = z.output<typeof catalogueSchema>;
