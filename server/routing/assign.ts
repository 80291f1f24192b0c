import type { OfferReason } from '#shared/call/lifecycle.ts';
import type { RoutingSettings } from '#shared/contract/catalogue.ts';
import type { CallId, ExpertId, ServiceId } from '#shared/ids.ts';
import { type Instant, after } from '#shared/instant.ts';
import type { Language } from '#shared/language.ts';
import { rankAt } from '#shared/queue/rank.ts';

/** A waiting call as routing sees it. */
export type WaitingCall = {
  readonly callId: CallId;
  readonly serviceId: ServiceId;
  readonly language: Language;
  readonly otherLanguages: readonly Language[];
  readonly priority: number;
  readonly lostExpertId: ExpertId | null;
  readonly queuedAt: Instant;
  readonly refusals: readonly { readonly expertId: ExpertId; readonly until: Instant }[];
};

/** An expert who is free now. */
export type FreeExpert = {
  readonly expertId: ExpertId;
  readonly idleSince: Instant;
  readonly callsToday: number;
  readonly services: readonly ServiceId[];
  readonly languages: readonly { readonly language: Language; readonly level: number }[];
};

export type Assignment = { readonly callId: CallId; readonly expertId: ExpertId; readonly reason: OfferReason };

const byId = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** The order in which calls are served: after a drop first, then arrival with priority as a head start; the id makes it total. */
export function compareWaiting(a: WaitingCall, b: WaitingCall): number {
  return Number(b.lostExpertId !== null) - Number(a.lostExpertId !== null) || rankAt(a) - rankAt(b) || byId(a.callId, b.callId);
}

/** From when on experts with the customer's other languages are asked too. */
export const relaxesAt = ({ queuedAt }: Pick<WaitingCall, 'queuedAt'>, { relaxLanguageAfterMs }: RoutingSettings): Instant =>
  after(queuedAt, relaxLanguageAfterMs);

/** How well expert and call can talk now: in the call's own language, in another that the customer accepts, or not at all. */
function understanding(expert: FreeExpert, call: WaitingCall, settings: RoutingSettings, now: Instant): 'own' | 'other' | null {
  const speaks = (wanted: Language): boolean => expert.languages.some(({ language }) => language === wanted);
  if (speaks(call.language)) return 'own';
  return now >= relaxesAt(call, settings) && call.otherLanguages.some(speaks) ? 'other' : null;
}

/** Whether the expert has the service and a language, and has not just refused this call. */
export function canServe(expert: FreeExpert, call: WaitingCall, settings: RoutingSettings, now: Instant): boolean {
  return (
    expert.services.includes(call.serviceId) &&
    understanding(expert, call, settings, now) !== null &&
    !call.refusals.some(({ expertId, until }) => expertId === expert.expertId && until > now)
  );
}

/** The agency's order among experts who can all serve: longest idle, or fewest calls today and then longest idle. */
const compareExperts =
  ({ choice }: RoutingSettings) =>
  (a: FreeExpert, b: FreeExpert): number =>
    (choice === 'fewestCalls' ? a.callsToday - b.callsToday : 0) || a.idleSince - b.idleSince || byId(a.expertId, b.expertId);

/**
 * Who gets whom: in serving order, each call goes to the expert whom it lost if that one is free (F22), else to the first by the
 * agency's choice among those who speak its own language, else among those who speak another that the customer accepts (F18). An expert
 * gets one call at most, and a call that nobody can serve now holds nobody else up.
 */
export function assign(waiting: readonly WaitingCall[], free: readonly FreeExpert[], settings: RoutingSettings, now: Instant): Assignment[] {
  const left = new Set([...free].sort(compareExperts(settings)));
  const assignments: Assignment[] = [];
  for (const call of [...waiting].sort(compareWaiting)) {
    if (left.size === 0) break;
    const able = [...left].filter((expert) => canServe(expert, call, settings, now));
    const same = able.find(({ expertId }) => expertId === call.lostExpertId);
    const chosen = same ?? able.find((expert) => understanding(expert, call, settings, now) === 'own') ?? able[0];
    if (chosen === undefined) continue;
    left.delete(chosen);
    assignments.push({ callId: call.callId, expertId: chosen.expertId, reason: same ? 'sameExpert' : able.length === 1 ? 'onlyOne' : settings.choice });
  }
  return assignments;
}
