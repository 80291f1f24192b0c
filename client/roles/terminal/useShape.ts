import { useSyncExternalStore } from 'react';
import { useStore } from 'zustand';
import { appearance } from '#client/ui/appearance.ts';

export type Shape = 'kiosk' | 'landscape' | 'small';

/** As the style sheets have them. */
const wide = '(min-width: 60em)';
const landscape = '(orientation: landscape)';

const shapeNow = (): Shape => {
  if (!window.matchMedia(wide).matches) return 'small';
  return window.matchMedia(landscape).matches ? 'landscape' : 'kiosk';
};

function subscribe(changed: () => void): () => void {
  const queries = [wide, landscape].map((query) => window.matchMedia(query));
  for (const query of queries) query.addEventListener('change', changed);
  return () => {
    for (const query of queries) query.removeEventListener('change', changed);
  };
}

/** What the terminal's screen is like. */
export const useShape = (): Shape => useSyncExternalStore(subscribe, shapeNow);

/** How many tiles stand on a screen at once, in the plain text size and in a larger one. On a small screen one scrolls, so all do. */
const atOnce = {
  agencies: { kiosk: [10, 8], landscape: [8, 5], small: [Infinity, Infinity] },
  services: { kiosk: [8, 6], landscape: [6, 4], small: [Infinity, Infinity] },
} as const satisfies Record<string, Readonly<Record<Shape, readonly [normal: number, enlarged: number]>>>;

/** How many of them fit without scrolling. */
export function useTilesAtOnce(kind: keyof typeof atOnce): number {
  const isEnlarged = useStore(appearance, ({ choices }) => choices.size !== 'normal');
  return atOnce[kind][useShape()][isEnlarged ? 1 : 0];
}
