import { z } from 'zod';

/** At most `max` characters, without half a character at the end. */
export const cut = (text: string, max: number): string => text.slice(0, max).replace(/[\uD800-\uDBFF]$/, '');

/** A text whose end is cut: what comes with it is worth more than its last words. */
export const cutText = (max: number) => z.string().overwrite((text) => cut(text, max));

/** A list cut to its first `max` items: some are worth more than none. */
export const cutList = <T extends z.ZodType>(item: T, max: number) => z.array(item).overwrite((items) => items.slice(0, max));
