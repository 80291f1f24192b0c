import { useEffect, useRef } from 'react';
import type { ExpertView } from '#shared/contract/views/index.ts';
import { bareKeys } from '#client/app/state/bareKeys.ts';
import { isFocusNowhere, keyPressOf } from './keyPress.ts';
import type { Act } from './props.ts';
import { actionOf, doesEnterAnswer, isShortcut } from './shortcuts.ts';

/** What a shortcut does beside asking the server. */
export type OnShortcut = { readonly decline: () => void; readonly microphone: () => void; readonly end: () => void };

/** Does what the expert's shortcuts say; one that would end the call, or decline an offer, only asks. */
export function useShortcuts(view: ExpertView, act: Act, on: OnShortcut): void {
  const { offer, call } = view;
  const offerSeenAt = useRef(0);
  useEffect(() => {
    offerSeenAt.current = performance.now();
  }, [offer?.callId, offer?.offerNumber]);
  useEffect(() => {
    const accept = (): void => {
      if (offer !== null) void act('offer:accept', { callId: offer.callId, offerNumber: offer.offerNumber });
    };
    const pressed = (event: KeyboardEvent): void => {
      const press = keyPressOf(event);
      if (event.key === 'Enter') {
        const focus = { isNowhere: isFocusNowhere(), offerSeenForMs: performance.now() - offerSeenAt.current };
        if (bareKeys.getState().areOn && offer !== null && doesEnterAnswer(press, focus)) accept();
        return;
      }
      const action = isShortcut(press) ? actionOf(event.code, { offer, call }) : null;
      if (action === null) return;
      event.preventDefault();
      if (action === 'accept') accept();
      else if (action === 'decline' || action === 'microphone' || action === 'end') on[action]();
      else if (call !== null) void act(`call:${action}`, { callId: call.callId });
    };
    window.addEventListener('keydown', pressed);
    return () => window.removeEventListener('keydown', pressed);
  }, [offer, call, act, on]);
}
