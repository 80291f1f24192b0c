import type { messageSchema } from '#shared/messages/contract.ts';
import { place } from './catalogue.ts';
import { type InputOf, minutesAgo, uuid } from './made.ts';

/** What a waiting customer was sent: a text in a language of its own, and phrases in the reader's. */
export const sentMessages: InputOf<typeof messageSchema>[] = [
  {
    messageId: uuid(51),
    content: { kind: 'text', text: 'Tulen auttamaan kameran kanssa muutaman minuutin kuluttua.', language: 'fi' },
    sender: { role: 'adviser', pointNames: place.pointNames },
    sentAt: minutesAgo(1),
  },
  { messageId: uuid(52), content: { kind: 'phrase', phrase: 'soonWithYou' }, sender: { role: 'expert', agencyId: 'fpa' }, sentAt: minutesAgo(3) },
  { messageId: uuid(53), content: { kind: 'phrase', phrase: 'papersReady' }, sender: { role: 'expert', agencyId: 'fpa' }, sentAt: minutesAgo(5) },
];
