import { useEffect, useState } from 'react';

export type WrittenField = HTMLInputElement | HTMLTextAreaElement;

/** Below this the machine is a telephone, which has keys of its own. */
const leastWidth = 600;
const written = ['text', 'search', 'password', 'tel', 'email', 'url'];

/** The field that is being written in; null where nothing is, or where the field has its own keys beside it. */
function fieldNow(): WrittenField | null {
  const active = document.activeElement;
  if (window.innerWidth < leastWidth || active === null || active.closest('[data-own-keys]') !== null) return null;
  if (active instanceof HTMLTextAreaElement) return active;
  return active instanceof HTMLInputElement && written.includes(active.type) ? active : null;
}

/**
 * Follows which field wants the terminal's keys. Whoever writes on a keyboard needs none, until they touch a field. The keys go when a press is
 * over and not when it begins: nothing moves away under a finger.
 */
export function useWrittenField(): { readonly field: WrittenField | null; readonly close: () => void } {
  const [field, setField] = useState<WrittenField | null>(null);
  useEffect(() => {
    let hasKeyboard = false;
    const look = (): void => setField(hasKeyboard ? null : fieldNow());
    const lookAfterwards = (): void => void setTimeout(look, 0);
    const onFocus = (): void => {
      if (fieldNow() !== null) look();
    };
    const onPointer = (): void => {
      hasKeyboard = false;
    };
    const onKey = ({ isTrusted }: KeyboardEvent): void => {
      if (!isTrusted) return;
      hasKeyboard = true;
      look();
    };
    look();
    window.addEventListener('focusin', onFocus);
    window.addEventListener('pointerdown', onPointer, { capture: true });
    window.addEventListener('pointerup', lookAfterwards, { capture: true });
    window.addEventListener('keydown', onKey, { capture: true });
    window.addEventListener('resize', look);
    return () => {
      window.removeEventListener('focusin', onFocus);
      window.removeEventListener('pointerdown', onPointer, { capture: true });
      window.removeEventListener('pointerup', lookAfterwards, { capture: true });
      window.removeEventListener('keydown', onKey, { capture: true });
      window.removeEventListener('resize', look);
    };
  }, []);
  return { field, close: () => setField(null) };
}
