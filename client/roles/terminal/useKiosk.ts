import { useEffect } from 'react';

/** A machine that is touched and is no telephone. */
const isKiosk = (): boolean => window.matchMedia('(pointer: coarse) and (min-width: 600px)').matches;

/**
 * Has a kiosk behave like one: the page fills the screen from the first touch, where the browser was not already started so, and a finger that rests
 * on it opens no menu of the browser's.
 */
export function useKiosk(): void {
  useEffect(() => {
    if (!isKiosk()) return;
    const fill = (): void => {
      if (document.fullscreenElement !== null || !document.fullscreenEnabled || window.matchMedia('(display-mode: fullscreen)').matches) return;
      document.documentElement.requestFullscreen({ navigationUI: 'hide' }).catch((error: unknown) => console.info('the page does not fill the screen', error));
    };
    const refuse = (event: Event): void => event.preventDefault();
    window.addEventListener('pointerup', fill);
    window.addEventListener('contextmenu', refuse);
    window.addEventListener('dragstart', refuse);
    return () => {
      window.removeEventListener('pointerup', fill);
      window.removeEventListener('contextmenu', refuse);
      window.removeEventListener('dragstart', refuse);
    };
  }, []);
}
