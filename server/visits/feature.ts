import type { Logger } from 'pino';
import type { CatalogueReader } from '#server/catalogue/index.ts';
import type { Feature } from '#server/feature.ts';
import type { Hours } from '#server/hours/index.ts';
import { cleanUpEveryMs } from '#server/jobs.ts';
import type { Terminals } from '#server/terminals/index.ts';
import { closingHandlers } from './closingHandlers.ts';
import { visitHandlers } from './handlers.ts';
import type { Visits } from './index.ts';

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
