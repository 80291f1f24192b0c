import type { Opening } from '#shared/contract/views/index.ts';
import { type Instant, after } from '#shared/instant.ts';

const slotMs = 1_800_000;
/** The first slot is at least this far ahead, so that the customer can be there. */
const leadMs = 900_000;
const horizonMs = 7 * 24 * 3_600_000;
const offered = 12;

type SlotsOptions = {
  readonly now: Instant;
  readonly openingAt: (instant: Instant) => Opening;
  /** The times that others have booked, and how many may come at one time: of all, and of those who speak the same. Each must have room. */
  readonly rooms: readonly { readonly booked: readonly Instant[]; readonly capacity: number }[];
};

/** The next half-hours at which there is service and room, soonest first. */
export function freeSlots({ now, openingAt, rooms }: SlotsOptions): Instant[] {
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
    const at = slot;
    if (isWhole && rooms.every(({ booked, capacity }) => booked.filter((one) => one === at).length < capacity)) slots.push(slot);
    slot = after(slot, slotMs);
  }
  return slots;
}
