import type { Feature } from '#server/feature.ts';
import { callbackHandlers } from './handlers.ts';

export const callbacksFeature = (parts: Parameters<typeof callbackHandlers>[0]) => ({ handlers: callbackHandlers(parts) }) satisfies Feature;
