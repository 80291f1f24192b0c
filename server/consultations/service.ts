import { withContext } from '#server/useCases.ts';
import { start } from './asking.ts';
import type { ConsultationsContext } from './context.ts';
import { reactToCall } from './reaction.ts';
import { answer, bringIn, end, handOver, takeOut } from './talkOfThree.ts';

export type Consultations = ReturnType<typeof createConsultations>;

/**
 * An expert asks a colleague of any agency: a call of its own, routed like all others, in the same media room. The two talk alone (F40),
 * with the customer (F31), or the customer is handed over (F39).
 */
export const createConsultations = (context: ConsultationsContext) => withContext(context, { start, bringIn, answer, takeOut, handOver, end, reactToCall });
