import type { Logger } from 'pino';
import type { CatalogueReader } from '#server/catalogue/index.ts';
import type { Feature } from '#server/feature.ts';
import { cleanUpEveryMs } from '#server/platform/jobs.ts';
import type { Terminals } from '#server/terminals/index.ts';
import { visitHandlers } from './handlers.ts';
import type { Visits } from './index.ts';

type Parts = {
  readonly visits: Visits;
  readonly terminals: Terminals;
  readonly catalogue: CatalogueReader;
  readonly logger: Logger;
};

export const visitsFeature = (parts: Parts) =>
  ({
    handlers: visitHandlers(parts),
    onCallEvent: parts.visits.reactToCall,
    jobs: [{ name: 'visits', everyMs: cleanUpEveryMs, run: parts.visits.runDue }],
  }) satisfies Feature;
