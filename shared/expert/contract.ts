import { z } from 'zod';
import { defineRequest } from '#shared/contract/define.ts';
import { nothing } from '#shared/contract/inputs.ts';
import { breakCodes } from '#shared/expert/status.ts';

export const expertsContract = {
  requests: {
    'status:choose': defineRequest({
      summary: 'The expert’s own choice of status; in a call or wrap-up it comes into force afterwards.',
      roles: ['expert'],
      input: z.discriminatedUnion('status', [
        z.strictObject({ status: z.literal('available') }),
        z.strictObject({ status: z.literal('break'), breakCode: z.enum(breakCodes) }),
        z.strictObject({ status: z.literal('away') }),
      ]),
      reply: nothing,
      refusals: [],
    }),
    'status:reportMicrophoneFailure': defineRequest({
      summary: 'The microphone failed; an available expert becomes away, so that no customer meets silence.',
      roles: ['expert'],
      input: nothing,
      reply: nothing,
      refusals: [],
    }),
  },
  events: {},
} as const;
