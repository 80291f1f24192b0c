import type { OpeningHours } from '#shared/contract/catalogue.ts';
import type { Opening } from '#shared/contract/views.ts';
import type { AgencyId, PointId, ServiceId } from '#shared/ids.ts';
import { type Instant, after } from '#shared/instant.ts';
import type { CatalogueReader } from '#server/catalogue/index.ts';
import { openingAt } from './openingHours.ts';

export type Hours = ReturnType<typeof createHours>;

/** A state without an end in sight is worked out again after this time. */
const lookAgainMs = 24 * 3_600_000;

/** Opening hours as they hold for an agency, or one of its services, at a service point. What was worked out holds until the doors move. */
export function createHours(catalogue: CatalogueReader) {
  const known = new Map<string, { readonly hours: readonly OpeningHours[]; readonly since: Instant; readonly until: Instant; readonly opening: Opening }>();
  return {
    opening(agencyId: AgencyId, serviceId: ServiceId | null, pointId: PointId, now: Instant): Opening {
      const agency = catalogue.agency(agencyId);
      const service = agency?.services.find(({ id }) => id === serviceId);
      const hours = [agency?.opening, service?.opening, catalogue.point(pointId)?.opening].filter((one): one is OpeningHours => one !== undefined);
      const key = JSON.stringify([agencyId, serviceId, pointId]);
      const found = known.get(key);
      const isSame = found?.hours.length === hours.length && found.hours.every((one, index) => one === hours[index]);
      if (found !== undefined && isSame && found.since <= now && now < found.until) return found.opening;
      const opening = openingAt(hours, now);
      const change = opening.state === 'open' ? opening.closesAt : opening.opensAt;
      known.set(key, { hours, since: now, until: change ?? after(now, lookAgainMs), opening });
      return opening;
    },
  };
}
