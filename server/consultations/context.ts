import type { Calls } from '#server/calls/index.ts';
import type { CatalogueReader } from '#server/catalogue/index.ts';
import type { Changes } from '#server/platform/changes.ts';
import type { Database } from '#server/platform/database/index.ts';
import type { Hours } from '#server/hours/index.ts';
import type { MediaPort } from '#server/media/port.ts';

/** What the use cases of consultations stand on. */
export type ConsultationsContext = {
  readonly database: Database;
  readonly calls: Calls;
  readonly changes: Changes;
  readonly catalogue: CatalogueReader;
  readonly hours: Hours;
  readonly media: Pick<MediaPort, 'closeSession'>;
};
