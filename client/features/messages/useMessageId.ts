import { useRef } from 'react';
import type { MessageContent } from '#shared/messages/contract.ts';

/** The id of what is sent: the same as long as the same content is tried again, so that it arrives once. */
export function useMessageId(): (content: MessageContent) => string {
  const last = useRef({ content: '', messageId: '' });
  return (content) => {
    const key = JSON.stringify(content);
    if (last.current.content !== key) last.current = { content: key, messageId: crypto.randomUUID() };
    return last.current.messageId;
  };
}
