import type { Calls } from '#server/calls/index.ts';
import type { CatalogueReader } from '#server/catalogue/index.ts';
import type { Database } from '#server/platform/database/index.ts';
import type { Hours } from '#server/hours/index.ts';

/** What the use cases of the queue stand on. */
export type QueueContext = {
  readonly database: Database;
  readonly calls: Calls;
  readonly catalogue: CatalogueReader;
  readonly hours: Hours;
};
