import { z } from 'zod';

/** A moment, in whole milliseconds since the Unix epoch, taken from the database's clock. */
export const instantSchema = z.number().int().nonnegative().brand<'Instant'>();
export type Instant = z.output<typeof instantSchema>;

/** The moment `ms` milliseconds after `instant`. */
export const after = (instant: Instant, ms: number): Instant => (instant + ms) as Instant;

/** The earlier of the given moments; null stands for "never". */
export const earliest = (...instants: (Instant | null)[]): Instant | null => instants.reduce((a, b) => (a === null ? b : b === null ? a : b < a ? b : a), null);
