import { createStore } from 'zustand/vanilla';
import { type InstalledLanguages, installedLanguagesSchema } from '#shared/contract/http.ts';
import { type TextLanguage, shippedLanguages, shippedVariants } from '#shared/language.ts';
import type { Namespace } from '#shared/texts/namespaces.ts';
import { http } from '#client/app/api/http.ts';

const storageKey = 'languages';

/** Which languages the installation offers at its terminals, and which texts it has of its own. */
export const installed = createStore<InstalledLanguages>(() => ({ terminal: [...shippedLanguages, ...shippedVariants], own: [] }));

/** Begins with what was last heard, so that the machine starts without the network as it ended. */
export function recallInstallation(): void {
  const stored = localStorage.getItem(storageKey);
  if (stored === null) return;
  try {
    installed.setState(installedLanguagesSchema.parse(JSON.parse(stored)));
  } catch {
    // Kept by another version of the page: the server is asked in any case.
    localStorage.removeItem(storageKey);
  }
}

const patienceMs = 2_000;
let asked: Promise<void> | null = null;

async function ask(): Promise<void> {
  try {
    const found = await http.languages(AbortSignal.timeout(patienceMs));
    localStorage.setItem(storageKey, JSON.stringify(found));
    installed.setState(found);
  } catch (error) {
    // The page goes on with what it knows, and asks again when it loads texts next.
    asked = null;
    console.warn('the languages of the installation cannot be read now', error);
  }
}

/** Asks the server once; resolves also where it does not answer. */
export const knowInstallation = (): Promise<void> => (asked ??= ask());

export const ownOf = (language: TextLanguage) => installed.getState().own.find((one) => one.language === language);
export const hasOwn = (language: TextLanguage, namespace: Namespace): boolean => ownOf(language)?.namespaces.includes(namespace) ?? false;
