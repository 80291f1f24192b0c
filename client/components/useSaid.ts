import { useEffect, useState } from 'react';
import type { Role } from '#shared/contract/define.ts';
import type { EventPayload } from '#shared/contract/index.ts';
import type { Face } from '#client/state/face.ts';

/** The last line from the adviser who looks after the connection of this call; it goes with the call. */
export function useSaid<R extends Role>(face: Face<R>, callId: string | null): EventPayload<'connection:said'> | null {
  const [said, setSaid] = useState<EventPayload<'connection:said'> | null>(null);
  useEffect(() => face.connection.on('connection:said', setSaid), [face]);
  return said?.callId === callId ? said : null;
}
