import type { Call } from '#shared/call/lifecycle.ts';
import type { EarlyTime } from '#shared/callbacks/contract.ts';
import { type Instant, after } from '#shared/instant.ts';
import { checkInMs } from './slots.rules.ts';

/** Where the visit's customer has a time of their own that is still to come; null where they are called when it is their turn. */
export const bookedOf = (away: readonly Call[]) =>
  away.find((call) => call.state === 'awaitingCallback' && call.bookedFor !== null && call.notBefore === call.bookedFor);

/** The visit's time, if it is too early to come for it. */
export function earlyTime(away: readonly Call[], now: Instant): EarlyTime | null {
  const booked = bookedOf(away);
  if (booked === undefined || booked.bookedFor === null || booked.bookedFor <= after(now, checkInMs)) return null;
  return { agencyId: booked.agencyId, serviceId: booked.serviceId, language: booked.language, at: booked.bookedFor };
}
