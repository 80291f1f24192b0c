import { withContext } from '#server/useCases.ts';
import { close, closeQueues, reopen, runClosing } from './closing.ts';
import type { QueueContext } from './context.ts';
import { move, moveIn } from './moving.ts';

export type Queues = ReturnType<typeof createQueues>;

/** What supervisors and the hours do to those who wait. How an entry comes into the queue is in visits, who gets whom in routing. */
export const createQueues = (context: QueueContext) => withContext(context, { close, reopen, closeQueues, runClosing, move, moveIn });
