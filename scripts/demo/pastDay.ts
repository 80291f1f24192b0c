import { createHash } from 'node:crypto';
import type { OutcomeCode } from '#shared/call/lifecycle.ts';
import type { Rating } from '#shared/contract/rating.ts';
import type { AgencyId, CallId, ExpertId, ServiceId, TerminalId } from '#shared/ids.ts';
import type { Instant } from '#shared/instant.ts';
import type { Language } from '#shared/language.ts';
import type { PastCall } from '#server/pastCalls.ts';
import { instantOf, serviceDate } from '#server/serviceDay.ts';

/** When the service points open and close. Whoever looks at the demo before the morning is well under way gets a day that began at midnight. */
const openFrom = '08:00';
const openTo = '16:15';
const morning = '10:00';

/** Who works, in which language, and what customers come with. */
export const shifts: readonly { expertId: string; language: Language; services: readonly string[]; declinedBy?: string }[] = [
  { expertId: 'expert-fpa-1', language: 'sv', services: ['studentAid', 'pension', 'housingAllowance'], declinedBy: 'expert-fpa-3' },
  { expertId: 'expert-fpa-2', language: 'fi', services: ['housingAllowance', 'unemployment'] },
  { expertId: 'expert-fpa-4', language: 'fi', services: ['pension', 'unemployment', 'studentAid'] },
  { expertId: 'expert-municipality-1', language: 'fi', services: ['buildingPermit', 'dayCare', 'school'], declinedBy: 'expert-municipality-3' },
  { expertId: 'expert-municipality-2', language: 'fi', services: ['dayCare', 'school'] },
  { expertId: 'expert-tax-1', language: 'en', services: ['taxCard', 'taxReturn'] },
];
export const pastTerminals = ['mikkeli-1', 'mikkeli-2', 'kiiminki-1', 'kiiminki-2', 'pargas-1', 'pargas-2', 'saarijarvi-1'] as const;

/** Minutes of each part of a call, with the pause before it, and how it went. Each shift takes them in turn, beginning elsewhere. */
const courses: readonly { pause: number; wait: number; talk: number; wrapUp: number; outcomeCode: OutcomeCode; rating: Rating | null; hold?: number }[] = [
  { pause: 21, wait: 1.5, talk: 12, wrapUp: 2, outcomeCode: 'settled', rating: 5 },
  { pause: 3, wait: 6, talk: 23, wrapUp: 4, outcomeCode: 'settled', rating: 4, hold: 3 },
  { pause: 34, wait: 0.5, talk: 7, wrapUp: 1, outcomeCode: 'referred', rating: 4 },
  { pause: 2, wait: 10, talk: 31, wrapUp: 5, outcomeCode: 'continues', rating: 3, hold: 6 },
  { pause: 16, wait: 3, talk: 16, wrapUp: 2, outcomeCode: 'settled', rating: null },
  { pause: 1, wait: 8, talk: 5, wrapUp: 1, outcomeCode: 'wrongPlace', rating: 2 },
  { pause: 12, wait: 2, talk: 19, wrapUp: 3, outcomeCode: 'settled', rating: 5 },
];

const minute = 60_000;

/** The same id for the same call of the same day, so that a second load adds only what has become past since. */
function callIdOf(key: string): CallId {
  const hex = createHash('sha256').update(key).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}` as CallId;
}

/** The day's calls that are over by `now`, in the order in which the customers came. */
export function pastDay(now: Instant): readonly PastCall[] {
  const date = serviceDate(now);
  const opening = instantOf(date, now < instantOf(date, morning) ? '00:00' : openFrom);
  const end = Math.min(now, instantOf(date, openTo));
  const calls: PastCall[] = [];
  for (const [place, shift] of shifts.entries()) {
    let freeAt = opening + place * 4 * minute;
    for (let turn = 0; ; turn += 1) {
      const course = courses[(turn + place * 2) % courses.length];
      const service = shift.services[turn % shift.services.length];
      if (course === undefined || service === undefined) throw new Error('a shift without services');
      const acceptedAt = freeAt + course.pause * minute;
      // The customer may have come while the expert still talked with another one.
      const queuedAt = Math.max(opening, acceptedAt - course.wait * minute);
      const endedAt = acceptedAt + course.talk * minute;
      const wrappedUpAt = endedAt + course.wrapUp * minute;
      if (wrappedUpAt >= end) break;
      const terminalId = freeTerminal(calls, place + turn, queuedAt, endedAt);
      if (terminalId !== undefined) {
        const agencyId = shift.expertId.split('-')[1] ?? '';
        const holdFrom = acceptedAt + 2 * minute;
        calls.push({
          callId: callIdOf(`${opening} ${shift.expertId} ${turn}`),
          terminalId: terminalId as TerminalId,
          agencyId: agencyId as AgencyId,
          serviceId: `${agencyId}.${service}` as ServiceId,
          language: shift.language,
          expertId: shift.expertId as ExpertId,
          declinedBy: shift.declinedBy !== undefined && turn % 3 === 1 ? (shift.declinedBy as ExpertId) : null,
          queuedAt: queuedAt as Instant,
          acceptedAt: acceptedAt as Instant,
          hold: course.hold === undefined ? null : { from: holdFrom as Instant, to: (holdFrom + course.hold * minute) as Instant },
          endedAt: endedAt as Instant,
          wrappedUpAt: wrappedUpAt as Instant,
          outcomeCode: course.outcomeCode,
          rating: course.rating,
        });
      }
      freeAt = wrappedUpAt;
    }
  }
  return calls.toSorted((a, b) => a.queuedAt - b.queuedAt);
}

/** A terminal at which nobody else stands in that time; `undefined` where all are taken. */
function freeTerminal(calls: readonly PastCall[], first: number, from: number, to: number): string | undefined {
  const inTurn = pastTerminals.map((_, index) => pastTerminals[(first + index) % pastTerminals.length]);
  return inTurn.find((id) => calls.every((call) => call.terminalId !== id || call.queuedAt > to || call.endedAt < from));
}
