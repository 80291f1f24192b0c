import type { Catalogue } from '#shared/contract/catalogue.ts';
import type { EmptyPoint } from '#shared/fleet/contract.ts';
import { type Scope, covers } from '#shared/permissions/scope.ts';

/** The points within the scope, in the catalogue's order; after them those that have no terminal, which the catalogue does not show. */
export const pointsIn = (scope: Scope, { points }: Catalogue, emptyPoints: readonly EmptyPoint[]): EmptyPoint[] => [
  ...points
    .filter(({ id, municipality }) => covers(scope, { kind: 'point', pointId: id, municipality: municipality['fi'] ?? '' }))
    .map(({ id, names }) => ({ pointId: id, names })),
  ...emptyPoints,
];
