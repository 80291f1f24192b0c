import { withContext } from '#server/useCases.ts';
import { book, move, moveFor, slots, slotsFor } from './booking.ts';
import { answer, answerFor } from './comingBack.ts';
import type { CallbacksContext } from './context.ts';
import { cancel, choose, removeFromQueue } from './goingAway.ts';
import { issuePinFor } from './issuing.ts';

export type Callbacks = ReturnType<typeof createCallbacks>;

/** The customer goes away with a number, keeps the place, and is called back at the same point (F27); or comes at a time agreed (F25). */
export const createCallbacks = (context: CallbacksContext) =>
  withContext(context, { choose, answer, move, cancel, answerFor, moveFor, slotsFor, issuePinFor, removeFromQueue, slots, book });
