import type { Feature } from '#server/feature.ts';
import { practiceHandlers } from './handlers.ts';

export const practiceFeature = (parts: Parameters<typeof practiceHandlers>[0]) => ({ handlers: practiceHandlers(parts) }) satisfies Feature;
