import type { ClaimRule, Grant, RuleResult } from '#shared/accounts/claims.ts';
import type { StaffRole } from '#shared/accounts/http.ts';
import type { Catalogue } from '#shared/contract/catalogue.ts';
import type { Language } from '#shared/language.ts';

/** What a new person speaks until somebody says otherwise. */
const languages: Grant['languages'] = (['fi', 'sv'] satisfies Language[]).map((language) => ({ language, level: 5 }));

type Place = { readonly id: string; readonly gives: Grant };

/** Where somebody in that role can be: what a rule may give, each under an id for the list. */
export function placesOf(role: StaffRole, { agencies, points }: Catalogue, claim: string): Place[] {
  const fromClaim = { from: 'claim' as const, claim };
  switch (role) {
    case 'expert':
    case 'supervisor':
      return [
        { id: 'claim', gives: { role, agency: fromClaim, languages } },
        ...agencies.map(({ id }) => ({ id: `agency ${id}`, gives: { role, agency: { from: 'fixed' as const, id }, languages } })),
      ];
    case 'adviser':
      return [
        { id: 'claim', gives: { role, point: fromClaim, languages } },
        ...points.map(({ id }) => ({ id: `point ${id}`, gives: { role, point: { from: 'fixed' as const, id }, languages } })),
      ];
    case 'administrator': {
      const municipalities = [...new Set(points.map(({ municipality }) => municipality['fi']).filter((name) => name !== undefined))];
      return [
        { id: 'nation', gives: { role, scope: { kind: 'nation' }, languages } },
        ...agencies.map(({ id }) => ({ id: `agency ${id}`, gives: { role, scope: { kind: 'agency' as const, agencyId: id }, languages } })),
        ...municipalities.map((name) => ({
          id: `municipality ${name}`,
          gives: { role, scope: { kind: 'municipality' as const, municipality: name }, languages },
        })),
        ...points.map(({ id }) => ({ id: `point ${id}`, gives: { role, scope: { kind: 'point' as const, pointId: id }, languages } })),
      ];
    }
  }
}

/** Under which id a grant stands in that list. */
export function placeIdOf(gives: Grant): string {
  if (gives.role === 'administrator') {
    const { scope } = gives;
    switch (scope.kind) {
      case 'nation':
        return 'nation';
      case 'agency':
        return `agency ${scope.agencyId}`;
      case 'municipality':
        return `municipality ${scope.municipality}`;
      case 'point':
        return `point ${scope.pointId}`;
    }
  }
  if (gives.role === 'adviser') return gives.point.from === 'claim' ? 'claim' : `point ${gives.point.id}`;
  return gives.agency.from === 'claim' ? 'claim' : `agency ${gives.agency.id}`;
}

/** The claim that names the place; empty where it is a fixed one. */
export const claimOf = (gives: Grant): string => {
  if (gives.role === 'administrator') return '';
  const place = gives.role === 'adviser' ? gives.point : gives.agency;
  return place.from === 'claim' ? place.claim : '';
};

export const firstRule: ClaimRule = {
  when: [{ claim: '', equals: '' }],
  gives: { role: 'expert', agency: { from: 'claim', claim: 'office' }, languages },
};

/** Whether the server would take it: nothing is left empty. */
export const isWhole = ({ when, gives }: ClaimRule): boolean =>
  when.every(({ claim, equals }) => claim.trim() !== '' && equals.trim() !== '') && (placeIdOf(gives) !== 'claim' || claimOf(gives).trim() !== '');

/** The agency or point of a result, as it is called in the catalogue. */
export const foundPlace = ({ agencies, points }: Catalogue, result: Extract<RuleResult, { result: 'gives' }>) =>
  agencies.find(({ id }) => id === result.placeId)?.names ?? points.find(({ id }) => id === result.placeId)?.names ?? null;
