import type { Feature } from '#server/feature.ts';
import { ratingHandlers } from './handlers.ts';
import type { Ratings } from './index.ts';

export const ratingsFeature = ({ ratings }: { readonly ratings: Ratings }) => ({ handlers: ratingHandlers(ratings) }) satisfies Feature;
