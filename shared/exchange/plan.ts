import { type RecordChange, applied, isSame } from '#shared/administration/changes.ts';
import { type CatalogueRecord, type Records, isCovered, keyOf, recordsByKey } from '#shared/administration/records.ts';
import type { Scope } from '#shared/permissions/scope.ts';
import { type ImportMode, catalogueDocumentSchema } from './document.ts';
import { type Problem, problemsOf } from './problems.ts';
import { type Moment, type Placed, hasEnded, recordsIn } from './records.ts';

export type ImportOrder = {
  readonly records: Records;
  /** What was given, read as JSON. */
  readonly input: unknown;
  readonly mode: ImportMode;
  readonly scope: Scope;
  readonly moment: Moment;
};

export type ImportPlan = {
  /** Nothing is planned where there is any. */
  readonly problems: readonly Problem[];
  readonly changes: readonly RecordChange[];
  /** Where each record stands in the document. */
  readonly paths: ReadonlyMap<string, string>;
  /** The document's records of each parent, in its order, by kind. */
  readonly order: readonly CatalogueRecord[];
};

const nothing = { changes: [], paths: new Map<string, string>(), order: [] };

/** An id is unique among all records of its kind. */
function usedTwice(placed: readonly Placed[]): Problem[] {
  const first = new Map<string, string>();
  return placed.flatMap(({ record, path }): Problem[] => {
    const before = first.get(keyOf(record));
    if (before === undefined) first.set(keyOf(record), path);
    return before === undefined ? [] : [{ path: `${path}.id`, code: 'usedTwice', params: { id: record.id, other: before } }];
  });
}

/** Whether somebody of that scope may have it so, besides looking after it: agencies are made by the nation, points by a municipality too. */
const mayBeNew = ({ kind }: CatalogueRecord, { kind: scope }: Scope): boolean =>
  scope === 'nation' || (kind !== 'agency' && (kind !== 'point' || scope === 'municipality'));

/** What belongs to others, as it is or as it would be. That there is such a thing is told by nothing else. */
function notYours(placed: readonly Placed[], before: Records, scope: Scope): Problem[] {
  const after = new Map([...before, ...placed.map(({ record }) => [keyOf(record), record] as const)]);
  return placed
    .filter(({ record }) => {
      const old = before.get(keyOf(record));
      const isNewOk = old === undefined ? mayBeNew(record, scope) : isCovered(scope, old, before);
      return !isNewOk || !isCovered(scope, record, after);
    })
    .map(({ path }) => ({ path, code: 'notYours', params: {} }));
}

const retired = (record: CatalogueRecord, { now }: Moment): RecordChange => ({
  kind: record.kind,
  id: record.id,
  before: record.content,
  after: { ...record.content, validity: { ...record.content.validity, endedAt: now as NonNullable<NonNullable<typeof record.content.validity>['endedAt']> } },
});

/** What an import of the document would change, or everything in it that cannot be taken. */
export function planImport({ records, input, mode, scope, moment }: ImportOrder): ImportPlan {
  const parsed = catalogueDocumentSchema.safeParse(input);
  if (!parsed.success) return { ...nothing, problems: problemsOf(parsed.error, input) };
  const placed = recordsIn(parsed.data);
  const problems = [...usedTwice(placed), ...notYours(placed, records, scope)];
  if (problems.length > 0) return { ...nothing, problems };
  const named = new Map(placed.map(({ record, path }) => [keyOf(record), path]));
  const wanted = placed.flatMap(({ record }): RecordChange[] => {
    const before = records.get(keyOf(record))?.content ?? null;
    return before !== null && isSame(before, record.content) ? [] : [{ kind: record.kind, id: record.id, before, after: record.content }];
  });
  const gone = mode === 'adds' ? [] : [...records.values()].filter((one) => !named.has(keyOf(one)) && isCovered(scope, one, records) && !hasEnded(one, moment));
  return {
    problems: [],
    changes: [...wanted, ...gone.map((one) => retired(one, moment))],
    paths: named,
    order: mode === 'adds' ? [] : placed.map(({ record }) => record),
  };
}

/** Whose it is, of what is shown in an order; people have none. */
const familyOf = ({ kind, content }: CatalogueRecord): string | null => {
  if (kind === 'staff') return null;
  return 'pointId' in content ? `${kind} ${content.pointId}` : 'agencyId' in content ? `${kind} ${content.agencyId}` : kind;
};

const familiesOf = (records: Iterable<CatalogueRecord>): Map<string | null, CatalogueRecord[]> => Map.groupBy(records, familyOf);

/**
 * The catalogue after the import, in the document's order. What the document does not name comes after it; others' agencies and points keep their places.
 */
export function resultOf(records: Records, { changes, order }: Pick<ImportPlan, 'changes' | 'order'>, { kind: scope }: Scope): Map<string, CatalogueRecord> {
  const after = applied(records, changes);
  const named = order.flatMap((record) => after.get(keyOf(record)) ?? []);
  const isNamed = new Set(named.map(keyOf));
  const isFirst = (record: CatalogueRecord): boolean => scope === 'nation' || (record.kind !== 'agency' && record.kind !== 'point');
  const first = named.filter(isFirst);
  const inPlaces = named.filter((record) => !isFirst(record) && records.has(keyOf(record)));
  const others = [...after.values()].flatMap((record): CatalogueRecord[] => {
    if (!isNamed.has(keyOf(record))) return [record];
    // The place of one of the document's own is taken by the next of them of that kind.
    const at = isFirst(record) ? -1 : inPlaces.findIndex(({ kind }) => kind === record.kind);
    return at === -1 ? [] : inPlaces.splice(at, 1);
  });
  const added = named.filter((record) => !isFirst(record) && !records.has(keyOf(record)));
  return recordsByKey([...first, ...others, ...added]);
}

/** Whether what was there stands in another order among its like. */
export function isReordered(before: Records, after: Records): boolean {
  const old = familiesOf([...before.values()].filter((record) => after.has(keyOf(record))));
  return [...familiesOf([...after.values()].filter((record) => before.has(keyOf(record))))].some(
    ([family, records]) => family !== null && records.map(({ id }) => id).join(' ') !== (old.get(family) ?? []).map(({ id }) => id).join(' '),
  );
}
