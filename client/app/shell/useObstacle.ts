import { useEffect, useState } from 'react';
import type { SignallingState } from '#client/app/api/connection.ts';
import { type Obstacle, findObstacle, http } from '#client/app/api/http.ts';
import type { AnyRoleClient } from '#client/app/state/roleClient.ts';
import { useSustained } from '#client/ui/useSustained.ts';

/** Ordinary reconnecting is over by then. */
const patienceMs = 15_000;
const everyMs = 10_000;

type Found = { readonly kind: Obstacle; readonly phone: string | null };

/** What keeps the page from the server, when it has lasted for a while, with the telephone at the terminal's point. `waitsIn`: how signalling stands while the page waits for it; null when it does not. */
export function useObstacle(roleClient: AnyRoleClient, waitsIn: SignallingState | null): Found | null {
  const lasts = useSustained(waitsIn === 'connecting' || waitsIn === 'reconnecting' || waitsIn === 'connected', patienceMs);
  const [found, setFound] = useState<Found | null>(null);
  useEffect(() => {
    if (!lasts) return;
    const look = async (): Promise<void> => {
      // A server that is heard says itself why it does not let the page in.
      const kind = roleClient.connection.store.getState().refusedWith ?? (waitsIn === 'connected' ? 'unavailable' : await findObstacle());
      setFound({ kind, phone: await phoneAt(roleClient) });
    };
    void look();
    const timer = setInterval(() => void look(), everyMs);
    return () => {
      clearInterval(timer);
      setFound(null);
    };
  }, [roleClient, lasts, waitsIn]);
  return found;
}

/** Rings at the point of this terminal; null at a desk, where nobody knows it, or where it cannot be had. */
async function phoneAt(roleClient: AnyRoleClient): Promise<string | null> {
  if (roleClient.role !== 'terminal') return null;
  try {
    const { catalogue } = roleClient.store.getState();
    const { points } = catalogue ?? (await http.catalogue());
    const own = (await http.session()).subjects.find(({ role }) => role === 'terminal');
    return points.find(({ terminals }) => terminals.some(({ id }) => id === own?.id))?.phone ?? null;
  } catch {
    // Without HTTP there is no telephone to name; the next look asks again.
    return null;
  }
}
