import { useCallback, useEffect, useRef } from 'react';
import type { TerminalView } from '#shared/contract/views/index.ts';
import type { RoleClient } from '#client/app/state/roleClient.ts';
import { type KnownQueueEntry, wasLostByServer, queueEntryAfter } from './rejoinQueue.ts';

/** Enters a place again that the server has forgotten. Returns how to forget it oneself, as when the customer goes. */
export function useRejoinQueue(roleClient: RoleClient<'terminal'>, view: TerminalView): () => void {
  const known = useRef<KnownQueueEntry | null>(null);
  useEffect(() => {
    const place = known.current;
    if (wasLostByServer(place, view)) {
      known.current = null;
      const { callId, agencyId, serviceId, language } = place;
      roleClient.connection.request('queue:join', { callId, agencyId, serviceId, language }).catch(() => undefined);
    } else known.current = queueEntryAfter(place, view);
  }, [roleClient, view]);
  return useCallback(() => {
    known.current = null;
  }, []);
}
