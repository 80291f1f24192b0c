import { useEffect, useState } from 'react';
import type { EventPayload } from '#shared/contract/index.ts';
import type { RoleClient } from '#client/app/state/roleClient.ts';

type ChatMessage = EventPayload<'chat:sent'>;

/** More than fit on the screen would not be read. */
const linesAtMost = 20;

/** Lines of text in this call, oldest first, and a way to note one's own; they go with the call. */
export function useChatMessages(roleClient: RoleClient<'terminal'> | RoleClient<'expert'> | RoleClient<'adviser'>, callId: string | null) {
  const [messages, setLines] = useState<readonly ChatMessage[]>([]);
  const add = (message: ChatMessage): void => setLines((known) => [...known, message].slice(-linesAtMost));
  useEffect(() => (roleClient as RoleClient<'expert'>).connection.on('chat:sent', add), [roleClient]);
  return { messages: messages.filter((message) => message.callId === callId), add };
}
