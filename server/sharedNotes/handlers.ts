import { done } from '#server/feature.ts';
import type { Handlers } from '#server/platform/gateway/port.ts';
import type { SharedNotes } from './index.ts';

/** An expert writes a note for another agency, and the customer decides whether it goes there. */
export const sharedNoteHandlers = (sharedNotes: SharedNotes) =>
  ({
    'note:share': ({ id }, note) => done(sharedNotes.share(id, note)),
    'note:decide': ({ id }, { noteId, isAgreed }) => done(sharedNotes.decide(id, noteId, isAgreed)),
  }) satisfies Partial<Handlers>;
