import type { ChangeSummary, Draft } from '#shared/administration/contract.ts';
import { readRecord } from '#shared/administration/problems.ts';
import { type RecordKind, type Records, isCovered, keyOf } from '#shared/administration/records.ts';
import { AppError } from '#server/errors.ts';
import { type AdministrationContext, type Author, allRecords, covered, loose, summaryOf, versionOf } from './context.ts';
import * as store from './store.ts';

/** What an administrator may see and change, and has begun. */
export const list = ({ database }: AdministrationContext, author: Author) =>
  database.transaction(async (tx) => ({
    records: covered(author, await allRecords(tx)).map(({ kind, id, content }) => ({ kind, id, version: versionOf(content), content: loose(content) })),
    drafts: await store.readDrafts(tx, author.id),
  }));

const pageLength = 50;
/** Read at once while those within the scope are looked for. */
const batchLength = 200;
/** So many are looked through for one page at most. */
const lookedThrough = 5_000;

type Asked = { readonly before: string | null; readonly record: { readonly kind: RecordKind; readonly id: string } | null };

/** Changes within the scope, newest first. Errors: notFound, for a change to go on from that there is not. */
export const listChanges = (
  context: AdministrationContext,
  author: Author,
  { before, record }: Asked,
): Promise<{ changes: ChangeSummary[]; hasMore: boolean }> =>
  context.database.transaction(async (tx) => {
    const from = before === null ? null : await store.readChange(tx, before);
    if (before !== null && from === null) throw new AppError('notFound');
    const records = await allRecords(tx);
    const found: ChangeSummary[] = [];
    let next = from?.number ?? Number.MAX_SAFE_INTEGER;
    for (let read = 0; read < lookedThrough && found.length <= pageLength; read += batchLength) {
      const batch = record === null ? await store.readChangesBefore(tx, next, batchLength) : await store.readChangesOfRecord(tx, record, next, batchLength);
      found.push(...batch.flatMap((change) => shownTo(author, summaryOf(context, change), records)));
      next = batch.at(-1)?.number ?? 0;
      if (batch.length < batchLength) break;
    }
    return { changes: found.slice(0, pageLength), hasMore: found.length > pageLength };
  });

/** The change with those of its records that are within the scope; nothing where none is. */
function shownTo({ scope }: Author, change: ChangeSummary, known: Records): ChangeSummary[] {
  const records = change.records.filter(({ kind, id, before, after }) => {
    const current = known.get(keyOf({ kind, id }));
    if (current !== undefined) return isCovered(scope, current, known);
    const content = after ?? before;
    const read = content === null ? null : readRecord(kind, id, content);
    return read !== null && 'record' in read ? isCovered(scope, read.record, known) : scope.kind === 'nation';
  });
  return records.length === 0 ? [] : [{ ...change, records }];
}

const draftsKept = 20;

/** Keeps a draft; the oldest beyond twenty go. Errors: notFound, where the id is another's. */
export const saveDraft = ({ database }: AdministrationContext, { id }: Author, draft: Draft): Promise<void> =>
  database.transaction(async (tx) => {
    if (!(await store.putDraft(tx, id, draft))) throw new AppError('notFound');
    await store.trimDrafts(tx, id, draftsKept);
  });

export const discardDraft = async ({ database }: AdministrationContext, { id }: Author, draftId: string): Promise<void> => {
  await database.transaction((tx) => store.deleteDraft(tx, id, draftId));
};
