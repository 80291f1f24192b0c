import type { Logger } from 'pino';
import type { Calls } from '#server/calls/index.ts';
import type { CatalogueReader } from '#server/catalogue/index.ts';
import type { Database } from '#server/platform/database/index.ts';
import type { Hours } from '#server/hours/index.ts';

/** What the use cases of routing stand on. */
export type RoutingContext = {
  readonly database: Database;
  readonly calls: Pick<Calls, 'commandIn'>;
  readonly catalogue: CatalogueReader;
  readonly hours: Pick<Hours, 'opening'>;
  readonly logger: Logger;
};
