import type { AgencyId, ServiceId } from '#shared/ids.ts';
import type { CatalogueReader } from '#server/catalogue/index.ts';
import { AppError } from '#server/errors.ts';
import { done } from '#server/feature.ts';
import type { Handlers } from '#server/gateway/port.ts';
import type { Hours } from '#server/hours/index.ts';
import type { Visits } from './index.ts';

type Parts = { readonly visits: Visits; readonly hours: Hours; readonly catalogue: CatalogueReader };

/** A supervisor closes a queue of the own agency, and opens it again. */
export function closingHandlers({ visits, hours, catalogue }: Parts) {
  const demandOwnService = (agencyId: AgencyId, serviceId: ServiceId | null): void => {
    if (serviceId !== null && !catalogue.offers(agencyId, serviceId)) throw new AppError('notFound');
  };
  return {
    'queue:close': async ({ id, agencyId }, { serviceId, until }) => {
      demandOwnService(agencyId, serviceId);
      await hours.close(agencyId, serviceId, until, id);
      return done(visits.closeQueues());
    },
    'queue:reopen': async ({ agencyId }, { serviceId }) => {
      demandOwnService(agencyId, serviceId);
      return done(hours.reopen(agencyId, serviceId));
    },
  } satisfies Partial<Handlers>;
}
