import type { RoutingSettings } from '#shared/contract/catalogue.ts';
import type { CallId, ExpertId } from '#shared/ids.ts';
import type { Instant } from '#shared/instant.ts';
import { type FreeExpert, type RoutableCall, assign } from './assign.rules.ts';
import { type AgencyRouting, routingTargetsOf } from './routingTargets.rules.ts';

/** A round that offered something, as it was. */
export type KeptRound = {
  readonly at: Instant;
  readonly settings: RoutingSettings;
  /** The calls that it gave away. */
  readonly calls: readonly RoutableCall[];
  /** Everybody who was free. */
  readonly experts: readonly FreeExpert[];
  readonly assignments: readonly { readonly callId: CallId; readonly expertId: ExpertId }[];
};

/**
 * `known`: who would have got the call is known. `earlier`: somebody could have had it before, and who was free then was not kept. `later`: nobody could
 * have had it yet, and who would be free later is not known either.
 */
export type WhatIfOffer = {
  readonly callId: CallId;
  readonly at: Instant;
  readonly was: ExpertId;
  readonly would: ExpertId | null;
  readonly knows: 'known' | 'earlier' | 'later';
};

/** Only the facts that routing reads, which name nobody but by id. */
export const keptCall = (call: RoutableCall): RoutableCall => ({
  callId: call.callId,
  pointId: call.pointId,
  serviceId: call.serviceId,
  language: call.language,
  otherLanguages: call.otherLanguages,
  queuedAt: call.queuedAt,
  priority: call.priority,
  bookedFor: call.bookedFor,
  isBookedTime: call.isBookedTime,
  lostExpertId: call.lostExpertId,
  refusals: call.refusals,
});

/** Whether the call would have been open to somebody at a moment before the round at which it was not. */
function opensEarlier(call: RoutableCall, at: Instant, before: AgencyRouting, next: AgencyRouting): boolean {
  const opened = new Map(routingTargetsOf(call, before).map(({ unitId, language, eligibleFrom }) => [`${unitId} ${language}`, eligibleFrom]));
  return routingTargetsOf(call, next).some(
    ({ unitId, language, eligibleFrom }) => eligibleFrom < at && eligibleFrom < (opened.get(`${unitId} ${language}`) ?? Infinity),
  );
}

/** Who would have been offered the round's calls by other settings: the same rule that routes, over what was kept. */
export function whatIf({ at, settings, calls, experts, assignments }: KeptRound, next: AgencyRouting): WhatIfOffer[] {
  const before: AgencyRouting = { settings, units: next.units };
  const given = new Map(assign(calls, experts, next, at).map(({ callId, expertId }) => [callId, expertId]));
  return assignments.flatMap(({ callId, expertId }): WhatIfOffer[] => {
    const call = calls.find((one) => one.callId === callId);
    if (call === undefined) return [];
    const would = given.get(callId) ?? null;
    if (opensEarlier(call, at, before, next)) return [{ callId, at, was: expertId, would, knows: 'earlier' }];
    return [{ callId, at, was: expertId, would, knows: would === null ? 'later' : 'known' }];
  });
}
