import { z } from 'zod';
import { defineRequest } from '#shared/contract/define.ts';
import { agencyIdSchema, callIdSchema } from '#shared/ids.ts';
import { instantSchema } from '#shared/instant.ts';
import { languageSchema, localisedSchema } from '#shared/language.ts';

/** The longest free text, in UTF-16 code units, as an input field counts them. */
export const messageMaxLength = 200;

/** What is often said to who waits. The page of each reader has the words: the customer's in the customer's language. */
export const messagePhrases = ['soonWithYou', 'inTurn', 'takesLonger', 'papersReady', 'identityReady', 'adviserComing'] as const;
export type MessagePhrase = (typeof messagePhrases)[number];

/** A text on one line, however it was pasted. */
const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim();

export const messageContentSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('phrase'), phrase: z.enum(messagePhrases) }),
  /** `language`: the one in which the text is written. */
  z.strictObject({ kind: z.literal('text'), text: z.string().overwrite(oneLine).min(1).max(messageMaxLength), language: languageSchema }),
]);
export type MessageContent = z.output<typeof messageContentSchema>;

/** A line on the waiting customer's screen. The sender is known by role and agency or point, not by name. */
export const messageSchema = z.strictObject({
  messageId: z.uuid(),
  content: messageContentSchema,
  sender: z.discriminatedUnion('role', [
    z.strictObject({ role: z.literal('expert'), agencyId: agencyIdSchema }),
    z.strictObject({ role: z.literal('adviser'), pointNames: localisedSchema }),
  ]),
  sentAt: instantSchema,
});
export type Message = z.output<typeof messageSchema>;

/** What the customer's screen shows, newest first; part of the views of those who may read it. */
export const messagesPart = { messages: z.array(messageSchema) };

export const messagesContract = {
  requests: {
    'message:send': defineRequest({
      summary:
        'Sends one line to a customer who waits at a terminal: from an adviser of the point, or from an expert of the queue’s agency (F9). The last three are shown. All are erased when the entry is accepted or leaves the queue.',
      roles: ['adviser', 'expert'],
      input: z.strictObject({ callId: callIdSchema, messageId: z.uuid(), content: messageContentSchema }),
      reply: z.strictObject({}),
      refusals: ['notFound', 'wrongState', 'sameIdOtherContent'],
    }),
  },
} as const;
