import { type Call, type CallEvent, isInCall } from '#shared/call/lifecycle.ts';
import { type Calls, lockCall, readCallsOfVisit, system } from '#server/calls/index.ts';
import type { Transaction } from '#server/platform/database/index.ts';
import * as store from './store.ts';

const othersOf = async (tx: Transaction, call: Call): Promise<Call[]> =>
  (await readCallsOfVisit(tx, call.visitId)).filter((one) => one.callId !== call.callId && one.consultation === null);

/**
 * The customer cannot be away from one matter and there for another: with one that the customer has parked, or that comes back, all that wait in
 * the visit do. Whom an expert asks to fetch something may send for it, or see the next agency meanwhile, and says so by parking that too if not.
 * A call that ends leaves time to come back to what is parked.
 */
export async function parkVisitTogether(tx: Transaction, calls: Pick<Calls, 'commandIn'>, event: CallEvent, before: Call | null, call: Call): Promise<void> {
  const isParked = event.type === 'EntryParked' && before !== null && !isInCall(before);
  const isAbsent = event.type === 'EntryParked' && event.isAbsent === true;
  const isBack = event.type === 'EntryReturned';
  const isDone = before !== null && isInCall(before) && !isInCall(call);
  if (!isParked && !isBack && !isDone) return;
  for (const { callId } of (await othersOf(tx, call)).filter(({ state }) => state === 'queued' || state === 'parked')) {
    // What another transaction has done to it meanwhile counts; one that has begun to ring is not left ringing at nobody.
    const state = (await lockCall(tx, callId))?.call.state;
    if (isParked && (state === 'queued' || state === 'offered'))
      await calls.commandIn(tx, callId, { type: 'park', by: isAbsent ? 'terminal' : 'customer' }, system);
    else if (isBack && state === 'parked') await calls.commandIn(tx, callId, { type: 'returnFromPark' }, system);
    else if (state === 'parked') await calls.commandIn(tx, callId, { type: 'prolongPark' }, system);
  }
}

/** A matter that comes to a service by another's hand takes the place of what the visit waits or plans for there. */
export async function closeDuplicates(tx: Transaction, calls: Pick<Calls, 'commandIn'>, event: CallEvent, call: Call): Promise<void> {
  if (event.type !== 'EntryQueued' && event.type !== 'CallHandedOver') return;
  await store.takeOverPlanned(tx, call.visitId, call.serviceId);
  for (const twin of await othersOf(tx, call)) {
    if (twin.serviceId === call.serviceId && (twin.state === 'queued' || twin.state === 'parked'))
      await calls.commandIn(tx, twin.callId, { type: 'close', reason: 'takenOver' }, system);
  }
}
