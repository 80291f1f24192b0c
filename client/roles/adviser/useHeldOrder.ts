import { type FocusEvent, useState } from 'react';
import { holdPlaces } from './terminals.ts';

/** The order in which things are shown: the one under the pointer, and the one that holds the focus, keeps its place until it is left. */
export function useHeldOrder(sorted: readonly string[]) {
  const [shown, setShown] = useState(sorted);
  const [pointed, setPointed] = useState<string | null>(null);
  const [focused, setFocused] = useState<string | null>(null);
  const order = holdPlaces(sorted, shown, new Set([pointed, focused].filter((id) => id !== null)));
  if (order.join() !== shown.join()) setShown(order);
  const hold = (id: string) => ({
    onPointerEnter: () => setPointed(id),
    onPointerLeave: () => setPointed(null),
    onFocus: () => setFocused(id),
    onBlur: ({ currentTarget, relatedTarget }: FocusEvent) => {
      if (!currentTarget.contains(relatedTarget)) setFocused(null);
    },
  });
  return { order, hold };
}
