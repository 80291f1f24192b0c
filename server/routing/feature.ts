import type { CatalogueReader } from '#server/catalogue/index.ts';
import type { Feature } from '#server/feature.ts';
import { cleanUpEveryMs } from '#server/platform/jobs.ts';
import { routingHandlers } from './handlers.ts';
import type { Routing } from './index.ts';

const routeEveryMs = 1_000;

export const routingFeature = ({ routing, catalogue }: { readonly routing: Routing; readonly catalogue: CatalogueReader }) =>
  ({
    handlers: routingHandlers({ routing, catalogue }),
    onCallEvent: routing.reactToCall,
    onChange: (topic) => {
      if (topic.startsWith('agency:')) routing.request(topic.slice('agency:'.length));
    },
    start: routing.start,
    jobs: [
      { name: 'routing', everyMs: routeEveryMs, run: () => routing.tick() },
      { name: 'routing-rounds', everyMs: cleanUpEveryMs, run: () => routing.forgetRounds() },
    ],
  }) satisfies Feature;
