import { type ChoiceCriterion, type OfferChoice, type OfferReason, type Refusal, type TurnReason, turnReasons } from '#shared/call/lifecycle.ts';
import type { CallId, ExpertId, ServiceId } from '#shared/ids.ts';
import { type Instant, after } from '#shared/instant.ts';
import type { Language } from '#shared/language.ts';
import { profileStepMs, rankAt } from '#shared/queue/rank.ts';
import { type AgencyRouting, type RoutingFacts, routingTargetsOf } from './routingTargets.rules.ts';

/** A waiting call as routing sees it. */
export type RoutableCall = RoutingFacts & {
  readonly callId: CallId;
  readonly priority: number;
  readonly bookedFor: Instant | null;
  readonly isBookedTime: boolean;
  readonly lostExpertId: ExpertId | null;
  readonly refusals: readonly Refusal[];
};

/** An expert who is free now. Level 1 of a service comes first in the routing profile. Level 5 of a language is the best spoken. */
export type FreeExpert = {
  readonly expertId: ExpertId;
  readonly unitId: string;
  readonly idleSince: Instant;
  readonly callsToday: number;
  readonly services: readonly { readonly serviceId: ServiceId; readonly level: number }[];
  readonly languages: readonly { readonly language: Language; readonly level: number }[];
};

export type Assignment = { readonly callId: CallId; readonly expertId: ExpertId; readonly reason: OfferReason; readonly choice: OfferChoice };

const byId = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** The order in which calls are served: first those that were dropped, then by arrival, with priority as a head start. The id decides between equals. */
export function compareWaiting(a: RoutableCall, b: RoutableCall): number {
  return Number(b.lostExpertId !== null) - Number(a.lostExpertId !== null) || rankAt(a) - rankAt(b) || byId(a.callId, b.callId);
}

/** An expert and a call that fit each other now. */
type Fit = {
  readonly call: RoutableCall;
  readonly expert: FreeExpert;
  /** The call's rank for this expert: each step down the routing profile counts as a later arrival, except for the expert whom the call has lost. */
  readonly rank: Instant;
  readonly isSame: boolean;
  readonly isOwnLanguage: boolean;
  readonly isHomeUnit: boolean;
  /** How well the expert speaks the language of the conversation. */
  readonly languageLevel: number;
};

/** Where a call may be offered now: the languages that count by now in each unit, and the call's own unit. */
type Reach = { readonly languagesOf: ReadonlyMap<string, ReadonlySet<Language>>; readonly homeUnitId: string | null; readonly rank: Instant };

function reachOf(call: RoutableCall, routing: AgencyRouting, now: Instant): Reach {
  const languagesOf = new Map<string, Set<Language>>();
  for (const { unitId, language, eligibleFrom } of routingTargetsOf(call, routing)) {
    if (eligibleFrom > now) continue;
    const languages = languagesOf.get(unitId);
    if (languages === undefined) languagesOf.set(unitId, new Set([language]));
    else languages.add(language);
  }
  return { languagesOf, homeUnitId: routing.units.find(({ points }) => points.includes(call.pointId))?.id ?? null, rank: rankAt(call) };
}

function fitOf(call: RoutableCall, { languagesOf, homeUnitId, rank }: Reach, expert: FreeExpert, now: Instant): Fit | null {
  const skill = expert.services.find(({ serviceId }) => serviceId === call.serviceId);
  const asked = languagesOf.get(expert.unitId);
  if (skill === undefined || asked === undefined) return null;
  const spoken = expert.languages.filter(({ language }) => asked.has(language));
  if (spoken.length === 0 || call.refusals.some(({ expertId, until }) => expertId === expert.expertId && until > now)) return null;
  const own = spoken.find(({ language }) => language === call.language);
  const isSame = expert.expertId === call.lostExpertId;
  return {
    call,
    expert,
    rank: isSame ? rank : after(rank, (skill.level - 1) * profileStepMs),
    isSame,
    isOwnLanguage: own !== undefined,
    isHomeUnit: homeUnitId === null || homeUnitId === expert.unitId,
    languageLevel: own?.level ?? Math.max(...spoken.map(({ level }) => level)),
  };
}

function fitsOf(call: RoutableCall, experts: readonly FreeExpert[], routing: AgencyRouting, now: Instant): Fit[] {
  const reach = reachOf(call, routing, now);
  return experts.flatMap((expert) => fitOf(call, reach, expert, now) ?? []);
}

/** Whether the expert may be offered the call now: the service, a language, a unit that counts by now, and no recent refusal. */
export const canServe = (expert: FreeExpert, call: RoutableCall, routing: AgencyRouting, now: Instant): boolean =>
  fitsOf(call, [expert], routing, now).length > 0;

/** How experts who could have the same call differ, the weightiest criterion first. The smaller number wins. */
type Criterion = { readonly reason: ChoiceCriterion; readonly of: (fit: Fit) => number };

const criteriaOf = ({ settings: { choice } }: AgencyRouting): readonly Criterion[] => [
  { reason: 'sameExpert', of: ({ isSame }) => Number(!isSame) },
  { reason: 'profile', of: ({ rank }) => rank },
  { reason: 'ownLanguage', of: ({ isOwnLanguage }) => Number(!isOwnLanguage) },
  { reason: 'homeUnit', of: ({ isHomeUnit }) => Number(!isHomeUnit) },
  { reason: 'languageLevel', of: ({ languageLevel }) => -languageLevel },
  ...(choice === 'fewestCalls' ? [{ reason: 'fewestCalls' as const, of: ({ expert }: Fit) => expert.callsToday }] : []),
  { reason: 'longestIdle', of: ({ expert }) => expert.idleSince },
];

const compareFits =
  (criteria: readonly Criterion[]) =>
  (a: Fit, b: Fit): number => {
    const byCall = Number(b.call.lostExpertId !== null) - Number(a.call.lostExpertId !== null) || a.rank - b.rank || byId(a.call.callId, b.call.callId);
    if (byCall !== 0) return byCall;
    const decisive = criteria.find(({ of }) => of(a) !== of(b));
    return decisive === undefined ? byId(a.expert.expertId, b.expert.expertId) : decisive.of(a) - decisive.of(b);
  };

/** Why this expert was chosen, and not one of `rivals`, who could have had the call too. */
function whyExpert(
  chosen: Fit,
  rivals: readonly Fit[],
  hadOthers: boolean,
  criteria: readonly Criterion[],
): { reason: OfferReason; setAside: ChoiceCriterion[] } {
  // Worth saying even where nobody else was able: they know each other.
  if (chosen.isSame) return { reason: 'sameExpert', setAside: [] };
  if (rivals.length === 0) return { reason: hadOthers ? 'onlyLeft' : 'onlyOne', setAside: [] };
  const setAside: ChoiceCriterion[] = [];
  let left = rivals;
  for (const { reason, of } of criteria) {
    const equal = left.filter((rival) => of(rival) === of(chosen));
    if (equal.length === 0) return { reason, setAside };
    if (equal.length < left.length) setAside.push(reason);
    left = equal;
  }
  return { reason: 'equal', setAside };
}

/** When the call counts as having arrived, priority left aside. */
const cameAt = ({ call }: Fit): Instant => rankAt({ ...call, priority: 0 });

/** Why the chosen call came before another one that the expert could have had. */
function beforeRival(chosen: Fit, rival: Fit): TurnReason[] {
  if (chosen.call.lostExpertId !== null && rival.call.lostExpertId === null) return ['rejoin'];
  const isBooked = chosen.call.isBookedTime && !rival.call.isBookedTime;
  if (!isBooked && cameAt(chosen) <= cameAt(rival)) return ['longestWait'];
  const headStarts: [TurnReason, boolean][] = [
    ['booked', isBooked],
    ['priority', chosen.call.priority > rival.call.priority],
    ['profile', chosen.rank - rankAt(chosen.call) < rival.rank - rankAt(rival.call)],
  ];
  return headStarts.flatMap(([reason, isHelping]) => (isHelping ? [reason] : []));
}

function whyNow(chosen: Fit, rivals: readonly Fit[]): TurnReason[] {
  if (rivals.length === 0) return ['onlyCall'];
  const found = new Set(rivals.flatMap((rival) => beforeRival(chosen, rival)));
  return turnReasons.filter((reason) => found.has(reason));
}

/**
 * Who gets whom, and why. The fits are taken in serving order, as each expert's routing profile sees it; within a call the expert whom it lost comes first
 * (F22), then whose profile it stands highest in, those who speak its own language, its own unit, who speaks the language best, then the agency's choice.
 * An expert gets one call at most, and a call that nobody can serve now holds nobody else up.
 */
export function assign(waiting: readonly RoutableCall[], free: readonly FreeExpert[], routing: AgencyRouting, now: Instant): Assignment[] {
  const criteria = criteriaOf(routing);
  const fits = waiting.flatMap((call) => fitsOf(call, free, routing, now)).sort(compareFits(criteria));
  const byCall = Map.groupBy(fits, ({ call }) => call.callId);
  const byExpert = Map.groupBy(fits, ({ expert }) => expert.expertId);
  const given = new Map<CallId, Assignment>();
  const taken = new Set<ExpertId>();
  for (const fit of fits) {
    const { callId } = fit.call;
    const { expertId } = fit.expert;
    if (given.has(callId) || taken.has(expertId)) continue;
    const others = (byCall.get(callId) ?? []).filter((one) => one !== fit);
    const rivals = others.filter(({ expert }) => !taken.has(expert.expertId));
    const { reason, setAside } = whyExpert(fit, rivals, others.length > 0, criteria);
    const turn = whyNow(
      fit,
      (byExpert.get(expertId) ?? []).filter((one) => one !== fit && !given.has(one.call.callId)),
    );
    taken.add(expertId);
    given.set(callId, { callId, expertId, reason, choice: { setAside, turn } });
  }
  return [...given.values()];
}
