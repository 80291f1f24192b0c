import type { Logger } from 'pino';
import type { CatalogueReader } from '#server/catalogue/index.ts';
import type { Feature } from '#server/feature.ts';
import { cleanUpEveryMs } from '#server/platform/jobs.ts';
import { remoteActionHandlers } from './handlers.ts';
import type { RemoteActions } from './index.ts';

type Parts = { readonly remoteActions: RemoteActions; readonly catalogue: CatalogueReader; readonly logger: Logger };

const measureEveryMs = 3_000;

export const remoteActionsFeature = (parts: Parts) =>
  ({
    handlers: remoteActionHandlers(parts),
    jobs: [
      { name: 'remoteActions', everyMs: measureEveryMs, run: parts.remoteActions.measure },
      { name: 'oldRemoteActions', everyMs: cleanUpEveryMs, run: parts.remoteActions.eraseDue },
    ],
  }) satisfies Feature;
