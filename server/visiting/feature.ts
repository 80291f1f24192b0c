import type { CatalogueReader } from '#server/catalogue/index.ts';
import type { Feature } from '#server/feature.ts';
import { cleanUpEveryMs } from '#server/platform/jobs.ts';
import { visitingHandlers } from './handlers.ts';
import type { Visiting } from './index.ts';

export const visitingFeature = ({ visiting, catalogue }: { readonly visiting: Visiting; readonly catalogue: CatalogueReader }) =>
  ({
    handlers: visitingHandlers({ visiting, catalogue }),
    jobs: [{ name: 'visiting', everyMs: cleanUpEveryMs, run: visiting.eraseDue }],
  }) satisfies Feature;
