import type { AgencyId, PointId, ServiceId } from '#shared/ids.ts';
import type { Instant } from '#shared/instant.ts';
import type { Language } from '#shared/language.ts';
import type { Transaction } from '#server/platform/database/index.ts';
import type { CallbacksContext } from './context.ts';
import { type Appointment, canAllBeServed, canServe } from './matching.rules.ts';
import { freeSlots } from './slots.rules.ts';
import * as store from './store.ts';

/** `language` null: any will do. */
export type WantedTime = { readonly agencyId: AgencyId; readonly serviceId: ServiceId; readonly language: Language | null };

/** The times at which a customer could come to the point, soonest first; none where the agency does not serve there. */
export async function freeTimes(
  { catalogue, hours }: CallbacksContext,
  tx: Transaction,
  { agencyId, serviceId, language }: WantedTime,
  pointId: PointId,
): Promise<Instant[]> {
  if (!catalogue.servesAt(agencyId, pointId)) return [];
  const wanted = { serviceId, language };
  const experts = catalogue.staff.filter((member) => member.role === 'expert' && member.agencyId === agencyId);
  // Half of those who could serve are kept for who just drops in.
  const bookable = (one: Appointment): number => Math.ceil(experts.filter((expert) => canServe(expert, one)).length / 2);
  const [inAnyLanguage, inLanguage] = [bookable({ serviceId, language: null }), bookable(wanted)];
  const booked = Map.groupBy(await store.readBooked(tx, agencyId), ({ at }) => at);
  return freeSlots({
    now: tx.now,
    openingAt: (instant) => hours.expectedOpening(agencyId, serviceId, pointId, instant, tx.now),
    hasRoomAt: (instant) => {
      const then = booked.get(instant) ?? [];
      const ofService = then.filter((one) => one.serviceId === serviceId);
      return (
        ofService.length < inAnyLanguage &&
        ofService.filter((one) => one.language === language).length < inLanguage &&
        canAllBeServed([...then, wanted], experts)
      );
    },
  });
}
