import type { OpeningHours } from '#shared/contract/catalogue.ts';
import type { Opening } from '#shared/contract/views/index.ts';
import type { AgencyId, PointId, ServiceId } from '#shared/ids.ts';
import { type Instant, after } from '#shared/instant.ts';
import type { CatalogueReader } from '#server/catalogue/index.ts';
import { openingAt } from './openingHours.rules.ts';

/** A state without an end in sight is worked out again after this time. */
const lookAgainMs = 24 * 3_600_000;

type KnownOpening = { readonly hours: readonly OpeningHours[]; readonly since: Instant; readonly until: Instant; readonly opening: Opening };

/** Opening hours by the catalogue. What was worked out holds until the doors move. */
export class RegularHours {
  readonly #catalogue: CatalogueReader;
  readonly #known = new Map<string, KnownOpening>();

  constructor(catalogue: CatalogueReader) {
    this.#catalogue = catalogue;
  }

  /** `serviceId` null: of the whole agency. */
  at(agencyId: AgencyId, serviceId: ServiceId | null, pointId: PointId, now: Instant): Opening {
    const agency = this.#catalogue.agency(agencyId);
    const service = agency?.services.find(({ id }) => id === serviceId);
    const hours = [agency?.opening, service?.opening, this.#catalogue.point(pointId)?.opening].filter((one): one is OpeningHours => one !== undefined);
    const key = JSON.stringify([agencyId, serviceId, pointId]);
    const found = this.#known.get(key);
    const isSame = found?.hours.length === hours.length && found.hours.every((one, index) => one === hours[index]);
    if (found !== undefined && isSame && found.since <= now && now < found.until) return found.opening;
    const opening = openingAt(hours, now);
    const change = opening.state === 'open' ? opening.closesAt : opening.opensAt;
    this.#known.set(key, { hours, since: now, until: change ?? after(now, lookAgainMs), opening });
    return opening;
  }
}
