import i18next from 'i18next';
import type { Language, TextLanguage } from '#shared/language.ts';
import { ownOf } from './installation.ts';

const nameIn = (language: TextLanguage): string | undefined => {
  const found: unknown = i18next.getResource(language, 'builtIn', 'name');
  return typeof found === 'string' ? found : undefined;
};

/** A language in its own name. */
export const languageName = (language: TextLanguage): string =>
  ownOf(language)?.name ?? nameIn(language) ?? new Intl.DisplayNames([language], { type: 'language' }).of(language) ?? language;

/** The language of a call and those that its customer accepts besides, the wanted one first. */
export const languagesOf = ({ language, otherLanguages }: { readonly language: Language; readonly otherLanguages: readonly Language[] }): string =>
  [language, ...otherLanguages].map(languageName).join(', ');
