import { z } from 'zod';
import { agencyIdSchema, pointIdSchema } from '#shared/ids.ts';

/** What an administrator looks after: everything, one agency, the points of one municipality, or one point (F100). */
export const scopeSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('nation') }),
  z.strictObject({ kind: z.literal('agency'), agencyId: agencyIdSchema }),
  /** By the municipality's name in Finnish, as its points have it. */
  z.strictObject({ kind: z.literal('municipality'), municipality: z.string().min(1) }),
  z.strictObject({ kind: z.literal('point'), pointId: pointIdSchema }),
]);
export type Scope = z.output<typeof scopeSchema>;

/** Where a record belongs: to an agency, to a point in a municipality, or to nobody less than the nation. */
export type Place =
  | { readonly kind: 'nation' }
  | { readonly kind: 'agency'; readonly agencyId: string }
  | { readonly kind: 'point'; readonly pointId: string; readonly municipality: string };

/** Whether whoever looks after the scope looks after the place. */
export function covers(scope: Scope, place: Place): boolean {
  switch (scope.kind) {
    case 'nation':
      return true;
    case 'agency':
      return place.kind === 'agency' && place.agencyId === scope.agencyId;
    case 'municipality':
      return place.kind === 'point' && place.municipality === scope.municipality;
    case 'point':
      return place.kind === 'point' && place.pointId === scope.pointId;
  }
}
