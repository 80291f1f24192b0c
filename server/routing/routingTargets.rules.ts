import type { RoutingSettings, Unit } from '#shared/contract/catalogue.ts';
import type { PointId, ServiceId } from '#shared/ids.ts';
import { type Instant, after } from '#shared/instant.ts';
import type { Language } from '#shared/language.ts';

/** How an agency routes: its settings and its units. */
export type AgencyRouting = { readonly settings: RoutingSettings; readonly units: readonly Unit[] };

/** The pool: experts without a unit, or everybody where the agency has no units. */
export const poolUnit = '';

/** A call may be offered to experts who have the service, speak the language and belong to the unit, from `eligibleFrom` on. */
export type RoutingTarget = { readonly serviceId: ServiceId; readonly language: Language; readonly unitId: string; readonly eligibleFrom: Instant };

/** What decides the routing targets of a call. */
export type RoutingFacts = {
  readonly pointId: PointId;
  readonly serviceId: ServiceId;
  readonly language: Language;
  readonly otherLanguages: readonly Language[];
  readonly queuedAt: Instant;
};

/** From when on a call widens: to the customer's other languages (F18), to the neighbouring units and to the whole agency (F26); null where there is nothing to widen to. */
export function widensAt(call: RoutingFacts, { settings, units }: AgencyRouting): { language: Instant; neighbours: Instant | null; pool: Instant | null } {
  const home = units.find(({ points }) => points.includes(call.pointId));
  return {
    language: after(call.queuedAt, settings.relaxLanguageAfterMs),
    neighbours: home === undefined || home.neighbours.length === 0 ? null : after(call.queuedAt, settings.relaxUnitAfterMs),
    pool: home === undefined ? null : after(call.queuedAt, settings.relaxPoolAfterMs),
  };
}

/** A target that is open at the start stays open: a clock that steps back must not close it. */
const always = 0 as Instant;

/** Every routing target of a call, the closed ones included. A point that belongs to no unit is served by all alike. */
export function routingTargetsOf(call: RoutingFacts, routing: AgencyRouting): RoutingTarget[] {
  const { units } = routing;
  const widens = widensAt(call, routing);
  const home = units.find(({ points }) => points.includes(call.pointId));
  const unitOpensAt = (unitId: string): Instant => {
    if (home === undefined || unitId === home.id) return always;
    const asNeighbour = home.neighbours.some((id) => id === unitId) ? widens.neighbours : null;
    const asPool = widens.pool ?? always;
    return asNeighbour !== null && asNeighbour < asPool ? asNeighbour : asPool;
  };
  const spoken: [Language, Instant][] = [[call.language, always], ...call.otherLanguages.map((one): [Language, Instant] => [one, widens.language])];
  return [poolUnit, ...units.map(({ id }) => id)].flatMap((unitId) =>
    spoken.map(([language, languageOpensAt]) => {
      const unitOpens = unitOpensAt(unitId);
      return { serviceId: call.serviceId, language, unitId, eligibleFrom: unitOpens > languageOpensAt ? unitOpens : languageOpensAt };
    }),
  );
}
