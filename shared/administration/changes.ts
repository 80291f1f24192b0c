import type { z } from 'zod';
import { type CatalogueRecord, type RecordKind, type Records, keyOf } from './records.ts';

type Json = unknown;
type Value = z.core.util.JSONType;

/** One record as it is before and after a change; null where it is not there. */
export type RecordChange = {
  readonly kind: RecordKind;
  readonly id: string;
  readonly before: CatalogueRecord['content'] | null;
  readonly after: CatalogueRecord['content'] | null;
};

/** A place within a record's content at which two states of it differ. */
export type Difference = { readonly path: string; readonly before: Value; readonly after: Value };

const isObject = (value: Json): value is Readonly<Record<string, Json>> => typeof value === 'object' && value !== null && !Array.isArray(value);

/** The same text for the same content, whatever the order of its fields. */
export function canonical(value: Json): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (!isObject(value)) return JSON.stringify(value) ?? 'null';
  const fields = Object.entries(value).filter(([, one]) => one !== undefined);
  return `{${fields
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, one]) => `${JSON.stringify(key)}:${canonical(one)}`)
    .join(',')}}`;
}

export const isSame = (one: Json, other: Json): boolean => canonical(one) === canonical(other);

/** Where two contents differ; lists are compared as wholes. Null stands for what is not there. */
export function differencesOf(before: Json, after: Json, path = ''): Difference[] {
  if (isSame(before, after)) return [];
  if (!isObject(before) || !isObject(after)) {
    // A record's content is JSON, and so is every part of it.
    return [{ path, before: (before ?? null) as Value, after: (after ?? null) as Value }];
  }
  const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return keys.flatMap((key) => differencesOf(before[key], after[key], path === '' ? key : `${path}.${key}`));
}

/** The catalogue with the change made. */
export function applied(records: Records, changes: readonly RecordChange[]): Map<string, CatalogueRecord> {
  const result = new Map(records);
  for (const { kind, id, after } of changes) {
    if (after === null) result.delete(keyOf({ kind, id }));
    // A change's content is of its kind; the compiler cannot pair the two.
    else result.set(keyOf({ kind, id }), { kind, id, content: after } as CatalogueRecord);
  }
  return result;
}

/** The change that takes another back. */
export const inverseOf = (changes: readonly RecordChange[]): RecordChange[] =>
  changes.toReversed().map(({ kind, id, before, after }) => ({ kind, id, before: after, after: before }));

/** The records of a change that are not as it left them: something has changed them since. */
export const changedSince = (records: Records, changes: readonly RecordChange[]): RecordChange[] =>
  changes.filter((change) => !isSame(records.get(keyOf(change))?.content ?? null, change.after));

/** The content with these values at their places; a null takes the place away. */
export function withDifferences(content: Readonly<Record<string, Value>>, differences: readonly Pick<Difference, 'path' | 'after'>[]): Record<string, Value> {
  return differences.reduce<Record<string, Value>>((whole, { path, after }) => putAt(whole, path.split('.'), after), { ...content });
}

function putAt(whole: Readonly<Record<string, Value>>, [key = '', ...rest]: readonly string[], value: Value): Record<string, Value> {
  const { [key]: old, ...others } = whole;
  if (rest.length === 0) return value === null ? others : { ...whole, [key]: value };
  // `isObject` does not know that the parts of JSON are JSON.
  return { ...whole, [key]: putAt(isObject(old) ? (old as Record<string, Value>) : {}, rest, value) };
}
