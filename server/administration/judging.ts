import { type RecordChange, applied, differencesOf, isSame } from '#shared/administration/changes.ts';
import type { RecordConflict, WantedRecord } from '#shared/administration/contract.ts';
import { type Problem, problemsOf, readRecord } from '#shared/administration/problems.ts';
import { type CatalogueRecord, type Records, isCovered, keyOf } from '#shared/administration/records.ts';
import { AppError } from '#server/errors.ts';
import type { Transaction } from '#server/platform/database/index.ts';
import { type AdministrationContext, type Author, allRecords, loose, momentOf, versionOf } from './context.ts';
import * as store from './store.ts';

export type Judgement = {
  readonly before: Records;
  readonly after: Records;
  /** What really differs, in an order in which it can be written. */
  readonly changes: readonly RecordChange[];
  readonly problems: readonly Problem[];
  readonly conflicts: readonly RecordConflict[];
};

/** What a wanted change would be on the catalogue as it stands. Errors: notFound, for what is outside the author's scope. */
export async function judge(context: AdministrationContext, tx: Transaction, author: Author, wanted: readonly WantedRecord[]): Promise<Judgement> {
  const before = await allRecords(tx);
  const problems: Problem[] = [];
  const conflicts: RecordConflict[] = [];
  const changes: RecordChange[] = [];
  for (const one of wanted) {
    const current = before.get(keyOf(one));
    if (current !== undefined && !isCovered(author.scope, current, before)) throw new AppError('notFound');
    if (one.version === null && current !== undefined) {
      problems.push({ kind: one.kind, id: one.id, path: 'id', reason: 'alreadyThere' });
      continue;
    }
    if (one.version !== null && (current === undefined || versionOf(current.content) !== one.version)) {
      conflicts.push(await conflictOf(context, tx, one, current));
      continue;
    }
    const read = one.content === null ? { record: null } : readRecord(one.kind, one.id, one.content);
    if ('problems' in read) problems.push(...read.problems);
    else changes.push({ kind: one.kind, id: one.id, before: current?.content ?? null, after: read.record?.content ?? null });
  }
  return { ...judged(author, before, changes, problems, momentOf(tx)), conflicts };
}

/** The same for a change whose records are known to be what they were. Errors: notFound. */
export function judged(
  { scope }: Pick<Author, 'scope'>,
  before: Records,
  changes: readonly RecordChange[],
  problems: readonly Problem[],
  moment: ReturnType<typeof momentOf>,
): Omit<Judgement, 'conflicts'> {
  const real = changes.filter((change) => !isSame(change.before, change.after));
  const after = applied(before, real);
  for (const change of changes) {
    const became = after.get(keyOf(change));
    if (became !== undefined && !isCovered(scope, became, after)) throw new AppError('notFound');
    const isNew = change.before === null && (change.kind === 'agency' || change.kind === 'point');
    if (isNew && scope.kind !== 'nation' && !(change.kind === 'point' && scope.kind === 'municipality')) throw new AppError('notFound');
  }
  return { before, after, changes: real, problems: [...problems, ...problemsOf(before, after, moment)] };
}

async function conflictOf(
  { catalogue }: AdministrationContext,
  tx: Transaction,
  { kind, id }: WantedRecord,
  current: CatalogueRecord | undefined,
): Promise<RecordConflict> {
  const [last] = await store.readChangesOfRecord(tx, { kind, id }, Number.MAX_SAFE_INTEGER, 1);
  return {
    kind,
    id,
    version: current === undefined ? null : versionOf(current.content),
    content: current === undefined ? null : loose(current.content),
    changedBy: last === undefined ? null : { id: last.authorId, displayName: catalogue.nameOf(last.authorId), at: last.at },
  };
}

/** Each difference, with the record in which it is. */
export const differencesIn = (changes: readonly RecordChange[]) =>
  changes.flatMap(({ kind, id, before, after }) => differencesOf(before, after).map((difference) => ({ kind, id, ...difference })));
