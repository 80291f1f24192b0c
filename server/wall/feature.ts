import type { Feature } from '#server/feature.ts';
import { wallRoutes } from './routes.ts';

export const wallFeature = (parts: Parameters<typeof wallRoutes>[0]) => ({ routes: wallRoutes(parts) }) satisfies Feature;
