import { useEffect } from 'react';
import type { ExpertView } from '#shared/contract/views/index.ts';
import type { Act } from './ExpertPage.tsx';
import { actionOf } from './shortcuts.ts';

export function useShortcuts(view: ExpertView, act: Act): void {
  useEffect(() => {
    const pressed = (event: KeyboardEvent): void => {
      if (!event.altKey || event.ctrlKey || event.metaKey) return;
      const action = actionOf(event.code, view);
      if (action === null) return;
      event.preventDefault();
      const { offer, call } = view;
      if (action === 'accept' && offer !== null) void act('offer:accept', { callId: offer.callId, offerNumber: offer.offerNumber });
      else if (action !== 'accept' && call !== null) void act(`call:${action}`, { callId: call.callId });
    };
    window.addEventListener('keydown', pressed);
    return () => window.removeEventListener('keydown', pressed);
  }, [view, act]);
}
