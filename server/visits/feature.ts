import type { Logger } from 'pino';
import type { CatalogueReader } from '#server/catalogue/index.ts';
import { type Feature, done } from '#server/feature.ts';
import type { Hours } from '#server/hours/index.ts';
import { cleanUpEveryMs } from '#server/jobs.ts';
import type { Terminals } from '#server/terminals/index.ts';
import { closingHandlers } from './closingHandlers.ts';
import { visitHandlers } from './handlers.ts';
import type { Ratings, SharedNotes, Visits } from './index.ts';

type Parts = {
  readonly visits: Visits;
  readonly hours: Hours;
  readonly terminals: Terminals;
  readonly catalogue: CatalogueReader;
  readonly logger: Logger;
};

const closeEveryMs = 1_000;

export const visitsFeature = (parts: Parts) =>
  ({
    handlers: visitHandlers(parts),
    onCallEvent: parts.visits.reactToCall,
    jobs: [{ name: 'visits', everyMs: cleanUpEveryMs, run: parts.visits.runDue }],
  }) satisfies Feature;

export const closingFeature = ({ visits, hours, catalogue }: Parts) =>
  ({
    handlers: closingHandlers({ visits, hours, catalogue }),
    jobs: [
      {
        name: 'closing',
        everyMs: closeEveryMs,
        run: async () => {
          await hours.refresh();
          await visits.closeQueues();
        },
      },
    ],
  }) satisfies Feature;

export const sharedNotesFeature = ({ sharedNotes }: { readonly sharedNotes: SharedNotes }) =>
  ({
    handlers: {
      'note:share': ({ id }, note) => done(sharedNotes.share(id, note)),
      'note:decide': ({ id }, { noteId, isAgreed }) => done(sharedNotes.decide(id, noteId, isAgreed)),
    },
    jobs: [{ name: 'sharedNotes', everyMs: cleanUpEveryMs, run: sharedNotes.eraseDue }],
  }) satisfies Feature;

export const feelingsFeature = ({ ratings }: { readonly ratings: Ratings }) =>
  ({
    handlers: { 'call:rate': ({ id }, { callId, rating }) => done(ratings.rate(id, callId, rating)) },
  }) satisfies Feature;
