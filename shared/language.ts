import { z } from 'zod';

/** The languages of staff's pages: every text is there in each of them. The first is the last resort of all others. */
export const staffLanguages = ['sv', 'fi', 'en'] as const;
/** The languages that the product brings texts in for customers. An installation adds more by TEXTS_DIR, and chooses by TERMINAL_LANGUAGES. */
export const shippedLanguages = [...staffLanguages, 'se', 'ru', 'uk', 'ar', 'et'] as const;
/** The same languages said in short sentences and common words: the variant's name is BCP 47's own. */
export const shippedVariants = ['sv-simple', 'fi-simple'] as const;

const simple = '-simple';

/** A language that is spoken in a call: what experts know and routing looks for. Which there are is the installation's business. */
export const languageSchema = z.string().regex(/^[a-z]{2,3}$/);
export type Language = z.output<typeof languageSchema>;

/** A language that texts are written in: one that is spoken, or its simple variant. */
export const textLanguageSchema = z.string().regex(/^[a-z]{2,3}(-simple)?$/);
export type TextLanguage = z.output<typeof textLanguageSchema>;

export const isTextLanguage = (value: unknown): value is TextLanguage => textLanguageSchema.safeParse(value).success;
export const isSimple = (language: TextLanguage): boolean => language.endsWith(simple);
export const simpleOf = (language: Language): TextLanguage => `${language}${simple}`;
/** What is spoken with somebody who reads the language: a simple variant is only a way of writing. */
export const spokenOf = (language: TextLanguage): Language => (isSimple(language) ? language.slice(0, -simple.length) : language);

const rank = (language: Language): number => {
  const index = (shippedLanguages as readonly Language[]).indexOf(language);
  return index === -1 ? shippedLanguages.length : index;
};
/** Each once, in an order that does not depend on who listed them. */
export const inFixedOrder = (languages: readonly Language[]): Language[] =>
  [...new Set(languages)].sort((one, other) => rank(one) - rank(other) || (one < other ? -1 : 1));

/** A name or a description in the languages that it was written in; at least one. */
export const localisedSchema = z
  .record(textLanguageSchema, z.string().min(1))
  .refine((texts) => Object.keys(texts).length > 0, 'needs a text in at least one language');
export type Localised = z.output<typeof localisedSchema>;

/** The text in the first of the wanted languages that it was written in, and which one that is; in another one rather than none. */
export function textIn(texts: Localised, wanted: readonly TextLanguage[]): { readonly text: string; readonly language: TextLanguage } {
  const language = [...wanted, ...staffLanguages, ...Object.keys(texts)].find((one) => texts[one] !== undefined) ?? staffLanguages[0];
  return { text: texts[language] ?? '', language };
}
