import type { ExpertView } from '#shared/contract/views/index.ts';

export type Shortcut = { readonly key: string; readonly text: 'accept' | 'hold' | 'end' };

/** All with Alt. The list under "?" is made from this one. */
export const shortcuts: readonly Shortcut[] = [
  { key: 'KeyA', text: 'accept' },
  { key: 'KeyH', text: 'hold' },
  { key: 'KeyE', text: 'end' },
];

/** How a key was pressed; `isAltGraph` and `isInTextField` are not on the event itself. */
export type KeyPress = Pick<KeyboardEvent, 'altKey' | 'ctrlKey' | 'metaKey' | 'shiftKey' | 'repeat'> & {
  readonly isAltGraph: boolean;
  readonly isInTextField: boolean;
};

/** Whether a key may be a shortcut: Alt alone, pressed once, and not where somebody writes, since Alt writes letters on a Mac and AltGr does everywhere. */
export const isShortcut = ({ altKey, ctrlKey, metaKey, shiftKey, repeat, isAltGraph, isInTextField }: KeyPress): boolean =>
  altKey && !ctrlKey && !metaKey && !shiftKey && !isAltGraph && !repeat && !isInTextField;

/** What a shortcut does now; null where it does nothing. */
export function actionOf(key: string, { offer, call }: Pick<ExpertView, 'offer' | 'call'>): 'accept' | 'hold' | 'resume' | 'end' | null {
  if (key === 'KeyA') return offer === null ? null : 'accept';
  if (call === null) return null;
  if (key === 'KeyH') return call.state === 'active' ? 'hold' : call.state === 'onHold' ? 'resume' : null;
  return key === 'KeyE' ? 'end' : null;
}
