import type { CallId, ExpertId, ServiceId } from '#shared/ids.ts';
import type { Instant } from '#shared/instant.ts';
import type { Language } from '#shared/language.ts';

/** A waiting call as routing sees it. */
export type WaitingCall = {
  readonly callId: CallId;
  readonly serviceId: ServiceId;
  readonly language: Language;
  readonly priority: number;
  readonly isRejoin: boolean;
  readonly queuedAt: Instant;
  readonly refusals: readonly { readonly expertId: ExpertId; readonly until: Instant }[];
};

/** An expert who is free now. */
export type FreeExpert = {
  readonly expertId: ExpertId;
  readonly idleSince: Instant;
  readonly services: readonly ServiceId[];
  readonly languages: readonly { readonly language: Language; readonly level: number }[];
};

/** Why this expert: the only one who can, or the one idle longest of several. */
export type AssignmentReason = 'onlyOne' | 'longestIdle';
export type Assignment = { readonly callId: CallId; readonly expertId: ExpertId; readonly reason: AssignmentReason };

/** The order in which calls are served: after a drop first, then priority, then arrival; the id makes it total. */
export function compareWaiting(a: WaitingCall, b: WaitingCall): number {
  return (
    Number(b.isRejoin) - Number(a.isRejoin) || b.priority - a.priority || a.queuedAt - b.queuedAt || (a.callId < b.callId ? -1 : a.callId > b.callId ? 1 : 0)
  );
}

/** Whether the expert has the service and the language, and has not just refused this call. */
export function canServe(expert: FreeExpert, call: WaitingCall, now: Instant): boolean {
  return (
    expert.services.includes(call.serviceId) &&
    expert.languages.some(({ language }) => language === call.language) &&
    !call.refusals.some(({ expertId, until }) => expertId === expert.expertId && until > now)
  );
}

const longestIdleFirst = (a: FreeExpert, b: FreeExpert): number =>
  a.idleSince - b.idleSince || (a.expertId < b.expertId ? -1 : a.expertId > b.expertId ? 1 : 0);

/**
 * Who gets whom: in serving order, each call goes to the longest-idle free expert who can serve it; an expert gets one
 * call at most, and a call that nobody can serve now holds nobody else up.
 */
export function assign(waiting: readonly WaitingCall[], free: readonly FreeExpert[], now: Instant): Assignment[] {
  const left = new Set([...free].sort(longestIdleFirst));
  const assignments: Assignment[] = [];
  for (const call of [...waiting].sort(compareWaiting)) {
    if (left.size === 0) break;
    const able = [...left].filter((expert) => canServe(expert, call, now));
    const chosen = able[0];
    if (chosen === undefined) continue;
    left.delete(chosen);
    assignments.push({ callId: call.callId, expertId: chosen.expertId, reason: able.length === 1 ? 'onlyOne' : 'longestIdle' });
  }
  return assignments;
}
