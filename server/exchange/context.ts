import type { AdministratorId } from '#shared/ids.ts';
import type { Scope } from '#shared/permissions/scope.ts';
import type { Administration } from '#server/administration/index.ts';
import type { Changes } from '#server/platform/changes.ts';
import type { Database } from '#server/platform/database/index.ts';

/** What import and export stand on. */
export type ExchangeContext = {
  readonly database: Database;
  readonly administration: Pick<Administration, 'preview' | 'apply'>;
  readonly changes: Pick<Changes, 'announce'>;
};

/** Who exchanges, and what they look after. */
export type Author = { readonly id: AdministratorId; readonly scope: Scope };
