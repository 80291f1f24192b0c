import type { RecordChange } from '#shared/administration/changes.ts';
import type { ChangePreview, WantedRecord } from '#shared/administration/contract.ts';
import { type CatalogueRecord, type Records, keyOf, recordsByKey } from '#shared/administration/records.ts';
import { isInForce } from '#shared/catalogue/inForce.ts';
import type { ImportAnswer, ImportRequest, ImportedRecord } from '#shared/exchange/http.ts';
import { type ImportPlan, isReordered, planImport, resultOf } from '#shared/exchange/plan.ts';
import { type Problem, problemOfRecord } from '#shared/exchange/problems.ts';
import type { Moment } from '#shared/exchange/records.ts';
import { loose, versionOf } from '#server/administration/index.ts';
import { appendAudit } from '#server/audit/index.ts';
import { orderRecords, raiseVersion, readRecords } from '#server/catalogue/index.ts';
import type { Transaction } from '#server/platform/database/index.ts';
import { serviceDate } from '#server/serviceDay.ts';
import type { Author, ExchangeContext } from './context.ts';

const momentOf = (tx: Transaction): Moment => ({ today: serviceDate(tx.now).toString(), now: tx.now });

/** A token of the whole catalogue, in its order. */
const tokenOf = (records: Records): string => versionOf([...records.values()]);

/** The catalogue as it stands, and what the document would do to it. */
const plan = ({ database }: ExchangeContext, { scope }: Author, { document, mode }: ImportRequest) =>
  database.transaction(async (tx) => {
    const records = recordsByKey(await readRecords(tx));
    const moment = momentOf(tx);
    return { records, moment, plan: planImport({ records, input: document, mode, scope, moment }) };
  });
type Planned = Awaited<ReturnType<typeof plan>>;

const wantedOf = ({ changes }: ImportPlan): WantedRecord[] =>
  changes.map(({ kind, id, before, after }) => ({
    kind,
    id,
    version: before === null ? null : versionOf(before),
    content: after === null ? null : loose(after),
  }));

/** What is wrong with each text or reference, by where it stands in the document. */
const problemsIn = ({ paths }: ImportPlan, { problems }: Pick<ChangePreview, 'problems'>): Problem[] =>
  problems.map(({ detail, ...problem }) => problemOfRecord(detail === undefined ? problem : { ...problem, detail }, paths));

/** What a document would do to the catalogue, or everything that is wrong with it; and, unless it is a dry run, does it. */
export async function importDocument(context: ExchangeContext, author: Author, request: ImportRequest): Promise<ImportAnswer> {
  const planned = await plan(context, author, request);
  if (planned.plan.problems.length > 0) return refuse(context, author, request, planned.plan.problems);
  const wanted = wantedOf(planned.plan);
  const seen = tokenOf(planned.records);
  if (request.isDryRun) {
    const preview = await context.administration.preview(author, wanted);
    if (preview.problems.length > 0) return refuse(context, author, request, problemsIn(planned.plan, preview));
    return previewOf(planned, author, preview, seen);
  }
  if (request.seen !== seen) return { outcome: 'conflict' };
  const { changeId, note } = request;
  const result = await context.administration.apply(author, { changeId, records: wanted, note, waiting: { kind: 'serve' } });
  if (result.outcome === 'conflict') return { outcome: 'conflict' };
  if (result.outcome === 'invalid') return refuse(context, author, request, problemsIn(planned.plan, result));
  await finish(context, author, request, planned);
  return { outcome: 'done', ...countsOf(planned) };
}

/** What stands in another order afterwards; null where nothing does. */
function reordered({ records, plan: made }: Planned, { scope }: Author): readonly CatalogueRecord[] | null {
  if (made.order.length === 0) return null;
  const after = resultOf(records, made, scope);
  return isReordered(records, after) ? [...after.values()] : null;
}

function previewOf(planned: Planned, author: Author, { differences, concerned, missingTexts }: ChangePreview, seen: string): ImportAnswer {
  const fields = Map.groupBy(differences, keyOf);
  return {
    outcome: 'preview',
    seen,
    records: planned.plan.changes.map((change) => {
      const word = changeOf(change, planned.moment);
      const found = word === 'changed' ? (fields.get(keyOf(change)) ?? []) : [];
      return {
        kind: change.kind,
        id: change.id,
        change: word,
        names: namesOf(change),
        fields: found.map(({ path, before, after }) => ({ path, before, after })),
      };
    }),
    isReordered: reordered(planned, author) !== null,
    concerned,
    missingTexts: missingTexts.map(({ kind, id, path, languages }) => ({
      path: `${planned.plan.paths.get(keyOf({ kind, id })) ?? id}.${path}`,
      languages,
    })),
  };
}

function changeOf({ before, after }: RecordChange, { today, now }: Moment): ImportedRecord['change'] {
  if (before === null) return 'added';
  return isInForce(before.validity, today, now) && !isInForce(after?.validity, today, now) ? 'retired' : 'changed';
}

function namesOf({ before, after }: RecordChange): Record<string, string> {
  const content = after ?? before;
  if (content === null) return {};
  if ('displayName' in content) return { und: content.displayName };
  return 'shortNames' in content ? content.shortNames : content.names;
}

function countsOf({ plan: { changes }, moment }: Planned) {
  const words = changes.map((change) => changeOf(change, moment));
  const count = (word: ImportedRecord['change']): number => words.filter((one) => one === word).length;
  return { added: count('added'), changed: count('changed'), retired: count('retired') };
}

/** The order of what is shown to customers, and what is said of the import as a whole. */
async function finish({ database, changes }: ExchangeContext, author: Author, { changeId, mode }: ImportRequest, planned: Planned): Promise<void> {
  await database.transaction(async (tx) => {
    const order = reordered(planned, author);
    if (order !== null) {
      await orderRecords(tx, order);
      await raiseVersion(tx);
      tx.afterCommit(() => changes.announce(['catalogue']));
    }
    await appendAudit(tx, {
      actor: actorOf(author),
      act: 'catalogue.imported',
      object: { kind: 'change', id: changeId },
      details: { mode, ...countsOf(planned) },
    });
  });
}

async function refuse({ database }: ExchangeContext, author: Author, { mode, isDryRun }: ImportRequest, problems: readonly Problem[]): Promise<ImportAnswer> {
  if (!isDryRun) {
    const details = { mode, problems: problems.length };
    await database.transaction((tx) => appendAudit(tx, { actor: actorOf(author), act: 'catalogue.imported', outcome: 'refused', details }));
  }
  return { outcome: 'invalid', problems: problems.slice(0, mostProblems) };
}
/** More would be read by nobody. */
const mostProblems = 500;

export const actorOf = ({ id }: Author) => ({ kind: 'subject', role: 'administrator', id }) as const;
