import type { Feature } from '#server/feature.ts';
import type { ViewPusher } from './viewPusher.ts';
import { viewHandlers } from './handlers.ts';

/** The safety net under lost announcements. */
const refreshEveryMs = 10_000;

export const viewsFeature = ({ views }: { readonly views: ViewPusher }) =>
  ({
    handlers: viewHandlers({ views }),
    jobs: [{ name: 'views', everyMs: refreshEveryMs, run: () => views.refreshAll() }],
  }) satisfies Feature;
