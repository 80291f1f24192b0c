import { z } from 'zod';

/** How the customer found the call, from bad to excellent: the five points of absolute category rating (ITU-T P.800, annex B). */
export const ratings = [1, 2, 3, 4, 5] as const;
export const ratingSchema = z.literal(ratings);
export type Rating = z.output<typeof ratingSchema>;
