import type { OpeningHours } from '#shared/contract/catalogue.ts';
import type { Opening } from '#shared/contract/views/index.ts';
import type { AgencyId, PointId, ServiceId } from '#shared/ids.ts';
import { type Instant, after } from '#shared/instant.ts';
import type { CatalogueReader } from '#server/catalogue/index.ts';
import type { Changes, Topic } from '#server/changes.ts';
import type { Database } from '#server/db/index.ts';
import { dayEnd } from '#server/serviceDay.ts';
import { openingAt } from './openingHours.rules.ts';
import * as store from './store.ts';

export type Hours = ReturnType<typeof createHours>;

/** A state without an end in sight is worked out again after this time. */
const lookAgainMs = 24 * 3_600_000;

type HoursOptions = { readonly database: Database; readonly catalogue: CatalogueReader; readonly changes: Changes };

/**
 * Opening hours as they hold for an agency, or one of its services, at a service point, and what supervisors have closed by hand (F24).
 * What was worked out holds until the doors move; what is closed by hand is read anew by `refresh`.
 */
export function createHours({ database, catalogue, changes }: HoursOptions) {
  const known = new Map<string, { readonly hours: readonly OpeningHours[]; readonly since: Instant; readonly until: Instant; readonly opening: Opening }>();
  let closures: readonly store.Closure[] = [];
  let closedPoints: readonly PointId[] = [];

  function regularOpening(agencyId: AgencyId, serviceId: ServiceId | null, pointId: PointId, now: Instant): Opening {
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
  }

  /** The closure by hand that holds now, of the service or of the whole agency; of two the longer. */
  const closureAt = (agencyId: AgencyId, serviceId: ServiceId | null, now: Instant): store.Closure | undefined =>
    closures
      .filter((one) => one.agencyId === agencyId && (one.serviceId === null || one.serviceId === serviceId) && (one.until === null || one.until > now))
      .reduce<store.Closure | undefined>((a, b) => (a === undefined || (a.until !== null && (b.until === null || b.until > a.until)) ? b : a), undefined);

  async function refresh(): Promise<void> {
    const [read, points] = await database.transaction(async (tx) => [await store.readClosures(tx), await store.readClosedPoints(tx)] as const);
    const moved = [...points, ...closedPoints].filter((id) => points.includes(id) !== closedPoints.includes(id));
    closedPoints = points;
    const changed = [...read, ...closures].filter(
      (one) => ![read, closures].every((list) => list.some((other) => JSON.stringify(other) === JSON.stringify(one))),
    );
    closures = read;
    const topics = [...changed.map(({ agencyId }) => `agency:${agencyId}` as const), ...moved.flatMap(topicsOfPoint)];
    if (topics.length > 0) changes.announce(topics);
  }

  const topicsOfPoint = (pointId: PointId): Topic[] => [
    `point:${pointId}`,
    ...(catalogue.point(pointId)?.terminals ?? []).map(({ id }): Topic => `terminal:${id}`),
  ];

  function opening(agencyId: AgencyId, serviceId: ServiceId | null, pointId: PointId, now: Instant): Opening {
    if (closedPoints.includes(pointId)) return { state: 'closed', opensAt: null };
    const regular = regularOpening(agencyId, serviceId, pointId, now);
    const closure = closureAt(agencyId, serviceId, now);
    if (closure === undefined) return regular;
    if (closure.until === null) return { state: 'closed', opensAt: null };
    const afterwards = regularOpening(agencyId, serviceId, pointId, closure.until);
    return { state: 'closed', opensAt: afterwards.state === 'open' ? closure.until : afterwards.opensAt };
  }

  return {
    regularOpening,
    opening,

    /** What one may count on at a later time: what is closed by hand with no end in sight stays so today, and is open again by its hours tomorrow. */
    expectedOpening(agencyId: AgencyId, serviceId: ServiceId, pointId: PointId, at: Instant, now: Instant): Opening {
      const isEndless = closedPoints.includes(pointId) || closureAt(agencyId, serviceId, at)?.until === null;
      if (!isEndless) return opening(agencyId, serviceId, pointId, at);
      const tomorrow = dayEnd(now);
      const regular = regularOpening(agencyId, serviceId, pointId, at > tomorrow ? at : tomorrow);
      if (at >= tomorrow) return regular;
      return { state: 'closed', opensAt: regular.state === 'open' ? tomorrow : regular.opensAt };
    },
    closureAt,
    refresh,
    isPointClosed: (pointId: PointId): boolean => closedPoints.includes(pointId),

    /** Closes a point, as in an emergency: nobody queues from there till it is opened again. */
    async closePoint(pointId: PointId, by: string): Promise<void> {
      await database.transaction((tx) => store.putPointClosure(tx, pointId, by));
      await refresh();
    },

    async reopenPoint(pointId: PointId): Promise<void> {
      await database.transaction((tx) => store.deletePointClosure(tx, pointId));
      await refresh();
    },

    /** Closes the agency (service null) or one of its services, whatever its hours say. */
    async close(agencyId: AgencyId, serviceId: ServiceId | null, until: Instant | null, by: string): Promise<void> {
      await database.transaction((tx) => store.putClosure(tx, { agencyId, serviceId, until }, by));
      await refresh();
    },

    /** Takes a closure back; the hours hold again. */
    async reopen(agencyId: AgencyId, serviceId: ServiceId | null): Promise<void> {
      await database.transaction((tx) => store.deleteClosure(tx, agencyId, serviceId));
      await refresh();
    },
  };
}
