import type { AdministratorView } from '#shared/contract/views/index.ts';
import type { AdministratorId } from '#shared/ids.ts';
import type { CatalogueReader } from '#server/catalogue/index.ts';
import { AppError } from '#server/errors.ts';
import type { Transaction } from '#server/platform/database/index.ts';
import { viewMetaOf } from './viewMeta.ts';

/** Who the administrator is, and of which state of the catalogue this server knows. Errors: notFound. */
export async function readAdministratorView(tx: Transaction, catalogue: CatalogueReader, id: AdministratorId): Promise<AdministratorView> {
  const head = await viewMetaOf(tx, catalogue);
  const member = catalogue.member(id);
  if (member?.scope == null) throw new AppError('notFound');
  return { ...head, administrator: { id, displayName: member.displayName, scope: member.scope } };
}
