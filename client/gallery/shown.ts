import { createContext } from 'react';
import { type Contrast, type Mode, type TextSize, type Theme, appearance, contrasts, sizes, themes } from '#client/ui/appearance.ts';
import { type TextLanguage, isTextLanguage } from '#shared/language.ts';

/** What the address asks for: `?stage=…` draws one stage alone, as a page of its own; the rest is the page's form. */
export type Asked = {
  readonly stage: string | null;
  readonly language: TextLanguage | null;
  readonly theme: Theme | null;
  readonly contrast: Contrast | null;
  readonly size: TextSize | null;
};

const one = <T extends string>(of: readonly T[], value: string | null): T | null => of.find((each) => each === value) ?? null;

export function askedBy(search: string): Asked {
  const query = new URLSearchParams(search);
  const language = query.get('language');
  return {
    stage: query.get('stage'),
    language: isTextLanguage(language) ? language : null,
    theme: one(themes, query.get('theme')),
    contrast: one(contrasts, query.get('contrast')),
    size: one(sizes, query.get('size')),
  };
}

/** Draws the page in that mode, and in the forms that the address asks for. */
export function takeForm(mode: Mode, { theme, contrast, size }: Asked): void {
  const { choices } = appearance.getState();
  appearance.setState({ mode, choices: { theme: theme ?? choices.theme, contrast: contrast ?? choices.contrast, size: size ?? choices.size } });
}

/** The stage that is drawn alone, or null where all of a section are drawn, and the section's mode. */
export const Shown = createContext<{ readonly section: string; readonly only: string | null; readonly mode: Mode }>({
  section: '',
  only: null,
  mode: 'desk',
});
