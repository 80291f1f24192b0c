import type { RecordChange } from '#shared/administration/changes.ts';
import type { ChangePreview, ChangeResult, WaitingChoice, WantedRecord } from '#shared/administration/contract.ts';
import { textsLacking } from '#shared/administration/missing.ts';
import { type CatalogueRecord, type Records, recordKinds } from '#shared/administration/records.ts';
import { isInForce } from '#shared/catalogue/inForce.ts';
import { appendAudit } from '#server/audit/index.ts';
import { deleteRecord, lockCatalogue, raiseVersion, writeRecord } from '#server/catalogue/index.ts';
import type { Transaction } from '#server/platform/database/index.ts';
import { readWaitingFor } from '#server/queue/index.ts';
import { AppError } from '#server/errors.ts';
import { concernedBy } from './concerned.ts';
import { type AdministrationContext, type Author, momentOf } from './context.ts';
import { differencesIn, judge } from './judging.ts';
import * as store from './store.ts';

/** What a change would do, and what stands against it. Errors: notFound. */
export const preview = (context: AdministrationContext, author: Author, wanted: readonly WantedRecord[]): Promise<ChangePreview> =>
  context.database.transaction(async (tx): Promise<ChangePreview> => {
    const { after, changes, problems, conflicts } = await judge(context, tx, author, wanted);
    return {
      problems: [...problems],
      conflicts: [...conflicts],
      differences: differencesIn(changes),
      concerned: await concernedBy(tx, after, changes),
      missingTexts: changes.flatMap(({ kind, id, after: content }) => textsLacking(content).map((missing) => ({ kind, id, ...missing }))),
    };
  });

type Wanted = {
  readonly changeId: string;
  readonly records: readonly WantedRecord[];
  readonly note: string;
  readonly waiting: WaitingChoice;
};

/**
 * Makes a change: all of its records or none. The same changeId again changes nothing more. Errors: notFound, sameIdOtherContent; and where those who wait
 * are to be moved what stands against that: notRemote, practiceApart, queueClosed.
 */
export const apply = (context: AdministrationContext, author: Author, { changeId, records, note, waiting }: Wanted): Promise<ChangeResult> =>
  context.database.transaction(async (tx): Promise<ChangeResult> => {
    await lockCatalogue(tx);
    if (await isMade(tx, author, changeId)) return { outcome: 'done' };
    const { before, after, changes, problems, conflicts } = await judge(context, tx, author, records);
    if (conflicts.length > 0) return { outcome: 'conflict', conflicts: [...conflicts] };
    if (problems.length > 0) return { outcome: 'invalid', problems: [...problems] };
    if (changes.length === 0) return { outcome: 'done' };
    await write(context, tx, author, { changeId, note, undoOf: null, changes, after });
    if (waiting.kind === 'move') await moveWaiting(context, tx, endedServices(tx, before, after), waiting);
    return { outcome: 'done' };
  });

/** Whether the change was made already, as when its answer was lost. Errors: sameIdOtherContent, where it is somebody else's. */
export async function isMade(tx: Transaction, { id }: Pick<Author, 'id'>, changeId: string): Promise<boolean> {
  const earlier = await store.readChange(tx, changeId);
  if (earlier !== null && earlier.authorId !== id) throw new AppError('sameIdOtherContent');
  return earlier !== null;
}

type Made = {
  readonly changeId: string;
  readonly note: string;
  readonly undoOf: string | null;
  readonly changes: readonly RecordChange[];
  readonly after: Records;
};

const orderOf = ({ kind }: RecordChange): number => recordKinds.indexOf(kind);

/** Writes the records with their history and their audit, and lets every server know. The catalogue is locked. */
export async function write({ changes: pages }: AdministrationContext, tx: Transaction, author: Author, made: Made): Promise<void> {
  const { changeId, note, undoOf, changes } = made;
  const inOrder = changes.toSorted((a, b) => orderOf(a) - orderOf(b));
  // What needs something else is written after it, and taken away before it.
  for (const { kind, id, after } of inOrder) if (after !== null) await writeRecord(tx, { kind, id, content: after } as CatalogueRecord);
  for (const { kind, id, after } of inOrder.toReversed()) if (after === null) await deleteRecord(tx, kind, id);
  await store.insertChange(tx, { changeId, authorId: author.id, note, undoOf, records: inOrder });
  for (const change of inOrder) {
    await appendAudit(tx, {
      actor: { kind: 'subject', role: 'administrator', id: author.id },
      act: `${change.kind}.${actOf(change, tx)}`,
      object: { kind: change.kind, id: change.id },
      details: undoOf === null ? { changeId } : { changeId, undoOf },
    });
  }
  await raiseVersion(tx);
  tx.afterCommit(() => pages.announce(['catalogue']));
}

function actOf({ before, after }: RecordChange, tx: Transaction): string {
  if (before === null) return 'added';
  if (after === null) return 'removed';
  const { today, now } = momentOf(tx);
  const [was, is] = [before, after].map(({ validity }) => isInForce(validity, today, now));
  return was === true && is === false ? 'retired' : 'changed';
}

/** Services that are in force before the change and not after it. */
function endedServices(tx: Transaction, before: Records, after: Records): string[] {
  const { today, now } = momentOf(tx);
  const inForce = (records: Records): Set<string> => {
    const agencies = new Set(
      [...records.values()].filter(({ kind, content }) => kind === 'agency' && isInForce(content.validity, today, now)).map(({ id }) => id),
    );
    const isOffered = (one: CatalogueRecord): boolean =>
      one.kind === 'service' && agencies.has(one.content.agencyId) && isInForce(one.content.validity, today, now);
    return new Set([...records.values()].filter(isOffered).map(({ id }) => id));
  };
  const still = inForce(after);
  return [...inForce(before)].filter((id) => !still.has(id));
}

async function moveWaiting(
  { queues, randomId }: AdministrationContext,
  tx: Transaction,
  serviceIds: readonly string[],
  { agencyId, serviceId }: Extract<WaitingChoice, { kind: 'move' }>,
): Promise<void> {
  if (serviceIds.includes(serviceId)) throw new AppError('notFound');
  for (const entry of await readWaitingFor(tx, serviceIds)) {
    await queues.moveIn(tx, entry.agencyId, { callId: entry.callId, newCallId: randomId() as typeof entry.callId, agencyId, serviceId });
  }
}
