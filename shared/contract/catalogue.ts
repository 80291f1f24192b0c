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

export const agencySchema = z.strictObject({
  id: agencyIdSchema,
  names: localisedSchema,
  shortNames: localisedSchema,
  description: localisedSchema,
  /** Name of a lucide icon. */
  icon: z.string().min(1),
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
