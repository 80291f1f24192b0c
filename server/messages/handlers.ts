import { done } from '#server/feature.ts';
import type { Handlers } from '#server/platform/gateway/port.ts';
import type { Messages } from './index.ts';

export const messageHandlers = ({ messages }: { readonly messages: Messages }) =>
  ({ 'message:send': (sender, message) => done(messages.send(sender, message)) }) satisfies Partial<Handlers>;
