import { useEffect, useState } from 'react';
import type { RoleClient } from '#client/app/state/roleClient.ts';
import { chatOf } from './useChatMessages.ts';

/** How many lines have come in this call that nobody has seen; none while they are in sight. */
export function useUnread(roleClient: RoleClient<'expert'>, callId: string, isInSight: boolean): number {
  // What was said before this was drawn counts too.
  const [unread, setUnread] = useState(
    () =>
      chatOf(roleClient)
        .getState()
        .filter((message) => message.callId === callId).length,
  );
  useEffect(
    () =>
      roleClient.connection.on('chat:sent', (message) => {
        if (message.callId === callId) setUnread((count) => count + 1);
      }),
    [roleClient, callId],
  );
  if (isInSight && unread > 0) setUnread(0);
  return isInSight ? 0 : unread;
}
