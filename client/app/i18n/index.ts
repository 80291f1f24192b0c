import i18next from 'i18next';
import { useEffect, useState } from 'react';
import { initReactI18next, useTranslation } from 'react-i18next';
import { createStore } from 'zustand/vanilla';
import { type Language, type Localised, languages } from '#shared/language.ts';
import { type Namespace, textFileOf } from '#shared/texts/namespaces.ts';
import { loadPart } from '#client/app/loadPart.ts';

type Texts = { readonly default: Record<string, unknown> };
type Load = () => Promise<Texts>;
const files = byLanguage<Load>({
  ...import.meta.glob<Texts>([
    '../../roles/*/texts/*.json',
    '!../../roles/stage/texts/*.json',
    '../../../shared/*/texts/*.json',
    '../../../shared/texts/{common,errors}/*.json',
  ]),
  // As the stage itself, not in a build for production.
  ...(import.meta.env.MODE === 'production' ? {} : import.meta.glob<Texts>('../../roles/stage/texts/*.json')),
});
/** What is said when other texts cannot be loaded; part of the page in every language. */
const builtIn = byLanguage<Texts>(import.meta.glob<Texts>('../../../shared/texts/builtIn/*.json', { eager: true }));
/** In the tab's own storage: what was chosen here. In the machine's: what pages of the kind begin with. */
const storageKeys = { chosen: 'language', point: 'pointLanguage', staff: 'staffLanguage' } as const;

/** Each file of texts by its language and namespace, `sv/common`. */
function byLanguage<T>(found: Readonly<Record<string, T>>): ReadonlyMap<string, T> {
  return new Map(
    Object.entries(found).flatMap(([path, file]) => {
      const of = textFileOf(path);
      return of === null ? [] : [[`${of.language}/${of.namespace}`, file] as const];
    }),
  );
}

const isLanguage = (value: unknown): value is Language => languages.includes(value as Language);
const isTerminal = (): boolean => window.location.pathname.startsWith('/terminal');

/** What has been chosen on this page, also before it was loaded again. */
export function chosenLanguage(): Language | null {
  const stored = sessionStorage.getItem(storageKeys.chosen);
  return isLanguage(stored) ? stored : null;
}

/**
 * A terminal begins in its point's language as last known: its own machine's settings are nobody's choice. Staff begin in what they chose
 * last on this machine, else in their browser's language.
 */
function firstLanguage(): Language {
  const own = isTerminal()
    ? [localStorage.getItem(storageKeys.point)]
    : [localStorage.getItem(storageKeys.staff), ...navigator.languages.map((tag) => tag.slice(0, 2))];
  return chosenLanguage() ?? own.find(isLanguage) ?? 'sv';
}

/** Begins with the built-in texts; all others are loaded by `loadTexts`. */
export function startTranslation(): void {
  i18next.on('languageChanged', (language) => {
    document.documentElement.lang = language;
    document.documentElement.dir = i18next.dir(language);
  });
  void i18next.use(initReactI18next).init({
    lng: firstLanguage(),
    fallbackLng: false,
    supportedLngs: [...languages],
    ns: ['builtIn'],
    defaultNS: 'common',
    resources: Object.fromEntries(languages.map((language) => [language, { builtIn: builtIn.get(`${language}/builtIn`)?.default ?? {} }])),
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
      const file = files.get(`${language}/${namespace}`);
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

/** The person's own choice. On a terminal it lasts for the visit, for staff it stays on this machine. */
export function changeLanguage(language: Language): void {
  sessionStorage.setItem(storageKeys.chosen, language);
  if (!isTerminal()) localStorage.setItem(storageKeys.staff, language);
  void changeTo(language);
}

/** Sets the point's language for the next customer and forgets the last customer's choice. */
export function speakPointLanguage(language: Language): void {
  localStorage.setItem(storageKeys.point, language);
  sessionStorage.removeItem(storageKeys.chosen);
  void changeTo(language);
}

/** Each language in its own name. */
export const languageNames: Record<Language, string> = { sv: 'Svenska', fi: 'Suomi', en: 'English' };

/** The language of a call and those that its customer accepts besides, the wanted one first. */
export const languagesOf = ({ language, otherLanguages }: { readonly language: Language; readonly otherLanguages: readonly Language[] }): string =>
  [language, ...otherLanguages].map((one) => languageNames[one]).join(', ');
