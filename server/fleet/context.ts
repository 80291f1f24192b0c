import type { Logger } from 'pino';
import type { CatalogueReader } from '#server/catalogue/index.ts';
import type { Database } from '#server/platform/database/index.ts';
import type { Identity } from '#server/identity/index.ts';
import type { Changes } from '#server/platform/changes.ts';

/** What the use cases of terminals as machines stand on. */
export type FleetContext = {
  readonly database: Database;
  readonly catalogue: CatalogueReader;
  readonly changes: Changes;
  readonly identity: Pick<Identity, 'makeTerminalCodeIn' | 'endAllOfIn'>;
  readonly logger: Logger;
};
