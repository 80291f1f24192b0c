import { z } from 'zod';

/** How the customer found the call, from bad to excellent: the five points of absolute category rating (ITU-T P.800, annex B). */
export const feelings = [1, 2, 3, 4, 5] as const;
export const feelingSchema = z.literal(feelings);
export type Feeling = z.output<typeof feelingSchema>;
