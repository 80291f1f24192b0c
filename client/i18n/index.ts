import i18next from 'i18next';
import { useEffect, useState } from 'react';
import { initReactI18next, useTranslation } from 'react-i18next';
import { createStore } from 'zustand/vanilla';
import { type Language, type Localised, languages } from '#shared/language.ts';
import { loadPart } from '#client/loadPart.ts';

type Texts = { readonly default: Record<string, unknown> };
const files = import.meta.glob<Texts>(['./*/*.json', '!./*/builtIn.json']);
/** What is said when other texts cannot be loaded; part of the page in every language. */
const builtIn = import.meta.glob<Texts>('./*/builtIn.json', { eager: true });
const storageKey = 'language';

const namespaces = ['builtIn', 'common', 'errors', 'signIn', 'terminal', 'expert', 'adviser', 'supervisor', 'connection'] as const;
export type Namespace = (typeof namespaces)[number];

const isLanguage = (value: unknown): value is Language => languages.includes(value as Language);
const remembered = (): Language => {
  const stored = sessionStorage.getItem(storageKey);
  return isLanguage(stored) ? stored : 'sv';
};

/** Begins with the built-in texts; all others are loaded by `loadTexts`. */
export function startTranslation(): void {
  i18next.on('languageChanged', (language) => {
    document.documentElement.lang = language;
    document.documentElement.dir = i18next.dir(language);
    sessionStorage.setItem(storageKey, language);
  });
  void i18next.use(initReactI18next).init({
    lng: remembered(),
    fallbackLng: false,
    supportedLngs: [...languages],
    ns: ['builtIn'],
    defaultNS: 'common',
    resources: Object.fromEntries(languages.map((language) => [language, { builtIn: builtIn[`./${language}/builtIn.json`]?.default ?? {} }])),
    initAsync: false,
    interpolation: { escapeValue: false },
  });
}

/** What the page shows texts of; a language is on only with all of them. */
const shown = new Set<Namespace>(['common', 'errors']);

async function loadIn(language: Language): Promise<void> {
  const missing = [...shown].filter((namespace) => !i18next.hasResourceBundle(language, namespace));
  await Promise.all(
    missing.map(async (namespace) => {
      const file = files[`./${language}/${namespace}.json`];
      if (file === undefined) throw new Error(`no texts for ${language}/${namespace}`);
      i18next.addResourceBundle(language, namespace, (await loadPart(file)).default);
    }),
  );
  // A part of the page that came meanwhile may have brought texts of its own.
  if (missing.length > 0) await loadIn(language);
}

/** Loads the texts that a part of the page shows, before it is shown; rejects when they cannot be had. */
export async function loadTexts(...wanted: readonly Namespace[]): Promise<void> {
  for (const namespace of wanted) shown.add(namespace);
  await loadIn(languageOn());
}

/** The texts of a namespace, with `common` and `errors` behind it, and the language that is on. */
export function useTexts(namespace: Namespace) {
  const { t, i18n } = useTranslation([namespace, 'common', 'errors'], { nsMode: 'fallback' });
  const language = isLanguage(i18n.language) ? i18n.language : 'sv';
  return { t, language, inLanguage: (text: Localised) => text[language] };
}

/** The same in a language of its own, as for what a customer takes along; in the page's own until its texts are there. */
export function useTextsIn(wanted: Language, namespace: Namespace) {
  const { i18n } = useTranslation();
  const [isThere, setThere] = useState(() => i18n.hasResourceBundle(wanted, namespace));
  useEffect(
    () =>
      void loadIn(wanted).then(
        () => setThere(true),
        () => setThere(false),
      ),
    [wanted],
  );
  const language = isThere ? wanted : languageOn();
  return { t: i18n.getFixedT(language, [namespace, 'common', 'errors']), language, inLanguage: (text: Localised) => text[language] };
}

const languageOn = (): Language => (isLanguage(i18next.language) ? i18next.language : 'sv');

/** The language that was chosen and cannot be loaded so far. */
export const languageTrouble = createStore<{ readonly language: Language | null }>(() => ({ language: null }));

const patienceMs = 4_000;
const firstPauseMs = 2_000;
const longestPauseMs = 30_000;
let change = 0;

/** The language stays as it is until the new one's texts are there; tried again until they are, or until another is chosen. */
async function changeTo(language: Language): Promise<void> {
  change += 1;
  const mine = change;
  for (let pauseMs = firstPauseMs; ; pauseMs = Math.min(2 * pauseMs, longestPauseMs)) {
    try {
      await Promise.race([loadIn(language), fail(patienceMs)]);
      if (mine !== change) return;
      languageTrouble.setState({ language: null });
      await i18next.changeLanguage(language);
      return;
    } catch {
      if (mine !== change) return;
      languageTrouble.setState({ language });
      await pauseOrOnline(pauseMs);
      if (mine !== change) return;
    }
  }
}

const fail = (afterMs: number) => new Promise<never>((_, reject) => setTimeout(() => reject(new Error('too slow')), afterMs));
const pauseOrOnline = (ms: number) =>
  new Promise<void>((resolve) => {
    setTimeout(resolve, ms);
    window.addEventListener('online', () => resolve(), { once: true });
  });

export const changeLanguage = (language: Language): void => void changeTo(language);

/** Each language in its own name. */
export const languageNames: Record<Language, string> = { sv: 'Svenska', fi: 'Suomi', en: 'English' };

/** The language of a call and those that its customer accepts besides, the wanted one first. */
export const languagesOf = ({ language, otherLanguages }: { readonly language: Language; readonly otherLanguages: readonly Language[] }): string =>
  [language, ...otherLanguages].map((one) => languageNames[one]).join(', ');
