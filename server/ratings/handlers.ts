import { done } from '#server/feature.ts';
import type { Handlers } from '#server/platform/gateway/port.ts';
import type { Ratings } from './index.ts';

/** The customer's word on a call. */
export const ratingHandlers = (ratings: Ratings) =>
  ({
    'call:rate': ({ id }, { callId, rating }) => done(ratings.rate(id, callId, rating)),
  }) satisfies Partial<Handlers>;
