import type { Feature } from '#server/feature.ts';
import { messageHandlers } from './handlers.ts';
import type { Messages } from './index.ts';

export const messagesFeature = (parts: { readonly messages: Messages }) =>
  ({ handlers: messageHandlers(parts), onCallEvent: parts.messages.reactToCall }) satisfies Feature;
