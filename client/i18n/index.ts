import i18next from 'i18next';
import { initReactI18next, useTranslation } from 'react-i18next';
import { type Language, type Localised, languages } from '#shared/language.ts';

const files = import.meta.glob<Record<string, unknown>>('./*/*.json', { import: 'default' });
const storageKey = 'language';

const namespaces = ['common', 'errors', 'signIn', 'terminal', 'expert', 'adviser', 'supervisor', 'connection'] as const;
export type Namespace = (typeof namespaces)[number];

const isLanguage = (value: unknown): value is Language => languages.includes(value as Language);
const remembered = (): Language => {
  const stored = sessionStorage.getItem(storageKey);
  return isLanguage(stored) ? stored : 'sv';
};

/** Loads texts when they are asked for; a face gets its own and no other's. */
export async function startTranslation(): Promise<void> {
  i18next.use({
    type: 'backend',
    init: () => undefined,
    read(language: string, namespace: string, done: (error: unknown, data: unknown) => void) {
      const load = files[`./${language}/${namespace}.json`];
      if (load === undefined) done(new Error(`no texts for ${language}/${namespace}`), null);
      else
        load().then(
          (texts) => done(null, texts),
          (error: unknown) => done(error, null),
        );
    },
  });
  i18next.on('languageChanged', (language) => {
    document.documentElement.lang = language;
    document.documentElement.dir = i18next.dir(language);
    sessionStorage.setItem(storageKey, language);
  });
  await i18next.use(initReactI18next).init({
    lng: remembered(),
    fallbackLng: false,
    supportedLngs: [...languages],
    ns: ['common', 'errors'],
    defaultNS: 'common',
    interpolation: { escapeValue: false },
    react: { useSuspense: true },
  });
}

/** The texts of a namespace, with `common` and `errors` behind it, and the language that is on. */
export function useTexts(namespace: Namespace) {
  const { t, i18n } = useTranslation([namespace, 'common', 'errors'], { nsMode: 'fallback' });
  const language = isLanguage(i18n.language) ? i18n.language : 'sv';
  return { t, language, inLanguage: (text: Localised) => text[language] };
}

export const changeLanguage = (language: Language): void => void i18next.changeLanguage(language);

/** Each language in its own name. */
export const languageNames: Record<Language, string> = { sv: 'Svenska', fi: 'Suomi', en: 'English' };

/** The language of a call and those that its customer accepts besides, the wanted one first. */
export const languagesOf = ({ language, otherLanguages }: { readonly language: Language; readonly otherLanguages: readonly Language[] }): string =>
  [language, ...otherLanguages].map((one) => languageNames[one]).join(', ');
