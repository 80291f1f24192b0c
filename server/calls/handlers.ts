import type { ExpertId } from '#shared/ids.ts';
import type { CatalogueReader } from '#server/catalogue/index.ts';
import type { Database } from '#server/db/index.ts';
import { AppError } from '#server/errors.ts';
import { done } from '#server/feature.ts';
import type { Handlers } from '#server/gateway/port.ts';
import { customerAt, expertOfAgency, expertOn, sideOf } from './actor.ts';
import { type Calls, lockCall, putDraft, putNote } from './index.ts';

type Parts = { readonly database: Database; readonly calls: Calls; readonly catalogue: CatalogueReader };

/** What a customer or an expert does with a call that is theirs. A call of another agency does not exist for them (Q22). */
export function callHandlers({ database, calls, catalogue }: Parts) {
  const colleague = (id: ExpertId) => expertOfAgency(id, catalogue.member(id)?.agencyId);
  return {
    'call:leave': ({ id }, { callId }) => done(calls.command(callId, { type: 'end', endedBy: 'customer' }, customerAt(id))),
    'offer:accept': async ({ id }, { callId, offerNumber }) => {
      await calls.command(callId, { type: 'accept', expertId: id, offerNumber }, colleague(id));
      return { callId };
    },
    'offer:decline': ({ id }, { callId, offerNumber, reason }) =>
      done(calls.command(callId, { type: 'decline', expertId: id, offerNumber, reason }, colleague(id))),
    'call:confirmConnected': (session, { callId }) => done(calls.command(callId, { type: 'confirmConnected' }, sideOf(session))),
    'call:hold': ({ id }, { callId }) => done(calls.command(callId, { type: 'hold', expertId: id }, expertOn(id))),
    'call:resume': ({ id }, { callId }) => done(calls.command(callId, { type: 'resume', expertId: id }, expertOn(id))),
    'call:park': ({ id }, { callId }) => done(calls.command(callId, { type: 'park', by: 'expert', expertId: id }, expertOn(id))),
    'call:end': ({ id }, { callId }) => done(calls.command(callId, { type: 'end', endedBy: 'expert', expertId: id }, expertOn(id))),
    'wrapUp:extend': ({ id }, { callId }) => done(calls.command(callId, { type: 'extendWrapUp', expertId: id }, expertOn(id))),
    'wrapUp:save': ({ id }, { callId, ...draft }) =>
      database.transaction(async (tx) => {
        const call = (await lockCall(tx, callId))?.call;
        if (call === undefined || !expertOn(id).mayAct(call)) throw new AppError('notFound');
        if (call.state !== 'wrapUp') throw new AppError('wrongState');
        await putDraft(tx, callId, draft);
        return {};
      }),
    'wrapUp:complete': ({ id }, { callId, outcomeCode, referral, note }) =>
      database.transaction(async (tx) => {
        // The note first: closing the call sets the time at which its notes are erased.
        await putNote(tx, callId, 'wrapUp', note);
        await calls.commandIn(tx, callId, { type: 'completeWrapUp', expertId: id, outcomeCode, referral }, expertOn(id));
        return {};
      }),
  } satisfies Partial<Handlers>;
}
