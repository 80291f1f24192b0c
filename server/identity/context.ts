import type { Subject } from '#shared/contract/http.ts';
import type { CatalogueReader } from '#server/catalogue/index.ts';
import type { Database } from '#server/platform/database/index.ts';

/** What the use cases of identity stand on. */
export type IdentityContext = {
  readonly database: Database;
  readonly catalogue: CatalogueReader;
  readonly sessionHours: number;
  /** Sessions were ended: those connected by them are to be sent away, wherever they are. */
  readonly onEnded: () => void;
};

/** Whether the catalogue still knows the subject, in that role. */
export const exists = ({ catalogue }: IdentityContext, { role, id }: Subject): boolean =>
  role === 'terminal' ? catalogue.isTerminalInForce(id) : catalogue.member(id)?.role === role;
