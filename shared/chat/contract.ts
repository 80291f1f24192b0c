import { z } from 'zod';
import { defineEvent, defineRequest } from '#shared/contract/define.ts';
import { nothing } from '#shared/contract/inputs.ts';
import { callIdSchema } from '#shared/ids.ts';

/** Who may read a line: everybody in the call, or only those who work in it. */
export const chatAudiences = ['everybody', 'staff'] as const;

export const chatMaxLength = 200;

export const chatContract = {
  requests: {
    'chat:send': defineRequest({
      summary:
        'A line of text in a call, stored nowhere. An adviser in the call writes to everybody, or to the expert alone; the expert writes to the advisers (F55).',
      roles: ['adviser', 'expert'],
      input: z.strictObject({ callId: callIdSchema, text: z.string().trim().min(1).max(chatMaxLength), to: z.enum(chatAudiences) }),
      reply: nothing,
      refusals: ['notFound'],
    }),
  },
  events: {
    'chat:sent': defineEvent({
      summary: 'A line from the adviser who looks after the connection, or between expert and adviser.',
      roles: ['terminal', 'expert', 'adviser'],
      payload: z.strictObject({ callId: callIdSchema, byName: z.string(), text: z.string(), to: z.enum(chatAudiences) }),
    }),
  },
} as const;
