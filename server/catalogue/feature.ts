import { Router } from 'express';
import type { Logger } from 'pino';
import type { Feature } from '#server/feature.ts';
import type { CatalogueReader } from './index.ts';

type Parts = {
  readonly catalogue: CatalogueReader;
  readonly logger: Logger;
  /** The catalogue is another one: what is shown of it is read anew. */
  readonly onCatalogue: () => void;
};

/** The safety net under a lost announcement; an import by another program is found by it alone. */
const refreshEveryMs = 1_000;

export const catalogueFeature = ({ catalogue, logger, onCatalogue }: Parts) => {
  const follow = async (): Promise<void> => {
    if (!(await catalogue.refresh())) return;
    logger.info({ version: catalogue.version }, 'the catalogue has changed');
    onCatalogue();
  };
  return {
    routes: Router().get('/catalogue', (_request, response) => void response.json(catalogue.all)),
    onChange: (topic) => {
      // Where it fails, the next look finds it.
      if (topic === 'catalogue') follow().catch((error: unknown) => logger.warn({ err: error }, 'the changed catalogue could not be read'));
    },
    jobs: [{ name: 'catalogue', everyMs: refreshEveryMs, run: follow }],
  } satisfies Feature;
};
