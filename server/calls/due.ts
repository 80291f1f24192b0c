import { furthestDueMs } from '#shared/call/due.ts';
import { type Call, engagesCustomer } from '#shared/call/lifecycle.ts';
import type { CallId } from '#shared/ids.ts';
import type { Transaction } from '#server/platform/database/index.ts';
import { countFreeTerminals } from '#server/terminals/index.ts';
import { system } from './actor.ts';
import { commandIn } from './command.ts';
import type { CallsContext } from './context.ts';
import * as store from './store.ts';

/**
 * Carries out what time has brought; returns how many calls were due. Safe in several processes at once. Each call stands for itself:
 * one that fails is logged and tried again in the next round, and holds nobody else up.
 */
export async function runDue(context: CallsContext, limit = 50): Promise<number> {
  const { database, timings, logger } = context;
  const seen: CallId[] = [];
  for (;;) {
    const due = await database.transaction((tx) => store.dueCallIds(tx, limit, furthestDueMs(timings), seen));
    seen.push(...due);
    for (const callId of due) {
      await database
        .transaction((tx) => runDueIn(context, tx, callId))
        .catch((error: unknown) => logger.error({ err: error, callId }, 'what was due failed; the next round tries again'));
    }
    if (due.length < limit) break;
  }
  await database.transaction(store.eraseDueNotes);
  return seen.length;
}

/** Carries out what time has brought to a call. It is locked before its draft is read, so that nothing is saved between the two. */
async function runDueIn(context: CallsContext, tx: Transaction, callId: CallId): Promise<void> {
  const call = (await store.lockCall(tx, callId))?.call ?? null;
  const draft = call?.state === 'wrapUp' ? await store.readDraft(tx, callId) : null;
  await commandIn(context, tx, callId, { type: 'due', isHindered: await isHindered(tx, call), draft }, system);
}

/** Whether the customer cannot come though the time for it is over. */
async function isHindered(tx: Transaction, call: Call | null): Promise<boolean> {
  if (call?.state === 'parked') return (await store.readCallsOfVisit(tx, call.visitId)).some(engagesCustomer);
  return call?.state === 'summoned' && ((await countFreeTerminals(tx, [call.pointId])).get(call.pointId) ?? 0) === 0;
}
