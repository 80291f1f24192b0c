import type { QueuedCall } from '#shared/call/lifecycle.ts';
import type { Transaction } from '#server/platform/database/index.ts';
import { type Able, readAble } from '#server/experts/index.ts';
import { positionOf } from '#server/queue/index.ts';
import { perTransaction } from './perTransaction.ts';

const readAbleOnce = perTransaction(readAble);

/** Who of the agency could serve the call, busy ones included. */
export const ableFor = (tx: Transaction, { agencyId, serviceId, language, otherLanguages }: QueuedCall): Promise<Able> =>
  readAbleOnce(tx, agencyId, serviceId, [language, ...otherLanguages]);

/** The call's place among those who wait for the same experts. */
export const queuePositionOf = async (tx: Transaction, call: QueuedCall): Promise<number> => positionOf(tx, call, (await ableFor(tx, call)).reach);
