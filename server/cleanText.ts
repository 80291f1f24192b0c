import { AppError } from './errors.ts';

/** Far deeper than anything of the contract. */
const deepest = 32;

/** PostgreSQL takes no NUL in a text and, in JSON, no half of a surrogate pair, which is what is left of an emoji that was cut in two. */
const cleanString = (text: string): string => text.replaceAll('\0', '').toWellFormed();

const isPlain = (value: object): boolean => {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
};

/**
 * What came from outside, with every text in it, keys included, in a form that can be kept. The one place for that: whatever is checked by a schema
 * has passed through here first. Errors: invalidPayload for what is nested without end.
 */
export function cleanText(value: unknown, depth = 0): unknown {
  if (typeof value === 'string') return cleanString(value);
  if (typeof value !== 'object' || value === null) return value;
  if (depth === deepest) throw new AppError('invalidPayload', { places: 'depth' });
  if (Array.isArray(value)) return value.map((one) => cleanText(one, depth + 1));
  if (!isPlain(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [cleanString(key), cleanText(one, depth + 1)]));
}
