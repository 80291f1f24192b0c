import { z } from 'zod';
import { pointIdSchema } from '#shared/ids.ts';
import { localisedSchema } from '#shared/language.ts';

/** Who may serve customers at the points besides state agencies (F101). */
export const actorKinds = ['stateAgency', 'municipality', 'wellbeingCounty', 'organisation', 'firm'] as const;

/** What kind of actor an agency is; without it, an agency of the state that serves at every point. */
export const actorSchema = z.strictObject({
  kind: z.enum(actorKinds),
  /** On which conditions it serves; the customer reads them before queueing. */
  conditions: localisedSchema.optional(),
  /** At these points only; without it at every one. */
  servesAt: z.array(pointIdSchema).optional(),
});
export type Actor = z.output<typeof actorSchema>;

/** Whether customers at the point can have the agency's services. */
export const servesAt = ({ actor }: { readonly actor?: Actor | undefined }, pointId: string): boolean => actor?.servesAt?.some((id) => id === pointId) ?? true;
