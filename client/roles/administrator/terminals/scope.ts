import type { Catalogue } from '#shared/contract/catalogue.ts';
import { type Scope, covers } from '#shared/permissions/scope.ts';

/** The points within the scope, in the catalogue's order. */
export const pointsIn = (scope: Scope, { points }: Catalogue): Catalogue['points'] =>
  points.filter(({ id, municipality }) => covers(scope, { kind: 'point', pointId: id, municipality: municipality['fi'] ?? '' }));
