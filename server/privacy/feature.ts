import type { Feature } from '#server/feature.ts';
import { cleanUpEveryMs } from '#server/platform/jobs.ts';
import { privacyHandlers } from './handlers.ts';
import type { Privacy } from './service.ts';

const statisticsEveryMs = 3_600_000;

type Parts = { readonly privacy: Privacy; readonly sharedNotes: { readonly eraseDue: () => Promise<unknown> } };

export const privacyFeature = (parts: Parts) =>
  ({
    // What had its time while no server ran goes before the first page is let in; notes before the visits that they name.
    start: async () => {
      await parts.sharedNotes.eraseDue();
      await parts.privacy.erase();
      await parts.privacy.eraseStatistics();
    },
    handlers: privacyHandlers(parts),
    jobs: [
      { name: 'privacy', everyMs: cleanUpEveryMs, run: parts.privacy.erase },
      { name: 'statistics', everyMs: statisticsEveryMs, run: parts.privacy.eraseStatistics },
    ],
  }) satisfies Feature;
