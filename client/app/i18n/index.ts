import i18next from 'i18next';
import { useEffect, useState } from 'react';
import { initReactI18next, useTranslation } from 'react-i18next';
import { type Localised, type TextLanguage, isTextLanguage, spokenOf, staffLanguages, textIn } from '#shared/language.ts';
import type { Namespace } from '#shared/texts/namespaces.ts';
import { builtInTexts } from './files.ts';
import { knowInstallation, recallInstallation } from './installation.ts';
import { fallbacksOf, hasTexts, isLoaded, languageOn, loadIn } from './loading.ts';
import { firstLanguage, loadOffered } from './switching.ts';
import { isTerminal } from './page.ts';

export { loadTexts } from './loading.ts';
export { languageName, languagesOf } from './names.ts';
export { changeLanguage, chosenLanguage, languageTrouble, speakPointLanguage, useLanguages, useSpokenLanguages } from './switching.ts';

/** Begins with the built-in texts; all others are loaded by `loadTexts`. */
export function startTranslation(): void {
  recallInstallation();
  i18next.on('languageChanged', (language) => {
    document.documentElement.lang = language;
    document.documentElement.dir = i18next.dir(language);
  });
  void i18next.use(initReactI18next).init({
    lng: firstLanguage(),
    fallbackLng: (language: string) => (isTextLanguage(language) ? fallbacksOf(language) : []),
    ns: ['builtIn'],
    defaultNS: 'common',
    resources: Object.fromEntries(builtInTexts.map(([language, texts]) => [language, { builtIn: texts }])),
    initAsync: false,
    interpolation: { escapeValue: false },
  });
  void knowInstallation();
}

let areOthersAsked = false;

/** On a terminal, once the first screen is there: what else it offers. It waits until the page is idle. */
export function loadOtherLanguages(): void {
  if (areOthersAsked || !isTerminal()) return;
  areOthersAsked = true;
  requestIdleCallback(() => void loadOffered(), { timeout: 5_000 });
}

function textsIn(language: TextLanguage) {
  const wanted = [language, ...fallbacksOf(language)];
  return {
    /** The language that is spoken with who reads this: what routing, dates and numbers go by. */
    language: spokenOf(language),
    inLanguage: (texts: Localised): string => textIn(texts, wanted).text,
    /** Which language that text is in, for the `lang` of what shows it. */
    languageIn: (texts: Localised): TextLanguage => textIn(texts, wanted).language,
  };
}

/** The texts of a namespace, with `common` and `errors` behind it, and the language that is on. */
export function useTexts(namespace: Namespace) {
  const { t, i18n } = useTranslation([namespace, 'common', 'errors'], { nsMode: 'fallback' });
  return { t, ...textsIn(isTextLanguage(i18n.language) ? i18n.language : staffLanguages[0]) };
}

/** The same in a language of its own, as for what a customer takes along; in the page's own until its texts are there. */
export function useTextsIn(wanted: TextLanguage, namespace: Namespace) {
  const { i18n } = useTranslation();
  const [isThere, setThere] = useState(() => isLoaded(wanted));
  useEffect(
    () =>
      void loadIn(wanted).then(
        () => setThere(true),
        () => setThere(false),
      ),
    [wanted],
  );
  const language = isThere && hasTexts(wanted) ? wanted : languageOn();
  return { t: i18n.getFixedT(language, [namespace, 'common', 'errors']), ...textsIn(language) };
}
