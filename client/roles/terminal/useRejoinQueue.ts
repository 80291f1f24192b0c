import { useCallback, useEffect, useRef } from 'react';
import type { TerminalView } from '#shared/contract/views/index.ts';
import { noteRefusal, useRequest } from '#client/app/shell/useRequest.ts';
import type { RoleClient } from '#client/app/state/roleClient.ts';
import { type KnownQueueEntry, wasLostByServer, queueEntryAfter } from './rejoinQueue.ts';

/** Enters a place again that the server has forgotten. Returns how to forget it oneself, as when the customer goes. */
export function useRejoinQueue(roleClient: RoleClient<'terminal'>, view: TerminalView): () => void {
  const known = useRef<KnownQueueEntry | null>(null);
  const tell = useRequest(roleClient, noteRefusal);
  useEffect(() => {
    const place = known.current;
    if (wasLostByServer(place, view)) {
      known.current = null;
      const { callId, agencyId, serviceId, language } = place;
      void tell('queue:join', { callId, agencyId, serviceId, language });
    } else known.current = queueEntryAfter(place, view);
  }, [tell, view]);
  return useCallback(() => {
    known.current = null;
  }, []);
}
