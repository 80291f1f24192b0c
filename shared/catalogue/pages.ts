/** What is shown at once, and whether a tile leads on to more. */
export type TilePage<T> = { readonly items: readonly T[]; readonly hasMore: boolean };

/**
 * Everything in pages of at most `atOnce` tiles, of which one leads on where there is more than one page: a kiosk never scrolls. Each thing stands on
 * one page and in its order, so that what is known to be at a place is found there again.
 */
export function tilePages<T>(items: readonly T[], atOnce: number): readonly TilePage<T>[] {
  if (items.length <= atOnce) return [{ items, hasMore: false }];
  const each = Math.max(1, atOnce - 1);
  return Array.from({ length: Math.ceil(items.length / each) }, (_, page) => ({ items: items.slice(page * each, (page + 1) * each), hasMore: true }));
}
