/** One place where a text was changed. */
export type TextChange = { readonly at: number; readonly removed: number; readonly inserted: string };

const isHalf = (text: string, at: number): boolean => /[\uDC00-\uDFFF]/.test(text.charAt(at)) && /[\uD800-\uDBFF]/.test(text.charAt(at - 1));

/**
 * What was changed between two texts. `caret` is where the person writes in the new one: in `aaa` it tells which `a` is new. Null where nothing changed.
 */
export function textChange(before: string, after: string, caret: number | null): TextChange | null {
  if (before === after) return null;
  const longest = Math.min(before.length, after.length);
  // What stands behind the caret has not been touched.
  const behind = caret === null ? longest : Math.min(longest, after.length - caret);
  let end = 0;
  while (end < behind && before.at(-1 - end) === after.at(-1 - end)) end += 1;
  let start = 0;
  while (start < longest - end && before[start] === after[start]) start += 1;
  while (end < longest - start && before.at(-1 - end) === after.at(-1 - end)) end += 1;
  // A letter of two halves is changed as a whole.
  if (isHalf(before, start) || isHalf(after, start)) start -= 1;
  if (end > 0 && (isHalf(before, before.length - end) || isHalf(after, after.length - end))) end -= 1;
  return { at: start, removed: before.length - start - end, inserted: after.slice(start, after.length - end) };
}

/** A change as Yjs tells it. */
export type Delta = readonly { readonly retain?: number | undefined; readonly insert?: unknown; readonly delete?: number | undefined }[];

/** Where the caret is after somebody else has written. What is written at the caret stands before it. */
export function caretAfter(caret: number, delta: Delta): number {
  let [at, moved] = [0, caret];
  for (const { retain = 0, insert, delete: removed = 0 } of delta) {
    at += retain;
    if (typeof insert === 'string') {
      if (at < moved) moved += insert.length;
      at += insert.length;
    }
    if (removed > 0 && at < moved) moved = Math.max(at, moved - removed);
  }
  return moved;
}

/** Where each letter of the text that others have changed was before; null for what they have written. */
function originsAfter(length: number, meanwhile: readonly Delta[]): (number | null)[] {
  let origins: (number | null)[] = Array.from({ length }, (_, index) => index);
  for (const delta of meanwhile) {
    let at = 0;
    for (const { retain = 0, insert, delete: removed = 0 } of delta) {
      at += retain;
      const written = typeof insert === 'string' ? Array.from({ length: insert.length }, () => null) : [];
      origins = [...origins.slice(0, at), ...written, ...origins.slice(at + removed)];
      at += written.length;
    }
  }
  return origins;
}

/**
 * What was changed between two texts, for the text that others have changed meanwhile: changes to be made one after the other, the last place first, and
 * the caret after them. What others have written stays, also within what is removed here.
 */
export function rebaseChange(
  before: string,
  after: string,
  caret: number | null,
  meanwhile: readonly Delta[],
): { readonly changes: readonly TextChange[]; readonly caret: number } {
  const change = textChange(before, after, caret);
  if (change === null) return { changes: [], caret: meanwhile.reduce(caretAfter, caret ?? after.length) };
  const { at, removed, inserted } = change;
  const origins = originsAfter(before.length, meanwhile);
  const start = origins.findLastIndex((origin) => origin !== null && origin < at) + 1;
  const isRemoved = (index: number): boolean => {
    const origin = origins[index] ?? null;
    return origin !== null && origin >= at && origin < at + removed;
  };
  const changes: TextChange[] = [];
  let end = origins.length;
  while (end > start) {
    let first = end;
    // Letters that stand together go together: half of one cannot be removed.
    while (isRemoved(first - 1)) first -= 1;
    if (first < end) changes.push({ at: first, removed: end - first, inserted: '' });
    end = Math.min(first, end - 1);
  }
  return { changes: [...changes, { at: start, removed: 0, inserted }], caret: start + Math.min(inserted.length, Math.max(0, (caret ?? after.length) - at)) };
}

/** As it may stand in the field: the server refuses control characters, and line breaks where there is one line. As long as before, so that the caret stays. */
export const writable = (text: string, isMultiline: boolean): string => text.replaceAll(isMultiline ? /[^\P{Cc}\n]/gu : /\p{Cc}/gu, ' ');
