import type { KeyPress } from './shortcuts.ts';

/** Where letters are written, or find an entry of a list. */
const textFields =
  'textarea, select, input:not([type=radio], [type=checkbox], [type=range]), [contenteditable]:not([contenteditable=false]), [role=textbox], [role=combobox], [role=listbox], [role=menu]';

/** A key event as the rules of the shortcuts see it. */
export function keyPressOf(event: KeyboardEvent): KeyPress {
  const { altKey, ctrlKey, metaKey, shiftKey, repeat, target } = event;
  const isInTextField = target instanceof Element && target.closest(textFields) !== null;
  return { altKey, ctrlKey, metaKey, shiftKey, repeat, isAltGraph: event.getModifierState('AltGraph'), isInTextField };
}

/** Whether the focus is in no field, button or dialog. */
export const isFocusNowhere = (): boolean => document.activeElement === null || document.activeElement === document.body;
