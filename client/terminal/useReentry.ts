import { useCallback, useEffect, useRef } from 'react';
import type { TerminalView } from '#shared/contract/views/index.ts';
import type { Face } from '#client/state/face.ts';
import { type KnownPlace, isForgotten, placeAfter } from './reentry.ts';

/** Enters a place again that the server has forgotten. Returns how to forget it oneself, as when the customer goes. */
export function useReentry(face: Face<'terminal'>, view: TerminalView): () => void {
  const known = useRef<KnownPlace | null>(null);
  useEffect(() => {
    const place = known.current;
    if (isForgotten(place, view)) {
      known.current = null;
      const { callId, agencyId, serviceId, language } = place;
      face.connection.request('queue:join', { callId, agencyId, serviceId, language }).catch(() => undefined);
    } else known.current = placeAfter(place, view);
  }, [face, view]);
  return useCallback(() => {
    known.current = null;
  }, []);
}
