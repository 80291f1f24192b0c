import type { PointId, TerminalId } from '#shared/ids.ts';
import type { CatalogueReader } from '#server/catalogue/index.ts';
import type { Changes } from '#server/platform/changes.ts';
import type { Database } from '#server/platform/database/index.ts';
import { AppError } from '#server/errors.ts';
import type { Tickets } from '#server/tickets/index.ts';
import type { Visits } from '#server/visits/index.ts';

/** What the use cases of visiting experts stand on. */
export type VisitingContext = {
  readonly database: Database;
  readonly visits: Pick<Visits, 'demandEntry'>;
  readonly catalogue: CatalogueReader;
  readonly changes: Changes;
  readonly tickets: Tickets;
  /** From 0 up to, and without, the bound. */
  readonly randomInt: (below: number) => number;
};

/** Errors: notFound. */
export function pointOf({ catalogue }: VisitingContext, terminalId: TerminalId): PointId {
  const place = catalogue.terminal(terminalId);
  if (place === undefined) throw new AppError('notFound');
  return place.point.id;
}
