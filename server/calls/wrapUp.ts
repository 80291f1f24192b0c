import { hasAgencyCodes } from '#shared/call/agencyCodes.ts';
import type { Call } from '#shared/call/lifecycle.ts';
import type { RequestParsed } from '#shared/contract/index.ts';
import type { CallId, ExpertId } from '#shared/ids.ts';
import { AppError } from '#server/errors.ts';
import type { Transaction } from '#server/platform/database/index.ts';
import { expertOn } from './actor.ts';
import { commandIn } from './command.ts';
import type { CallsContext } from './context.ts';
import * as store from './store.ts';

/** The expert's own call, locked. Errors: notFound, alike for another's call and for one that there never was. */
async function lockOwn(tx: Transaction, id: ExpertId, callId: CallId): Promise<Call> {
  const call = (await store.lockCall(tx, callId))?.call;
  if (call === undefined || !expertOn(id).mayAct(call)) throw new AppError('notFound');
  return call;
}

/** Lets through the codes that the call's agency has. Errors: unknownCode. */
function demandCodes({ catalogue }: CallsContext, { agencyId }: Call, result: Omit<RequestParsed<'wrapUp:save'>, 'callId'>): void {
  if (!hasAgencyCodes(catalogue.agency(agencyId) ?? {}, result)) throw new AppError('unknownCode');
}

/** Keeps what the expert has written so far. Errors: notFound, wrongState, unknownCode. */
export const saveWrapUp = (context: CallsContext, id: ExpertId, callId: CallId, draft: Omit<RequestParsed<'wrapUp:save'>, 'callId'>): Promise<void> =>
  context.database.transaction(async (tx) => {
    const call = await lockOwn(tx, id, callId);
    if (call.state !== 'wrapUp') throw new AppError('wrongState');
    demandCodes(context, call, draft);
    await store.putDraft(tx, callId, draft);
  });

/** The expert is done with the call. Errors: notFound, wrongState, unknownCode. */
export const completeWrapUp = (context: CallsContext, id: ExpertId, callId: CallId, result: Omit<RequestParsed<'wrapUp:complete'>, 'callId'>): Promise<void> =>
  context.database.transaction(async (tx) => {
    demandCodes(context, await lockOwn(tx, id, callId), result);
    const { note, ...codes } = result;
    // The note first: closing the call sets the time at which its notes are erased.
    await store.putNote(tx, callId, 'wrapUp', note);
    await commandIn(context, tx, callId, { type: 'completeWrapUp', expertId: id, ...codes }, expertOn(id));
  });
