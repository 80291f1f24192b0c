import { defineRequest } from '#shared/contract/define.ts';
import { callOnly, nothing } from '#shared/contract/inputs.ts';

export const supervisionContract = {
  requests: {
    'call:listen': defineRequest({
      summary:
        'Listens in on a call of the own agency. Everybody in it is told, and nobody hears the supervisor (F46). In a confidential call the customer is asked first.',
      roles: ['supervisor'],
      input: callOnly,
      reply: nothing,
      refusals: ['notFound', 'callEnded'],
    }),
    'call:stopListening': defineRequest({ summary: 'Leaves the call.', roles: ['supervisor'], input: callOnly, reply: nothing, refusals: ['notFound'] }),
  },
  events: {},
} as const;
