import type { OfferReason, Refusal } from '#shared/call/lifecycle.ts';
import type { CallId, ExpertId, ServiceId } from '#shared/ids.ts';
import { type Instant, after } from '#shared/instant.ts';
import type { Language } from '#shared/language.ts';
import { profileStepMs, rankAt } from '#shared/queue/rank.ts';
import { type AgencyRouting, type LaneFacts, lanesOf } from './lanes.ts';

/** A waiting call as routing sees it. */
export type RoutableCall = LaneFacts & {
  readonly callId: CallId;
  readonly priority: number;
  readonly bookedFor: Instant | null;
  readonly isBookedTime: boolean;
  readonly lostExpertId: ExpertId | null;
  readonly refusals: readonly Refusal[];
};

/** An expert who is free now. `level` 1 is the first of the routing profile. */
export type FreeExpert = {
  readonly expertId: ExpertId;
  readonly unitId: string;
  readonly idleSince: Instant;
  readonly callsToday: number;
  readonly services: readonly { readonly serviceId: ServiceId; readonly level: number }[];
  readonly languages: readonly { readonly language: Language; readonly level: number }[];
};

export type Assignment = { readonly callId: CallId; readonly expertId: ExpertId; readonly reason: OfferReason };

const byId = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** The order in which calls are served: after a drop first, then arrival with priority as a head start; the id makes it total. */
export function compareWaiting(a: RoutableCall, b: RoutableCall): number {
  return Number(b.lostExpertId !== null) - Number(a.lostExpertId !== null) || rankAt(a) - rankAt(b) || byId(a.callId, b.callId);
}

/** Expert and call that fit each other now. */
type Fit = {
  readonly call: RoutableCall;
  readonly expert: FreeExpert;
  /** The call's rank for this expert: each step down the routing profile counts as having come that much later. */
  readonly rank: Instant;
  readonly isSame: boolean;
  readonly isOwnLanguage: boolean;
  readonly isHomeUnit: boolean;
};

function fitOf(call: RoutableCall, expert: FreeExpert, routing: AgencyRouting, now: Instant): Fit | null {
  const skill = expert.services.find(({ serviceId }) => serviceId === call.serviceId);
  if (skill === undefined || call.refusals.some(({ expertId, until }) => expertId === expert.expertId && until > now)) return null;
  const spoken = new Set(expert.languages.map(({ language }) => language));
  const open = lanesOf(call, routing).filter(({ language, unitId, opensAt }) => unitId === expert.unitId && spoken.has(language) && opensAt <= now);
  if (open.length === 0) return null;
  const home = routing.units.find(({ points }) => points.includes(call.pointId));
  return {
    call,
    expert,
    rank: after(rankAt(call), (skill.level - 1) * profileStepMs),
    isSame: expert.expertId === call.lostExpertId,
    isOwnLanguage: open.some(({ language }) => language === call.language),
    isHomeUnit: home === undefined || home.id === expert.unitId,
  };
}

/** Whether the expert may be offered the call now: service, a language, a unit that is asked by now, and no fresh refusal. */
export const canServe = (expert: FreeExpert, call: RoutableCall, routing: AgencyRouting, now: Instant): boolean => fitOf(call, expert, routing, now) !== null;

const compareFits =
  ({ settings: { choice } }: AgencyRouting) =>
  (a: Fit, b: Fit): number =>
    Number(b.call.lostExpertId !== null) - Number(a.call.lostExpertId !== null) ||
    a.rank - b.rank ||
    byId(a.call.callId, b.call.callId) ||
    Number(b.isSame) - Number(a.isSame) ||
    Number(b.isOwnLanguage) - Number(a.isOwnLanguage) ||
    Number(b.isHomeUnit) - Number(a.isHomeUnit) ||
    (choice === 'fewestCalls' ? a.expert.callsToday - b.expert.callsToday : 0) ||
    a.expert.idleSince - b.expert.idleSince ||
    byId(a.expert.expertId, b.expert.expertId);

/**
 * Who gets whom. The fits are taken in serving order, as each expert's routing profile sees it; within a call the expert whom it lost
 * comes first (F22), then those who speak its own language, then its own unit, then the agency's choice. An expert gets one call at
 * most, and a call that nobody can serve now holds nobody else up.
 */
export function assign(waiting: readonly RoutableCall[], free: readonly FreeExpert[], routing: AgencyRouting, now: Instant): Assignment[] {
  const fits = waiting.flatMap((call) => free.flatMap((expert) => fitOf(call, expert, routing, now) ?? []));
  const given = new Map<CallId, Assignment>();
  const taken = new Set<ExpertId>();
  for (const { call, expert, isSame } of fits.sort(compareFits(routing))) {
    if (given.has(call.callId) || taken.has(expert.expertId)) continue;
    const isOnly = !fits.some((other) => other.call === call && other.expert !== expert && !taken.has(other.expert.expertId));
    taken.add(expert.expertId);
    given.set(call.callId, { callId: call.callId, expertId: expert.expertId, reason: isSame ? 'sameExpert' : isOnly ? 'onlyOne' : routing.settings.choice });
  }
  return [...given.values()];
}
