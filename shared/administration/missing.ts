import { staffLanguages } from '#shared/language.ts';

const texts = new Set(['names', 'shortNames', 'description', 'prepare', 'municipality', 'titles', 'texts']);

export type MissingText = { readonly path: string; readonly languages: string[] };

/** Texts of a content that lack one of staff's languages, each with its place: readers see another language instead. */
export function textsLacking(content: unknown, path = ''): MissingText[] {
  if (typeof content !== 'object' || content === null) return [];
  return Object.entries(content).flatMap(([key, value]: [string, unknown]) => {
    const place = path === '' ? key : `${path}.${key}`;
    if (!texts.has(key) || typeof value !== 'object' || value === null) return textsLacking(value, place);
    const languages = staffLanguages.filter((language) => !(language in value));
    return languages.length === 0 ? [] : [{ path: place, languages }];
  });
}
