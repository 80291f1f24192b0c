import type { Feature } from '#server/feature.ts';
import { administrationHandlers } from './handlers.ts';
import type { Administration } from './index.ts';

export const administrationFeature = (parts: { readonly administration: Administration }) => ({ handlers: administrationHandlers(parts) }) satisfies Feature;
