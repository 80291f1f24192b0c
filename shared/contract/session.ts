import { z } from 'zod';
import { defineEvent } from './define.ts';

const everyone = ['terminal', 'expert', 'adviser'] as const;

export const sessionContract = {
  requests: {},
  events: {
    'session:replaced': defineEvent({
      summary: 'The same terminal or person connected elsewhere; this socket is closed next and must not reconnect by itself.',
      roles: everyone,
      payload: z.strictObject({}),
    }),
  },
} as const;
