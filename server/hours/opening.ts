import type { Opening } from '#shared/contract/views/index.ts';
import type { AgencyId, PointId, ServiceId } from '#shared/ids.ts';
import type { Instant } from '#shared/instant.ts';
import { dayEnd } from '#server/serviceDay.ts';
import type { HoursContext } from './context.ts';

type Openings = { readonly opening: (agencyId: AgencyId, serviceId: ServiceId, pointId: PointId, now: Instant) => Opening };

/** The hours as they hold now, what is closed by hand included. */
export function opening({ regular, closures }: HoursContext, agencyId: AgencyId, serviceId: ServiceId | null, pointId: PointId, now: Instant): Opening {
  if (closures.isPointClosed(pointId)) return { state: 'closed', opensAt: null };
  const byHours = regular.at(agencyId, serviceId, pointId, now);
  const closure = closures.at(agencyId, serviceId, now);
  if (closure === undefined) return byHours;
  if (closure.until === null) return { state: 'closed', opensAt: null };
  const afterwards = regular.at(agencyId, serviceId, pointId, closure.until);
  return { state: 'closed', opensAt: afterwards.state === 'open' ? closure.until : afterwards.opensAt };
}

/** What one may count on at a later time: what is closed by hand with no end in sight stays so today, and is open again by its hours tomorrow. */
export function expectedOpening(context: HoursContext, agencyId: AgencyId, serviceId: ServiceId, pointId: PointId, at: Instant, now: Instant): Opening {
  const isEndless = context.closures.isPointClosed(pointId) || context.closures.at(agencyId, serviceId, at)?.until === null;
  if (!isEndless) return opening(context, agencyId, serviceId, pointId, at);
  const tomorrow = dayEnd(now);
  const regular = context.regular.at(agencyId, serviceId, pointId, at > tomorrow ? at : tomorrow);
  if (at >= tomorrow) return regular;
  return { state: 'closed', opensAt: regular.state === 'open' ? tomorrow : regular.opensAt };
}

/** Whether nobody may queue for the service at the point now. */
export const isClosed = (
  hours: Openings,
  { agencyId, serviceId }: { readonly agencyId: AgencyId; readonly serviceId: ServiceId },
  pointId: PointId,
  now: Instant,
): boolean => hours.opening(agencyId, serviceId, pointId, now).state === 'closed';
