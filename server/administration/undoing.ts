import { type RecordChange, changedSince, inverseOf } from '#shared/administration/changes.ts';
import type { UndoResult } from '#shared/administration/contract.ts';
import { type Problem, readRecord } from '#shared/administration/problems.ts';
import { type Records, isCovered, keyOf } from '#shared/administration/records.ts';
import { lockCatalogue } from '#server/catalogue/index.ts';
import { AppError } from '#server/errors.ts';
import type { Transaction } from '#server/platform/database/index.ts';
import { isReferredTo } from '#server/queue/index.ts';
import { isMade, write } from './changing.ts';
import { type AdministrationContext, type Author, allRecords, momentOf, summaryOf } from './context.ts';
import { judged } from './judging.ts';
import * as store from './store.ts';

type Undo = { readonly changeId: string; readonly undoId: string; readonly note: string };

/**
 * Takes a change back by a new one, which restores its records exactly. Records that have been changed since stand against it, and so does a new record that
 * has been used. Errors: notFound, sameIdOtherContent, wrongState where it is taken back already.
 */
export const undo = (context: AdministrationContext, author: Author, { changeId, undoId, note }: Undo): Promise<UndoResult> =>
  context.database.transaction(async (tx): Promise<UndoResult> => {
    await lockCatalogue(tx);
    if (await isMade(tx, author, undoId)) return { outcome: 'done' };
    const change = await store.readChange(tx, changeId);
    const before = await allRecords(tx);
    if (change === null || !isOwn(author, change, before)) throw new AppError('notFound');
    if (change.undoneBy !== null) throw new AppError('wrongState');
    const made = contentsOf(change);
    const touched = changedSince(before, made.changes);
    if (touched.length > 0) {
      const later = await store.readChangesSince(tx, change.number, touched);
      return { outcome: 'conflict', later: later.map((one) => summaryOf(context, one)) };
    }
    const changes = inverseOf(made.changes);
    const inUse = await usedOnes(tx, changes);
    const { after, problems } = judged(author, before, changes, [...made.problems, ...inUse], momentOf(tx));
    if (problems.length > 0) return { outcome: 'invalid', problems: [...problems] };
    await write(context, tx, author, { changeId: undoId, note, undoOf: changeId, changes, after });
    return { outcome: 'done' };
  });

/** The change's records as their kinds have them. What no longer fits the form of its kind cannot be restored. */
function contentsOf({ records }: store.StoredChange): { readonly changes: RecordChange[]; readonly problems: Problem[] } {
  const problems: Problem[] = [];
  const contentOf = (kind: RecordChange['kind'], id: string, content: store.StoredChange['records'][number]['before']) => {
    if (content === null) return null;
    const read = readRecord(kind, id, content);
    if ('record' in read) return read.record.content;
    problems.push(...read.problems);
    return null;
  };
  const changes = records.map(({ kind, id, before, after }) => ({ kind, id, before: contentOf(kind, id, before), after: contentOf(kind, id, after) }));
  return { changes, problems };
}

/** Whether every record of the change is within the scope, as it is or as it was. */
function isOwn({ scope }: Author, { records }: store.StoredChange, known: Records): boolean {
  return records.every(({ kind, id, before, after }) => {
    const current = known.get(keyOf({ kind, id }));
    if (current !== undefined) return isCovered(scope, current, known);
    const content = after ?? before;
    const read = content === null ? null : readRecord(kind, id, content);
    return read !== null && 'record' in read && isCovered(scope, read.record, known);
  });
}

/** New records that calls, visits or people refer to: they are retired, not taken back. */
async function usedOnes(tx: Transaction, changes: readonly RecordChange[]): Promise<Problem[]> {
  const problems: Problem[] = [];
  for (const { kind, id, after } of changes) if (after === null && (await isReferredTo(tx, kind, id))) problems.push({ kind, id, path: '', reason: 'inUse' });
  return problems;
}
