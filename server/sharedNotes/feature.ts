import type { Feature } from '#server/feature.ts';
import { cleanUpEveryMs } from '#server/platform/jobs.ts';
import { sharedNoteHandlers } from './handlers.ts';
import type { SharedNotes } from './index.ts';

export const sharedNotesFeature = ({ sharedNotes }: { readonly sharedNotes: SharedNotes }) =>
  ({
    handlers: sharedNoteHandlers(sharedNotes),
    jobs: [{ name: 'sharedNotes', everyMs: cleanUpEveryMs, run: sharedNotes.eraseDue }],
  }) satisfies Feature;
