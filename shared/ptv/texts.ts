import { languageSchema, type Localised } from '#shared/language.ts';
import type { Notes } from './notes.ts';
import type { LanguageItem, ListItem } from './schema.ts';

const tidy = (text: string): string => text.replaceAll(/\s+/g, ' ').trim();

/** The texts by their languages, the first of each; a language that is none is noted. */
export function localisedOf(items: readonly LanguageItem[], about: string, notes: Notes): Localised {
  const texts: Record<string, string> = {};
  for (const { language, value } of items) {
    const text = tidy(value ?? '');
    if (text === '') continue;
    const parsed = languageSchema.safeParse(language);
    if (!parsed.success) notes.add('otherLanguage', about, `${language ?? ''}: ${text}`);
    else texts[parsed.data] ??= text;
  }
  return texts;
}

/** Those of one type; the first of the types that has any. */
export function ofType(items: readonly ListItem[], types: readonly string[]): readonly ListItem[] {
  for (const type of types) {
    const found = items.filter((item) => item.type === type);
    if (found.length > 0) return found;
  }
  return [];
}

/** A name for people to read in a note. */
export const nameOf = (names: Localised, id: string): string => names['fi'] ?? names['sv'] ?? names['en'] ?? Object.values(names)[0] ?? id;

const longestSentence = 300;

/** Short enough for a tile: the text itself, or its beginning to the end of a sentence. */
export function shortened(texts: Localised, about: string, notes: Notes): Localised {
  return Object.fromEntries(
    Object.entries(texts).map(([language, text]) => {
      if (text.length <= longestSentence) return [language, text];
      notes.add('shortened', about, language);
      const end = text.slice(0, longestSentence).search(/[.!?](?!.*[.!?]\s)/);
      return [language, end > 0 ? text.slice(0, end + 1) : `${text.slice(0, longestSentence - 1)}…`];
    }),
  );
}
