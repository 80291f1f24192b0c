import type { Logger } from 'pino';
import type { Database } from '#server/platform/database/index.ts';

/** What the use cases of the audit stand on. */
export type AuditContext = {
  readonly database: Database;
  /** How long rows are kept. */
  readonly keptMs: number;
  readonly logger: Logger;
};
