import { withContext } from '#server/useCases.ts';
import { book, cancel, cancelFor, find, move, moveFor, times, timesFor } from './booking.ts';
import type { VisitingContext } from './context.ts';
import { eraseBookings } from './store.ts';

/** Bookings are erased so long after their time; until then the desks see who came today. */
const keptMs = 12 * 3_600_000;

export type Visiting = ReturnType<typeof createVisiting>;

/** Times with an expert who comes to the point (F33). Whoever has one waits in no queue: number and PIN are all there is of the customer. */
export const createVisiting = (context: VisitingContext) => withContext(context, { times, book, find, move, cancel, cancelFor, moveFor, timesFor, eraseDue });

const eraseDue = ({ database }: VisitingContext): Promise<number> => database.transaction((tx) => eraseBookings(tx, keptMs));
