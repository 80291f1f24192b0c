import type { Calls } from '#server/calls/index.ts';
import type { CatalogueReader } from '#server/catalogue/index.ts';
import type { Changes } from '#server/platform/changes.ts';
import type { Database } from '#server/platform/database/index.ts';
import type { Hours } from '#server/hours/index.ts';

/** What the use cases of visits stand on. */
export type VisitsContext = {
  readonly database: Database;
  readonly calls: Calls;
  readonly catalogue: CatalogueReader;
  readonly changes: Changes;
  readonly hours: Hours;
  readonly randomId: () => string;
  /** From 0 up to, and without, the bound. */
  readonly randomInt: (below: number) => number;
  readonly idleMs: number;
  /** Customers may make this many queue entries and bookings at one terminal within an hour; what an adviser sets up does not count. */
  readonly entriesAnHour: number;
};

/** Tells the terminal and its point; nobody where there is none. */
export function announce({ catalogue, changes }: VisitsContext, terminalId: string | null): void {
  const pointId = terminalId === null ? undefined : catalogue.terminal(terminalId)?.point.id;
  if (pointId !== undefined) changes.announce([`terminal:${terminalId ?? ''}`, `point:${pointId}`]);
}
