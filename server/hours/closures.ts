import type { AgencyId, PointId, ServiceId } from '#shared/ids.ts';
import type { Instant } from '#shared/instant.ts';
import type { CatalogueReader } from '#server/catalogue/index.ts';
import type { Changes, Topic } from '#server/platform/changes.ts';
import type { Database } from '#server/platform/database/index.ts';
import * as store from './store.ts';

type ClosuresOptions = { readonly database: Database; readonly catalogue: CatalogueReader; readonly changes: Changes };

/** What supervisors and advisers have closed by hand, as it was last read. */
export class Closures {
  readonly #database: Database;
  readonly #catalogue: CatalogueReader;
  readonly #changes: Changes;
  #closures: readonly store.Closure[] = [];
  #closedPoints: readonly PointId[] = [];

  constructor({ database, catalogue, changes }: ClosuresOptions) {
    this.#database = database;
    this.#catalogue = catalogue;
    this.#changes = changes;
  }

  /** The closure by hand that holds now, of the service or of the whole agency; of two the longer. */
  at(agencyId: AgencyId, serviceId: ServiceId | null, now: Instant): store.Closure | undefined {
    return this.#closures
      .filter((one) => one.agencyId === agencyId && (one.serviceId === null || one.serviceId === serviceId) && (one.until === null || one.until > now))
      .reduce<store.Closure | undefined>((a, b) => (a === undefined || (a.until !== null && (b.until === null || b.until > a.until)) ? b : a), undefined);
  }

  isPointClosed(pointId: PointId): boolean {
    return this.#closedPoints.includes(pointId);
  }

  /** Reads them again, and tells whom a change concerns. */
  async refresh(): Promise<void> {
    const [read, points] = await this.#database.transaction(async (tx) => [await store.readClosures(tx), await store.readClosedPoints(tx)] as const);
    const moved = [...points, ...this.#closedPoints].filter((id) => points.includes(id) !== this.#closedPoints.includes(id));
    this.#closedPoints = points;
    const changed = [...read, ...this.#closures].filter(
      (one) => ![read, this.#closures].every((list) => list.some((other) => JSON.stringify(other) === JSON.stringify(one))),
    );
    this.#closures = read;
    const topics = [...changed.map(({ agencyId }) => `agency:${agencyId}` as const), ...moved.flatMap((pointId) => this.#topicsOfPoint(pointId))];
    if (topics.length > 0) this.#changes.announce(topics);
  }

  #topicsOfPoint(pointId: PointId): Topic[] {
    return [`point:${pointId}`, ...(this.#catalogue.point(pointId)?.terminals ?? []).map(({ id }): Topic => `terminal:${id}`)];
  }
}
