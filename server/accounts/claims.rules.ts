import type { ClaimRule, Grant, RuleResult } from '#shared/accounts/claims.ts';

export type Claims = Readonly<Record<string, unknown>>;
/** Which ids there are, as the catalogue has them now. */
export type KnownPlaces = {
  readonly isAgency: (id: string) => boolean;
  readonly isPoint: (id: string) => boolean;
  readonly isMunicipality: (name: string) => boolean;
};
/** A role that the claims give, at an agency or point that there is. */
export type Given = { readonly grant: Grant; readonly placeId: string | null };

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);
const own = (object: Record<string, unknown>, name: string): unknown => (Object.hasOwn(object, name) ? object[name] : undefined);

/** What stands at the path: under the whole name, as Entra ID writes some, or along its parts, as Keycloak does. */
export function claimAt(claims: Claims, path: string): unknown {
  if (Object.hasOwn(claims, path)) return claims[path];
  return path.split('.').reduce<unknown>((value, name) => (isObject(value) ? own(value, name) : undefined), claims);
}

/** The claim's texts: itself, or those of the list that it is. */
export function textsOf(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value === 'number' || typeof value === 'boolean') return [String(value)];
  return Array.isArray(value) ? value.flatMap((one: unknown) => (typeof one === 'string' || typeof one === 'number' ? [String(one)] : [])) : [];
}

const shown = (texts: readonly string[]): string | null => (texts.length === 0 ? null : texts.join(', ').slice(0, 300));

/** Where the grant puts the person: an id, null for the nation; or the claim that names no place. */
function placeOf(grant: Grant, claims: Claims, known: KnownPlaces): { readonly placeId: string | null } | Extract<RuleResult, { result: 'placeUnknown' }> {
  if (grant.role === 'administrator') {
    const { scope } = grant;
    if (scope.kind === 'nation') return { placeId: null };
    const [id, isKnown] =
      scope.kind === 'agency'
        ? [scope.agencyId, known.isAgency(scope.agencyId)]
        : scope.kind === 'point'
          ? [scope.pointId, known.isPoint(scope.pointId)]
          : [scope.municipality, known.isMunicipality(scope.municipality)];
    return isKnown ? { placeId: id } : { result: 'placeUnknown', claim: null, found: id };
  }
  const [place, isKnown] = grant.role === 'adviser' ? [grant.point, known.isPoint] : [grant.agency, known.isAgency];
  const named = place.from === 'fixed' ? [place.id] : textsOf(claimAt(claims, place.claim));
  const placeId = named.find((id) => isKnown(id));
  return placeId === undefined ? { result: 'placeUnknown', claim: place.from === 'claim' ? place.claim : null, found: shown(named) } : { placeId };
}

function resultOf({ when, gives }: ClaimRule, claims: Claims, known: KnownPlaces): RuleResult {
  for (const { claim, equals } of when) {
    const found = textsOf(claimAt(claims, claim));
    if (!found.includes(equals)) return { result: 'conditionFails', claim, equals, found: shown(found) };
  }
  const place = placeOf(gives, claims, known);
  return 'result' in place ? place : { result: 'gives', role: gives.role, placeId: place.placeId };
}

/** What each rule comes to, in their order. */
export const resultsOf = (rules: readonly ClaimRule[], claims: Claims, known: KnownPlaces): RuleResult[] => rules.map((rule) => resultOf(rule, claims, known));

/** The roles that the claims give, each once: of two rules for the same role and place the first one holds. */
export function givenBy(rules: readonly ClaimRule[], claims: Claims, known: KnownPlaces): Given[] {
  const given = new Map<string, Given>();
  for (const [index, result] of resultsOf(rules, claims, known).entries()) {
    const grant = rules[index]?.gives;
    if (result.result !== 'gives' || grant === undefined) continue;
    const key = `${result.role} ${result.placeId}`;
    if (!given.has(key)) given.set(key, { grant, placeId: result.placeId });
  }
  return [...given.values()];
}
