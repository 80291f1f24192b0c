import { useEffect, useRef } from 'react';
import { type OutcomeCode, outcomeCodes } from '#shared/call/lifecycle.ts';
import { bareKeys } from '#client/app/state/bareKeys.ts';
import { keyPressOf } from './keyPress.ts';
import { isBareKey, isShortcut } from './shortcuts.ts';

/** Which outcome a digit chooses. */
const outcomeOf = (code: string): OutcomeCode | null => {
  const digit = /^(?:Digit|Numpad)([1-9])$/.exec(code)?.[1];
  return digit === undefined ? null : (outcomeCodes[Number(digit) - 1] ?? null);
};

/** The wrap-up's keys: a digit for each outcome, and one to be ready; none while somebody writes or a dialog is open. */
export function useWrapUpKeys(onOutcome: (code: OutcomeCode) => void, onFinish: () => void): void {
  const now = useRef({ onOutcome, onFinish });
  useEffect(() => {
    now.current = { onOutcome, onFinish };
  });
  useEffect(() => {
    const pressed = (event: KeyboardEvent): void => {
      const press = keyPressOf(event);
      if (event.target instanceof Element && event.target.closest('[role=dialog], [role=alertdialog]') !== null) return;
      const outcome = bareKeys.getState().areOn && isBareKey(press) ? outcomeOf(event.code) : null;
      if (outcome !== null) now.current.onOutcome(outcome);
      else if (event.code !== 'KeyR' || !isShortcut(press)) return;
      else now.current.onFinish();
      event.preventDefault();
    };
    window.addEventListener('keydown', pressed);
    return () => window.removeEventListener('keydown', pressed);
  }, []);
}
