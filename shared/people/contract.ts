import { z } from 'zod';
import { defineRequest } from '#shared/contract/define.ts';
import { nothing } from '#shared/contract/inputs.ts';
import { instantSchema } from '#shared/instant.ts';

const staffId = z.string().min(1).max(64);

/** How far a person has come with signing in, in one role. */
export const signInStateSchema = z.strictObject({
  staffId,
  /** The last sign-in of a session that still holds. */
  signedInAt: instantSchema.nullable(),
  /** A one-time code was made then, and can still be used. */
  invitedAt: instantSchema.nullable(),
});
export type SignInState = z.output<typeof signInStateSchema>;

export const peopleContract = {
  requests: {
    'people:signIns': defineRequest({
      summary: 'Who of the people within the administrator’s scope is signed in, or has a one-time code that is not used yet.',
      roles: ['administrator'],
      input: nothing,
      reply: z.strictObject({ states: z.array(signInStateSchema) }),
      refusals: ['notFound'],
    }),
    'people:makeCode': defineRequest({
      summary: 'Makes a one-time code by which the person signs in, good for a day. It is given in this answer alone.',
      roles: ['administrator'],
      input: z.strictObject({ staffId }),
      reply: z.strictObject({ code: z.string() }),
      refusals: ['notFound'],
    }),
  },
} as const;
