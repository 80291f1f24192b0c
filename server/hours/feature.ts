import type { Feature } from '#server/feature.ts';
import { hoursHandlers } from './handlers.ts';
import type { Hours } from './index.ts';

export const hoursFeature = ({ hours }: { readonly hours: Hours }) =>
  ({
    handlers: hoursHandlers({ hours }),
    start: hours.refresh,
  }) satisfies Feature;
