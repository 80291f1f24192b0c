import type { DemoPeople } from '#shared/contract/http.ts';
import type { Localised } from '#shared/language.ts';
import type { Scope } from '#shared/permissions/scope.ts';
import type { CatalogueReader } from '#server/catalogue/index.ts';

/** Everybody whom one may choose to be in demo mode. */
export function demoPeople(catalogue: CatalogueReader): DemoPeople {
  const experts = catalogue.staff.flatMap((member) => {
    const agency = member.agencyId === null ? undefined : catalogue.agency(member.agencyId);
    if (agency === undefined || member.role !== 'expert') return [];
    const languages = member.languages.map(({ language }) => language);
    return [{ id: member.id, displayName: member.displayName, agencyId: agency.id, agencyNames: agency.names, languages }];
  });
  const advisers = catalogue.staff.flatMap((member) => {
    const point = member.pointId === null ? undefined : catalogue.point(member.pointId);
    return point === undefined ? [] : [{ id: member.id, displayName: member.displayName, pointId: point.id, pointNames: point.names }];
  });
  const supervisors = catalogue.staff.flatMap((member) => {
    const agency = member.role !== 'supervisor' || member.agencyId === null ? undefined : catalogue.agency(member.agencyId);
    return agency === undefined ? [] : [{ id: member.id, displayName: member.displayName, agencyId: agency.id, agencyNames: agency.names }];
  });
  const administrators = catalogue.staff.flatMap(({ id, displayName, scope }) => {
    if (scope === null) return [];
    return [{ id, displayName, placeNames: placeOf(catalogue, scope) }];
  });
  const terminals = catalogue.all.points.flatMap((point) =>
    point.terminals.map(({ id, names }) => ({ id, names, pointId: point.id, pointNames: point.names })),
  );
  return { terminals, experts, advisers, supervisors, administrators };
}

/** Where the administrator's scope is, as others would call it; null for the whole nation. */
function placeOf(catalogue: CatalogueReader, scope: Scope): Localised | null {
  switch (scope.kind) {
    case 'nation':
      return null;
    case 'agency':
      return catalogue.agency(scope.agencyId)?.names ?? null;
    case 'municipality':
      return catalogue.all.points.find(({ municipality }) => municipality['fi'] === scope.municipality)?.municipality ?? null;
    case 'point':
      return catalogue.point(scope.pointId)?.names ?? null;
  }
}
