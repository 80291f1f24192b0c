import { recordsByKey } from '#shared/administration/records.ts';
import type { CatalogueDocument } from '#shared/exchange/document.ts';
import { documentOf } from '#shared/exchange/records.ts';
import { appendAudit } from '#server/audit/index.ts';
import { readRecords } from '#server/catalogue/index.ts';
import { serviceDate } from '#server/serviceDay.ts';
import type { Author, ExchangeContext } from './context.ts';
import { actorOf } from './importing.ts';

/** What the administrator looks after, as one document. */
export const exportDocument = ({ database }: ExchangeContext, author: Author): Promise<CatalogueDocument> =>
  database.transaction(async (tx) => {
    const records = recordsByKey(await readRecords(tx));
    await appendAudit(tx, { actor: actorOf(author), act: 'catalogue.exported' });
    return documentOf(records, author.scope, { today: serviceDate(tx.now).toString(), now: tx.now });
  });
