import { done } from '#server/feature.ts';
import type { Handlers } from '#server/platform/gateway/port.ts';
import type { Hours } from './index.ts';

/** An adviser closes the own point. */
export const hoursHandlers = ({ hours }: { readonly hours: Hours }) =>
  ({
    'point:close': ({ id, pointId }) => done(hours.closePoint(pointId, id)),
    'point:reopen': ({ pointId }) => done(hours.reopenPoint(pointId)),
  }) satisfies Partial<Handlers>;
