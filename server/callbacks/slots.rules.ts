import type { Opening } from '#shared/contract/views/index.ts';
import { type Instant, after } from '#shared/instant.ts';

const slotMs = 1_800_000;
/** The first slot is at least this far ahead, so that the customer can be there. */
const leadMs = 900_000;
/** From so long before it on, whoever gives the number has come for the booked time; earlier they see it, and keep, move or cancel it (E23). */
export const checkInMs = 900_000;
const horizonMs = 7 * 24 * 3_600_000;
/** A week of office hours, from which one chooses a day first. */
const offered = 100;

type SlotsOptions = {
  readonly now: Instant;
  readonly openingAt: (instant: Instant) => Opening;
  /** Whether one more customer can be served then. */
  readonly hasRoomAt: (instant: Instant) => boolean;
};

/** The next half-hours at which there is service and room, soonest first. */
export function freeSlots({ now, openingAt, hasRoomAt }: SlotsOptions): Instant[] {
  const slots: Instant[] = [];
  let slot = (Math.ceil((now + leadMs) / slotMs) * slotMs) as Instant;
  while (slot < now + horizonMs && slots.length < offered) {
    const opening = openingAt(slot);
    if (opening.state === 'closed') {
      if (opening.opensAt === null) break;
      slot = (Math.ceil(opening.opensAt / slotMs) * slotMs) as Instant;
      continue;
    }
    const isWhole = opening.closesAt === null || opening.closesAt >= after(slot, slotMs);
    if (isWhole && hasRoomAt(slot)) slots.push(slot);
    slot = after(slot, slotMs);
  }
  return slots;
}
