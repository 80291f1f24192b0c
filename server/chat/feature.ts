import type { Feature } from '#server/feature.ts';
import { chatHandlers } from './handlers.ts';

export const chatFeature = (parts: Parameters<typeof chatHandlers>[0]) => ({ handlers: chatHandlers(parts) }) satisfies Feature;
