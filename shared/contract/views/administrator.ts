import { z } from 'zod';
import { administratorIdSchema } from '#shared/ids.ts';
import { scopeSchema } from '#shared/permissions/scope.ts';
import { catalogueVersion, notParts, viewChangeSchema, viewMeta } from '#shared/views/change.ts';

/** The administrator's view: who one is, and what one looks after. Lists are asked for by their own requests. */
export const administratorViewSchema = z.strictObject({
  ...viewMeta,
  ...catalogueVersion,
  administrator: z.strictObject({ id: administratorIdSchema, displayName: z.string(), scope: scopeSchema }),
});
export type AdministratorView = z.output<typeof administratorViewSchema>;

export const administratorViewChangeSchema = viewChangeSchema(administratorViewSchema.omit(notParts).partial());
