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
