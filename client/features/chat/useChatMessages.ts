import { useEffect } from 'react';
import { useStore } from 'zustand';
import { type StoreApi, createStore } from 'zustand/vanilla';
import type { EventPayload } from '#shared/contract/index.ts';
import type { RoleClient } from '#client/app/state/roleClient.ts';

type ChatMessage = EventPayload<'chat:sent'>;
type ChatClient = RoleClient<'terminal'> | RoleClient<'expert'> | RoleClient<'adviser'>;

/** More than fit on the screen would not be read. */
const linesAtMost = 20;

const chats = new WeakMap<ChatClient, StoreApi<readonly ChatMessage[]>>();

/** The lines that have come to this page. A page calls it when it opens: what is said before its parts are drawn is sent once, and kept nowhere else. */
export function chatOf(roleClient: ChatClient): StoreApi<readonly ChatMessage[]> {
  const known = chats.get(roleClient);
  if (known !== undefined) return known;
  const lines = createStore<readonly ChatMessage[]>(() => []);
  chats.set(roleClient, lines);
  // TypeScript does not see that each of these pages is told.
  (roleClient as RoleClient<'expert'>).connection.on('chat:sent', (message) => addTo(lines, message));
  return lines;
}

const addTo = (lines: StoreApi<readonly ChatMessage[]>, message: ChatMessage): void => lines.setState([...lines.getState(), message].slice(-linesAtMost), true);

/** Lines of text in this call, oldest first, and a way to note one's own; they go with the call. */
export function useChatMessages(roleClient: ChatClient, callId: string | null) {
  const lines = chatOf(roleClient);
  const messages = useStore(lines).filter((message) => message.callId === callId);
  useEffect(() => lines.setState((all) => all.filter((message) => message.callId === callId), true), [lines, callId]);
  return { messages, add: (message: ChatMessage): void => addTo(lines, message) };
}
