import { z } from 'zod';

/** The first so many characters, and no half of one at the end. */
export const cut = (text: string, max: number): string => text.slice(0, max).replace(/[\uD800-\uDBFF]$/, '');

/** A text whose end is cut: what comes with it is worth more than its last words. */
export const cutText = (max: number) => z.string().overwrite((text) => cut(text, max));

/** A list of which the first so many are kept: these are worth more than none. */
export const cutList = <T extends z.ZodType>(item: T, max: number) => z.array(item).overwrite((items) => items.slice(0, max));
