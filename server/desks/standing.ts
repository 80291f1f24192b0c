import type { QueuedCall } from '#shared/call/lifecycle.ts';
import { positionOf } from '#server/calls/index.ts';
import type { Transaction } from '#server/db/index.ts';
import { type Able, readAble } from '#server/experts/index.ts';

/** One view asks for the same experts several times. */
const known = new WeakMap<Transaction, Map<string, Promise<Able>>>();

/** Who of the agency could serve the call, busy ones included. */
export function ableFor(tx: Transaction, { agencyId, serviceId, language, otherLanguages }: QueuedCall): Promise<Able> {
  const ofView = known.get(tx) ?? new Map<string, Promise<Able>>();
  known.set(tx, ofView);
  const spoken = [language, ...otherLanguages];
  const key = JSON.stringify([agencyId, serviceId, spoken]);
  const found = ofView.get(key) ?? readAble(tx, agencyId, serviceId, spoken);
  ofView.set(key, found);
  return found;
}

/** The call's place among those who wait for the same experts. */
export const placeInQueue = async (tx: Transaction, call: QueuedCall): Promise<number> => positionOf(tx, call, (await ableFor(tx, call)).reach);
