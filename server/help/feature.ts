import type { Feature } from '#server/feature.ts';
import { helpHandlers } from './handlers.ts';

export const helpFeature = (parts: Parameters<typeof helpHandlers>[0]) => ({ handlers: helpHandlers(parts) }) satisfies Feature;
