import i18next from 'i18next';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import {
  type Language,
  type TextLanguage,
  isSimple,
  isTextLanguage,
  shippedLanguages,
  shippedVariants,
  simpleOf,
  spokenOf,
  staffLanguages,
} from '#shared/language.ts';
import { pseudoLanguage } from './files.ts';
import { installed } from './installation.ts';
import { hasTexts, loadIn, ready } from './loading.ts';
import { languageName } from './names.ts';
import { isGallery, isTerminal, storageKeys } from './page.ts';

/** What has been chosen on this page, also before it was loaded again. */
export function chosenLanguage(): TextLanguage | null {
  const stored = sessionStorage.getItem(storageKeys.chosen);
  return isTextLanguage(stored) && hasTexts(stored) ? stored : null;
}

/**
 * A terminal begins in its point's language as last known: its own machine's settings are nobody's choice. Staff begin in what they chose
 * last on this machine, else in their browser's language.
 */
export function firstLanguage(): TextLanguage {
  if (isTerminal()) {
    const point = localStorage.getItem(storageKeys.point);
    return chosenLanguage() ?? (isTextLanguage(point) && hasTexts(point) ? point : staffLanguages[0]);
  }
  const own = [localStorage.getItem(storageKeys.staff), ...navigator.languages.map((tag) => tag.slice(0, 2))];
  return chosenLanguage() ?? own.find((one) => staffLanguages.some((language) => language === one)) ?? staffLanguages[0];
}

/** The language that was chosen and cannot be loaded so far. */
export const languageTrouble = createStore<{ readonly language: TextLanguage | null }>(() => ({ language: null }));

const patienceMs = 4_000;
const firstPauseMs = 2_000;
const longestPauseMs = 30_000;
let change = 0;

/** The language stays as it is until the new one's texts are there; tried again until they are, or until another is chosen. */
async function changeTo(language: TextLanguage): Promise<void> {
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

/** The person's own choice. On a terminal it lasts for the visit, for staff it stays on this machine. A language without texts changes nothing. */
export function changeLanguage(language: TextLanguage): void {
  if (!hasTexts(language)) return;
  sessionStorage.setItem(storageKeys.chosen, language);
  if (!isTerminal()) localStorage.setItem(storageKeys.staff, language);
  void changeTo(language);
}

/** Sets the point's language for the next customer and forgets the last customer's choice. */
export function speakPointLanguage(language: Language): void {
  localStorage.setItem(storageKeys.point, language);
  sessionStorage.removeItem(storageKeys.chosen);
  void changeTo(hasTexts(language) ? language : staffLanguages[0]);
}

/** Loads what is offered on a terminal, one language after the other, so that later the switch needs no network. */
export async function loadOffered(): Promise<void> {
  for (let pauseMs = firstPauseMs; ; pauseMs = Math.min(2 * pauseMs, longestPauseMs)) {
    let isComplete = true;
    for (const language of installed.getState().terminal) {
      await loadIn(language).catch((error: unknown) => {
        isComplete = false;
        console.warn('the texts of a language are not loaded yet', language, error);
      });
    }
    if (isComplete) return;
    await pauseOrOnline(pauseMs);
  }
}

const everything: readonly TextLanguage[] = [...shippedLanguages, ...shippedVariants, ...(pseudoLanguage === null ? [] : [pseudoLanguage])];

function offeredOf(terminal: readonly TextLanguage[]): readonly TextLanguage[] {
  if (isTerminal()) {
    const point = localStorage.getItem(storageKeys.point);
    // A customer always finds back to the language in which the terminal began.
    return isTextLanguage(point) && hasTexts(point) && !terminal.includes(point) ? [point, ...terminal] : terminal;
  }
  return isGallery() ? everything : staffLanguages;
}

export type OfferedLanguage = {
  readonly id: Language;
  /** The language in its own name. */
  readonly name: string;
  readonly isOn: boolean;
  /** Whether its texts are on the machine, so that it can be switched to without the network. */
  readonly isReady: boolean;
};

/** The languages that the page offers, and how to choose among them. */
export function useLanguages() {
  const { i18n } = useTranslation();
  const offered = offeredOf(useStore(installed, ({ terminal }) => terminal));
  const loaded = useStore(ready, ({ languages }) => languages);
  const on = isTextLanguage(i18n.language) ? i18n.language : staffLanguages[0];
  const current = spokenOf(on);
  const languages = offered
    .filter((one) => !isSimple(one))
    .map((id): OfferedLanguage => ({ id, name: languageName(id), isOn: id === current, isReady: loaded.includes(id) }));
  const hasSimple = (language: Language): boolean => offered.includes(simpleOf(language));
  return {
    languages,
    current,
    isSimple: isSimple(on),
    /** The name of the current language's simple variant; null where none is offered. */
    simpleName: hasSimple(current) ? languageName(simpleOf(current)) : null,
    /** Who reads simple language goes on in it, where the chosen language has it too. */
    choose: (language: Language): void => changeLanguage(isSimple(on) && hasSimple(language) ? simpleOf(language) : language),
    chooseSimple: (isOn: boolean): void => changeLanguage(isOn && hasSimple(current) ? simpleOf(current) : current),
  };
}

/** The languages in which a call can be asked for: those that are spoken at the terminals, and staff's own. */
export function useSpokenLanguages(): readonly Language[] {
  const terminal = useStore(installed, (state) => state.terminal);
  return [...new Set([...terminal.map(spokenOf), ...staffLanguages])];
}
