import type { RoleChoice } from '#shared/accounts/http.ts';
import type { Localised } from '#shared/language.ts';
import type { CatalogueReader, StaffRow } from '#server/catalogue/index.ts';
import type { Transaction } from '#server/platform/database/index.ts';
import * as store from './store.ts';

/** The agency's or the point's names; null for who looks after the whole nation. */
function placeNamesOf(catalogue: CatalogueReader, { agencyId, pointId, scope }: StaffRow): Localised | null {
  const agency = agencyId ?? (scope?.kind === 'agency' ? scope.agencyId : null);
  if (agency !== null) return catalogue.agency(agency)?.names ?? null;
  const point = pointId ?? (scope?.kind === 'point' ? scope.pointId : null);
  if (point !== null) return catalogue.point(point)?.names ?? null;
  if (scope?.kind !== 'municipality') return null;
  return catalogue.all.points.find(({ municipality }) => municipality['fi'] === scope.municipality)?.municipality ?? { fi: scope.municipality };
}

/** The roles of the account's person that the catalogue still knows. */
export async function readRoles(tx: Transaction, catalogue: CatalogueReader, accountId: string): Promise<RoleChoice[]> {
  return (await store.readStaffOf(tx, accountId)).flatMap(({ staffId }) => {
    const member = catalogue.member(staffId);
    if (member === undefined) return [];
    return [{ role: member.role, id: member.id, displayName: member.displayName, placeNames: placeNamesOf(catalogue, member) }];
  });
}
