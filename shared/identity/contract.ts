import { z } from 'zod';
import { defineEvent, roles } from '#shared/contract/define.ts';

export const sessionContract = {
  requests: {},
  events: {
    'session:replaced': defineEvent({
      summary: 'The same terminal or person connected elsewhere; this socket is closed next and must not reconnect by itself.',
      roles,
      payload: z.strictObject({}),
    }),
    'session:ended': defineEvent({
      summary: 'Signed out, here or elsewhere, or expired: this socket is closed next. Nothing may be captured or sent from now on.',
      roles,
      payload: z.strictObject({}),
    }),
  },
} as const;
