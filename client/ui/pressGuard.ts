import { type RefObject, useLayoutEffect } from 'react';

/** Longer than there is between the two taps of a double tap, in milliseconds. */
const guardMs = 400;

// Dialogs guard themselves by their style: Dialog.module.css.
document.documentElement.style.setProperty('--press-guard', `${guardMs}ms`);

const guard = (element: HTMLElement): Animation => element.animate({ pointerEvents: ['none', 'none'] }, guardMs);

/**
 * For a moment after `shown` has changed, nothing in `ref` takes a press by finger, pen or mouse: it was meant for what stood there before.
 * Keys and the clicks of aids are taken at once, since they name the control that they are for.
 */
export function usePressGuard(ref: RefObject<HTMLElement | null>, shown: string): void {
  useLayoutEffect(() => {
    const running = ref.current === null ? null : guard(ref.current);
    return () => running?.cancel();
  }, [ref, shown]);
}

/** Guards the page in the same way when a dialog or a list in front of it closes. */
export function guardBehindDialogs(root: HTMLElement): void {
  const onChange = (): void => {
    if (!root.inert && root.ariaHidden !== 'true') guard(root);
  };
  new MutationObserver(onChange).observe(root, { attributeFilter: ['inert', 'aria-hidden'] });
}
