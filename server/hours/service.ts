import type { AgencyId, PointId, ServiceId } from '#shared/ids.ts';
import type { Opening } from '#shared/contract/views/index.ts';
import type { Instant } from '#shared/instant.ts';
import type { CatalogueReader } from '#server/catalogue/index.ts';
import type { Changes } from '#server/platform/changes.ts';
import type { Database } from '#server/platform/database/index.ts';
import { withContext } from '#server/useCases.ts';
import { close, closePoint, reopen, reopenPoint } from './closing.ts';
import { Closures } from './closures.ts';
import { expectedOpening, opening } from './opening.ts';
import { RegularHours } from './regularHours.ts';
import type { Closure } from './store.ts';

export type Hours = ReturnType<typeof createHours>;

type HoursOptions = { readonly database: Database; readonly catalogue: CatalogueReader; readonly changes: Changes };

/**
 * Opening hours as they hold for an agency, or one of its services, at a service point, and what supervisors have closed by hand (F24).
 * What was worked out holds until the doors move; what is closed by hand is read anew by `refresh`.
 */
export function createHours({ database, catalogue, changes }: HoursOptions) {
  const regular = new RegularHours(catalogue);
  const closures = new Closures({ database, catalogue, changes });
  return {
    ...withContext({ database, regular, closures }, { opening, expectedOpening, closePoint, reopenPoint, close, reopen }),
    regularOpening: (agencyId: AgencyId, serviceId: ServiceId | null, pointId: PointId, now: Instant): Opening => regular.at(agencyId, serviceId, pointId, now),
    closureAt: (agencyId: AgencyId, serviceId: ServiceId | null, now: Instant): Closure | undefined => closures.at(agencyId, serviceId, now),
    isPointClosed: (pointId: PointId): boolean => closures.isPointClosed(pointId),
    refresh: (): Promise<void> => closures.refresh(),
  };
}
