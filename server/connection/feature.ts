import type { Logger } from 'pino';
import type { CatalogueReader } from '#server/catalogue/index.ts';
import type { Feature } from '#server/feature.ts';
import { cleanUpEveryMs } from '#server/jobs.ts';
import { connectionHandlers } from './handlers.ts';
import { type Connections, keepConnectionsEveryMs } from './index.ts';

type Parts = { readonly connections: Connections; readonly catalogue: CatalogueReader; readonly logger: Logger };

const lookEveryMs = 250;
const measureEveryMs = 3_000;

export const connectionFeature = ({ connections, catalogue, logger }: Parts) =>
  ({
    handlers: connectionHandlers({ connections, catalogue, logger }),
    onPresence: connections.reactToPresence,
    jobs: [
      { name: 'connections', everyMs: lookEveryMs, run: connections.tick },
      { name: 'repairs', everyMs: measureEveryMs, run: connections.repairs.measure },
      { name: 'connectionHistory', everyMs: keepConnectionsEveryMs, run: connections.keep },
      { name: 'connectionSeries', everyMs: cleanUpEveryMs, run: connections.thin },
    ],
  }) satisfies Feature;
