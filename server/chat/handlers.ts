import { done } from '#server/feature.ts';
import type { Handlers } from '#server/platform/gateway/port.ts';
import { type ChatContext, send } from './service.ts';

/** Lines of text in a call. They are kept nowhere. */
export const chatHandlers = (context: ChatContext) =>
  ({
    'chat:send': (session, input) => done(send(context, session, input)),
  }) satisfies Partial<Handlers>;
