import { type RefObject, useEffect, useState } from 'react';

/**
 * Whether what an offer covers is passed over by keys, so that the focus never stands behind it (WCAG 2.4.11) and Tab leads to the offer. Who is in
 * the midst of something there keeps the focus until they go on: an offer takes it from nobody.
 */
export function useCovered(covered: RefObject<HTMLElement | null>, isOffered: boolean): boolean {
  const [isPassedOver, setPassedOver] = useState(false);
  useEffect(() => {
    const element = covered.current;
    if (!isOffered || element === null) return undefined;
    const look = ({ relatedTarget }: { readonly relatedTarget: unknown }): void => {
      if (!(relatedTarget instanceof Node && element.contains(relatedTarget))) setPassedOver(true);
    };
    look({ relatedTarget: document.activeElement });
    element.addEventListener('focusout', look);
    return () => {
      element.removeEventListener('focusout', look);
      setPassedOver(false);
    };
  }, [covered, isOffered]);
  return isPassedOver;
}
