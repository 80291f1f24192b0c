import { z } from 'zod';
import { adviserReasons } from '#shared/call/lifecycle.ts';
import { defineRequest } from '#shared/contract/define.ts';
import { nothing, terminalOnly } from '#shared/contract/inputs.ts';
import { callIdSchema } from '#shared/ids.ts';

export const helpContract = {
  requests: {
    'help:request': defineRequest({
      summary: 'Calls the adviser of the point; repeating it is the same act.',
      roles: ['terminal'],
      input: nothing,
      reply: nothing,
      refusals: ['notFound'],
    }),
    'help:cancel': defineRequest({
      summary: 'Takes the call for the adviser back.',
      roles: ['terminal'],
      input: nothing,
      reply: nothing,
      refusals: ['notFound'],
    }),
    'call:sendToAdviser': defineRequest({
      summary: 'Ends the call like call:end and sends the customer to the adviser of the point, who is told why (F43).',
      roles: ['expert'],
      input: z.strictObject({ callId: callIdSchema, reason: z.enum(adviserReasons) }),
      reply: nothing,
      refusals: ['callEnded', 'wrongState', 'notFound'],
    }),
    'help:answer': defineRequest({
      summary: 'The adviser confirms that they are coming.',
      roles: ['adviser'],
      input: terminalOnly,
      reply: nothing,
      refusals: ['notFound'],
    }),
    'help:close': defineRequest({
      summary: 'Marks the help request as done.',
      roles: ['adviser'],
      input: terminalOnly,
      reply: nothing,
      refusals: ['notFound'],
    }),
  },
  events: {},
} as const;
