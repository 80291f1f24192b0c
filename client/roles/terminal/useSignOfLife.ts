import { useEffect, useRef, useState } from 'react';
import type { TerminalCall } from '#shared/contract/views/index.ts';
import { noteRefusal, useRequest } from '#client/app/shell/useRequest.ts';
import type { TerminalProps } from './props.ts';
import { inputEvents } from './inputEvents.ts';
import { isMotion, signOfLife } from './signOfLife.ts';

const everyMs = 1_000;

/**
 * Keeps experts from meeting an empty chair. While a customer waits it follows input and motion in the page's own preview, and parks the place
 * of a customer who is not there. The preview never leaves the page. Returns whether to ask, and what to do when somebody answers.
 */
export function useSignOfLife(roleClient: TerminalProps['roleClient'], call: TerminalCall | null): { readonly isAsking: boolean; readonly onHere: () => void } {
  const [isAsking, setAsking] = useState(false);
  const tell = useRequest(roleClient, noteRefusal);
  const latest = useRef(call);
  const lastSign = useRef(0);
  const isWaiting = call !== null && (call.state === 'queued' || call.state === 'offered');
  useEffect(() => {
    latest.current = call;
  }, [call]);
  useEffect(() => {
    if (!isWaiting) return;
    let askedAt: number | null = null;
    let isParking = false;
    const noteSign = (): void => {
      lastSign.current = performance.now();
      askedAt = null;
    };
    noteSign();
    const look = (): void => {
      const now = performance.now();
      if (isMotion(roleClient.media.cameraChange())) noteSign();
      const sign = signOfLife(latest.current, now - lastSign.current, askedAt === null ? 0 : now - askedAt);
      askedAt = sign === 'none' ? null : (askedAt ?? now);
      setAsking(sign === 'ask');
      if (sign !== 'park' || isParking || latest.current === null) return;
      isParking = true;
      // Whatever keeps the request from being carried out, the next look tries again.
      void tell('queue:park', { callId: latest.current.callId, isAbsent: true }).then(() => {
        isParking = false;
      });
    };
    const timer = setInterval(look, everyMs);
    for (const name of inputEvents) window.addEventListener(name, noteSign, { passive: true, capture: true });
    return () => {
      clearInterval(timer);
      setAsking(false);
      for (const name of inputEvents) window.removeEventListener(name, noteSign, { capture: true });
    };
  }, [roleClient, tell, isWaiting]);
  return { isAsking, onHere: () => setAsking(false) };
}
