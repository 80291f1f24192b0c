import { useEffect } from 'react';
import type { ExpertView } from '#shared/contract/views/index.ts';
import type { Act } from './props.ts';
import { actionOf, isShortcut } from './shortcuts.ts';

/** Where letters are written, or find an entry of a list. */
const textFields =
  'textarea, select, input:not([type=radio], [type=checkbox], [type=range]), [contenteditable]:not([contenteditable=false]), [role=textbox], [role=combobox], [role=listbox]';
const isInTextField = ({ target }: KeyboardEvent): boolean => target instanceof Element && target.closest(textFields) !== null;

/** Does what the expert's shortcuts say; one that would end the call only asks, by `onEnd`. */
export function useShortcuts(view: ExpertView, act: Act, onEnd: () => void): void {
  useEffect(() => {
    const pressed = (event: KeyboardEvent): void => {
      const { altKey, ctrlKey, metaKey, shiftKey, repeat } = event;
      const press = { altKey, ctrlKey, metaKey, shiftKey, repeat, isAltGraph: event.getModifierState('AltGraph'), isInTextField: isInTextField(event) };
      if (!isShortcut(press)) return;
      const action = actionOf(event.code, view);
      if (action === null) return;
      event.preventDefault();
      const { offer, call } = view;
      if (action === 'accept' && offer !== null) void act('offer:accept', { callId: offer.callId, offerNumber: offer.offerNumber });
      else if (action === 'end') onEnd();
      else if (action !== 'accept' && call !== null) void act(`call:${action}`, { callId: call.callId });
    };
    window.addEventListener('keydown', pressed);
    return () => window.removeEventListener('keydown', pressed);
  }, [view, act, onEnd]);
}
