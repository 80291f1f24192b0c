import type { Feature } from '#server/feature.ts';
import { exchangeRoutes } from './routes.ts';

export const exchangeFeature = (parts: Parameters<typeof exchangeRoutes>[0]) => ({ routes: exchangeRoutes(parts) }) satisfies Feature;
