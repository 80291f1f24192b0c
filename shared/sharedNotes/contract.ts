import { z } from 'zod';
import { defineRequest } from '#shared/contract/define.ts';
import { nothing } from '#shared/contract/inputs.ts';
import { agencyIdSchema, callIdSchema } from '#shared/ids.ts';

export const sharedNotesContract = {
  requests: {
    'note:decide': defineRequest({
      summary: 'The customer’s word on whether a note may go to another agency. The first word counts.',
      roles: ['terminal'],
      input: z.strictObject({ noteId: z.uuid(), isAgreed: z.boolean() }),
      reply: nothing,
      refusals: ['notFound'],
    }),
    'note:share': defineRequest({
      summary: 'Writes down the story for another agency; the customer is asked on the screen, and only then it can be read there.',
      roles: ['expert'],
      input: z.strictObject({ callId: callIdSchema, noteId: z.uuid(), toAgencyId: agencyIdSchema, note: z.string().trim().min(1).max(500) }),
      reply: nothing,
      refusals: ['notFound', 'callEnded', 'sameIdOtherContent'],
    }),
  },
  events: {},
} as const;
