import { type Call, type CallEvent, expertOf, isInCall } from '#shared/call/lifecycle.ts';
import type { CallId } from '#shared/ids.ts';
import { lockCall, lockConsultationsOf, readCall, readConsultationsOf, system } from '#server/calls/index.ts';
import type { Transaction } from '#server/platform/database/index.ts';
import type { ConsultationsContext } from './context.ts';
import { giveTo } from './giving.ts';

/** What one of the two calls does to the other, in the same transaction. */
export async function reactToCall(context: ConsultationsContext, tx: Transaction, event: CallEvent, before: Call | null, call: Call): Promise<void> {
  if (call.consultation !== null) {
    tell(context, tx, await readCall(tx, call.consultation.ofCallId));
    // The colleague has answered: the customer is on hold from here on, until brought in.
    if (event.type === 'EntryAccepted') await holdFor(context, tx, call.consultation.ofCallId);
    return;
  }
  if (before !== null && isInCall(before) && isInCall(call) && before.advisers !== call.advisers)
    for (const colleague of await readConsultationsOf(tx, call.callId)) tell(context, tx, colleague);
  const hasLeft = (event.type === 'CallEnded' && event.endedBy !== 'handedOver') || event.type === 'EntryRequeued' || event.type === 'EntryParked';
  if (!hasLeft) return;
  for (const colleague of await lockConsultationsOf(tx, call.callId)) {
    const staysWithCustomer = event.type === 'EntryRequeued' && colleague.consultation?.stage === 'joint' && isInCall(colleague) && call.state === 'queued';
    if (!staysWithCustomer) {
      await context.calls.commandIn(tx, colleague.callId, { type: 'endConsultation' }, system);
      continue;
    }
    // The asking expert was lost, but the customer is not alone: the colleague goes on with them.
    await giveTo(context, tx, colleague, { terminal: call.terminal, advisers: before !== null && isInCall(before) ? before.advisers : [] });
    await context.calls.commandIn(tx, call.callId, { type: 'close', reason: 'takenOver' }, system);
  }
}

/** The others in the room show who is in it and how the question stands, and may be of another agency or point than what has changed. */
function tell({ changes }: ConsultationsContext, tx: Transaction, call: Call | null): void {
  const expertId = call === null ? null : expertOf(call);
  const advisers = call !== null && isInCall(call) ? call.advisers : [];
  const topics = [...(expertId === null ? [] : [`expert:${expertId}` as const]), ...advisers.map(({ role, adviserId }) => `${role}:${adviserId}` as const)];
  if (topics.length > 0) tx.afterCommit(() => changes.announce(topics));
}

async function holdFor({ calls }: ConsultationsContext, tx: Transaction, callId: CallId): Promise<void> {
  const asking = (await lockCall(tx, callId))?.call;
  if (asking?.state === 'active') await calls.commandIn(tx, callId, { type: 'hold', expertId: asking.expertId }, system);
}
