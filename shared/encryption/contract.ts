import { z } from 'zod';
import { callRoles, defineEvent, defineRequest } from '#shared/contract/define.ts';
import { nothing } from '#shared/contract/inputs.ts';
import { callIdSchema } from '#shared/ids.ts';

const base64url = (bytes: number) => z.base64url().length(Math.ceil((bytes * 4) / 3));
const participantSchema = z.strictObject({ role: z.enum(callRoles), id: z.string().min(1).max(64) });
export type Member = z.output<typeof participantSchema>;

/** Each page takes part by an id that is made anew whenever its keys are. */
const between = { exchangeId: z.uuid(), forExchangeId: z.uuid() };

/** What two pages of a call say to each other so that only they have the keys. */
export const encryptionMessageSchema = z.discriminatedUnion('kind', [
  /** I am here; `forExchangeId` is the far page's id where it is known. */
  z.strictObject({ kind: z.literal('hello'), exchangeId: z.uuid(), forExchangeId: z.uuid().nullable() }),
  /** SHA-256 of what will be revealed: whoever is between cannot choose a key that fits the other's code (as in RFC 6189, 4.4.1.1). */
  z.strictObject({ kind: z.literal('commit'), ...between, commitment: base64url(32) }),
  /** A public key on P-256 as an uncompressed point, and a nonce. */
  z.strictObject({ kind: z.literal('reveal'), ...between, publicKey: base64url(65), nonce: base64url(16) }),
  /** The key by which the sender's frames are encrypted, under the key that the two have agreed. */
  z.strictObject({ kind: z.literal('senderKey'), ...between, generation: z.number().int().min(0).max(255), iv: base64url(12), wrapped: base64url(48) }),
  /** The sender's person lets somebody in who came later. */
  z.strictObject({ kind: z.literal('admit'), ...between, iv: base64url(12), wrapped: z.base64url().max(400) }),
]);
export type EncryptionMessage = z.output<typeof encryptionMessageSchema>;

export const encryptionContract = {
  requests: {
    'encryption:send': defineRequest({
      summary:
        'Passes a message on to another page of the same room, so that the two can agree on keys that the server does not have. `roomId` is the call’s. Nothing of it is kept.',
      roles: callRoles,
      input: z.strictObject({ roomId: callIdSchema, to: participantSchema, message: encryptionMessageSchema }),
      reply: nothing,
      refusals: ['notFound'],
    }),
  },
  events: {
    'encryption:received': defineEvent({
      summary: 'A message from another page of the same room.',
      roles: callRoles,
      payload: z.strictObject({ roomId: callIdSchema, from: participantSchema, message: encryptionMessageSchema }),
    }),
  },
} as const;
