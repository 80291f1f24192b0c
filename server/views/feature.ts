import type { Feature } from '#server/feature.ts';
import type { ViewPusher } from './viewPusher.ts';
import { viewHandlers } from './handlers.ts';
import { viewRoutes } from './routes.ts';

/** The safety net under lost announcements. */
const refreshEveryMs = 10_000;

export const viewsFeature = ({ views, ...parts }: { readonly views: ViewPusher } & Parameters<typeof viewRoutes>[0]) =>
  ({
    handlers: viewHandlers({ views }),
    routes: viewRoutes(parts),
    jobs: [{ name: 'views', everyMs: refreshEveryMs, run: () => views.refreshAll() }],
  }) satisfies Feature;
