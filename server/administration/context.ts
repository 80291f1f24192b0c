import { createHash } from 'node:crypto';
import { canonical } from '#shared/administration/changes.ts';
import type { ChangeSummary } from '#shared/administration/contract.ts';
import { type CatalogueRecord, type LooseContent, type Records, isCovered, recordsByKey } from '#shared/administration/records.ts';
import type { AdministratorId } from '#shared/ids.ts';
import type { Scope } from '#shared/permissions/scope.ts';
import { type CatalogueReader, readRecords } from '#server/catalogue/index.ts';
import type { Changes } from '#server/platform/changes.ts';
import type { Database, Transaction } from '#server/platform/database/index.ts';
import type { Queues } from '#server/queue/index.ts';
import { serviceDate } from '#server/serviceDay.ts';
import type { StoredChange } from './store.ts';

/** What the use cases of administration stand on. */
export type AdministrationContext = {
  readonly database: Database;
  readonly catalogue: CatalogueReader;
  readonly changes: Changes;
  readonly queues: Pick<Queues, 'moveIn'>;
  readonly randomId: () => string;
};

/** Who changes something, and what they look after. */
export type Author = { readonly id: AdministratorId; readonly scope: Scope };

/** The token of a content: who changes a record names the one that they have seen. */
export const versionOf = (content: unknown): string => createHash('sha256').update(canonical(content)).digest('base64url').slice(0, 22);

/** Content as it crosses the socket. */
export const loose = (content: CatalogueRecord['content']): LooseContent => JSON.parse(JSON.stringify(content)) as LooseContent;

export const allRecords = async (tx: Transaction): Promise<Map<string, CatalogueRecord>> => recordsByKey(await readRecords(tx));

export const momentOf = (tx: Transaction) => ({ today: serviceDate(tx.now).toString(), now: tx.now });

export const summaryOf = ({ catalogue }: AdministrationContext, { number: _order, authorId, at, ...change }: StoredChange): ChangeSummary => ({
  ...change,
  author: { id: authorId, displayName: catalogue.nameOf(authorId), at },
});

export const covered = ({ scope }: Author, records: Records) => [...records.values()].filter((record) => isCovered(scope, record, records));
