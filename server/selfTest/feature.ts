import type { Feature } from '#server/feature.ts';
import { selfTestHandlers } from './handlers.ts';
import { selfTestRoutes } from './routes.ts';

export const selfTestFeature = (parts: Parameters<typeof selfTestHandlers>[0] & Parameters<typeof selfTestRoutes>[0]) =>
  ({
    handlers: selfTestHandlers(parts),
    routes: selfTestRoutes(parts),
  }) satisfies Feature;
