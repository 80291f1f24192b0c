import i18next from 'i18next';
import { createStore } from 'zustand/vanilla';
import { type TextLanguage, isSimple, isTextLanguage, spokenOf, staffLanguages } from '#shared/language.ts';
import type { Namespace } from '#shared/texts/namespaces.ts';
import { http } from '#client/app/api/http.ts';
import { loadPart } from '#client/app/loadPart.ts';
import { isShipped, pseudoLanguage, shippedFile } from './files.ts';
import { hasOwn, knowInstallation, ownOf } from './installation.ts';
import { isTerminal, storageKeys } from './page.ts';

/** What the page shows texts of; a language is on only with all of them. */
const shown = new Set<Namespace>(['builtIn', 'common', 'errors']);

export const languageOn = (): TextLanguage => (isTextLanguage(i18next.language) ? i18next.language : staffLanguages[0]);

/** Whether anybody has written texts in the language. */
export const hasTexts = (language: TextLanguage): boolean => isShipped(language) || ownOf(language) !== undefined;

const isComplete = (language: TextLanguage): boolean => (staffLanguages as readonly string[]).includes(language) || language === pseudoLanguage;

/** The language whose texts stand in for missing ones: on a terminal the point's, elsewhere the page's. */
function standIn(): TextLanguage {
  const stored = isTerminal() ? localStorage.getItem(storageKeys.point) : languageOn();
  return isTextLanguage(stored) && isComplete(stored) ? stored : staffLanguages[0];
}

/** Where a text is looked for that the language lacks: in the language that a simple variant is of, in the point's, in Swedish. */
export function fallbacksOf(language: TextLanguage): TextLanguage[] {
  if (isComplete(language)) return [];
  const base = isSimple(language) ? [spokenOf(language)] : [];
  return [...new Set([...base, standIn(), staffLanguages[0]])].filter((one) => one !== language);
}

const loaded = new Set<string>();
const keyOf = (language: TextLanguage, namespace: Namespace): string => `${language}/${namespace}${hasOwn(language, namespace) ? '/own' : ''}`;

/** The product's texts and the installation's own over them. */
async function loadFile(language: TextLanguage, namespace: Namespace): Promise<void> {
  const [key, file] = [keyOf(language, namespace), shippedFile(language, namespace)];
  const [shipped, own] = await Promise.all([file === undefined ? null : loadPart(file), hasOwn(language, namespace) ? http.texts(language, namespace) : null]);
  for (const texts of [shipped?.default, own]) if (texts) i18next.addResourceBundle(language, namespace, texts, true, true);
  loaded.add(key);
}

const missingIn = (language: TextLanguage): (readonly [TextLanguage, Namespace])[] =>
  [language, ...fallbacksOf(language)].flatMap((one) =>
    [...shown].filter((namespace) => !loaded.has(keyOf(one, namespace))).map((namespace) => [one, namespace] as const),
  );

/** Whether everything is there that the page shows in the language. */
export const isLoaded = (language: TextLanguage): boolean => missingIn(language).length === 0;

/** Loads what the page shows, in the language and in those that stand in for it. */
export async function loadIn(language: TextLanguage): Promise<void> {
  await knowInstallation();
  // A part of the page that came meanwhile may have brought texts of its own.
  for (let missing = missingIn(language); missing.length > 0; missing = missingIn(language)) await Promise.all(missing.map((one) => loadFile(...one)));
  if (!ready.getState().languages.includes(language)) ready.setState(({ languages }) => ({ languages: [...languages, language] }));
}

/** The languages that can be switched to without the network. */
export const ready = createStore<{ readonly languages: readonly TextLanguage[] }>(() => ({ languages: [] }));

/** Loads the texts that a part of the page shows, before it is shown; rejects when they cannot be had. */
export async function loadTexts(...wanted: readonly Namespace[]): Promise<void> {
  for (const namespace of wanted) shown.add(namespace);
  await loadIn(languageOn());
}
