import { createStore } from 'zustand/vanilla';

export const modes = ['terminal', 'desk', 'wall'] as const;
export const themes = ['light', 'dark'] as const;
export const contrasts = ['normal', 'more'] as const;
export const sizes = ['normal', 'large', 'larger'] as const;
export type Mode = (typeof modes)[number];
export type Theme = (typeof themes)[number];
export type Contrast = (typeof contrasts)[number];
export type TextSize = (typeof sizes)[number];

/** What a person has chosen; null leaves it to the system's own settings. */
export type Choices = { readonly theme: Theme | null; readonly contrast: Contrast | null; readonly size: TextSize };
export const unchosen: Choices = { theme: null, contrast: null, size: 'normal' };

const storageKey = 'appearance';
const asks = (query: string): boolean => window.matchMedia(query).matches;

function stored(): Choices {
  try {
    const value: unknown = JSON.parse(localStorage.getItem(storageKey) ?? 'null');
    if (typeof value !== 'object' || value === null) return unchosen;
    const held: Readonly<Record<string, unknown>> = { ...value };
    return {
      theme: themes.find((one) => one === held['theme']) ?? null,
      contrast: contrasts.find((one) => one === held['contrast']) ?? null,
      size: sizes.find((one) => one === held['size']) ?? 'normal',
    };
  } catch {
    // What cannot be read was never a choice.
    return unchosen;
  }
}

/** The page's mode and the person's choices. */
export const appearance = createStore<{ readonly mode: Mode; readonly choices: Choices }>(() => ({ mode: 'desk', choices: unchosen }));

function draw(): void {
  const { mode, choices } = appearance.getState();
  const { dataset } = document.documentElement;
  dataset['mode'] = mode;
  dataset['size'] = choices.size;
  // A terminal stands in a bright room and has one theme; its own system's settings are nobody's choice.
  const isDark = mode === 'wall' || (mode === 'desk' && (choices.theme ?? (asks('(prefers-color-scheme: dark)') ? 'dark' : 'light')) === 'dark');
  dataset['theme'] = isDark ? 'dark' : 'light';
  dataset['contrast'] = choices.contrast ?? (asks('(prefers-contrast: more)') ? 'more' : 'normal');
}

/** The mode of the page at that path. */
export function modeOf(path: string): Mode {
  if (path.startsWith('/terminal')) return 'terminal';
  return path.startsWith('/supervisor/wall') ? 'wall' : 'desk';
}

/** Draws the page for its mode from now on, also when the system's settings change. Called once, before the first paint. */
export function startAppearance(mode: Mode): void {
  // At a terminal a choice lasts for the visit; staff keep theirs on this machine.
  appearance.setState({ mode, choices: mode === 'terminal' ? unchosen : stored() });
  appearance.subscribe(draw);
  for (const query of ['(prefers-color-scheme: dark)', '(prefers-contrast: more)']) window.matchMedia(query).addEventListener('change', draw);
  draw();
}

/** Changes some of the choices; staff's are kept on this machine. */
export function chooseAppearance(changed: Partial<Choices>): void {
  const { mode, choices } = appearance.getState();
  const next = { ...choices, ...changed };
  appearance.setState({ choices: next });
  if (mode !== 'terminal') localStorage.setItem(storageKey, JSON.stringify(next));
}

/** What the last customer chose at a terminal is gone. */
export const forgetAppearance = (): void => appearance.setState({ choices: unchosen });
