import { z } from 'zod';
import { defineRequest } from '#shared/contract/define.ts';
import { nothing } from '#shared/contract/inputs.ts';
import { agencyIdSchema, callIdSchema } from '#shared/ids.ts';

export const sharedNotesContract = {
  requests: {
    'note:decide': defineRequest({
      summary: 'The customer’s answer to whether a note may go to another agency. The first answer counts.',
      roles: ['terminal'],
      input: z.strictObject({ noteId: z.uuid(), isAgreed: z.boolean() }),
      reply: nothing,
      refusals: ['notFound'],
    }),
    'note:share': defineRequest({
      summary: 'Writes a note for another agency. The other agency can read it only after the customer has agreed on the screen.',
      roles: ['expert'],
      input: z.strictObject({ callId: callIdSchema, noteId: z.uuid(), toAgencyId: agencyIdSchema, note: z.string().trim().min(1).max(500) }),
      reply: nothing,
      refusals: ['notFound', 'callEnded', 'sameIdOtherContent'],
    }),
  },
  events: {},
} as const;
