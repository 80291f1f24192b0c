import type { Logger } from 'pino';
import type { CatalogueReader } from '#server/catalogue/index.ts';
import type { Feature } from '#server/feature.ts';
import { cleanUpEveryMs } from '#server/platform/jobs.ts';
import { connectionHandlers } from './handlers.ts';
import type { Connections } from './index.ts';
import { keepConnectionsEveryMs } from './service.ts';

type Parts = { readonly connections: Connections; readonly catalogue: CatalogueReader; readonly logger: Logger };

const sampleEveryMs = 250;

export const connectionFeature = ({ connections, catalogue, logger }: Parts) =>
  ({
    handlers: connectionHandlers({ connections, catalogue, logger }),
    onPresence: connections.reactToPresence,
    jobs: [
      { name: 'connections', everyMs: sampleEveryMs, run: connections.tick },
      { name: 'connectionHistory', everyMs: keepConnectionsEveryMs, run: connections.keep },
      { name: 'connectionSeries', everyMs: cleanUpEveryMs, run: connections.downsample },
    ],
  }) satisfies Feature;
