import type { ExpertId } from '#shared/ids.ts';
import type { CatalogueReader } from '#server/catalogue/index.ts';
import { done } from '#server/feature.ts';
import type { Handlers } from '#server/platform/gateway/port.ts';
import { customerAt, expertOfAgency, expertOn, sideOf } from './actor.ts';
import type { Calls } from './index.ts';

type Parts = { readonly calls: Calls; readonly catalogue: CatalogueReader };

/** What a customer or an expert does with a call that is theirs. A call of another agency does not exist for them (Q22). */
export function callHandlers({ calls, catalogue }: Parts) {
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
    'wrapUp:save': ({ id }, { callId, ...draft }) => done(calls.saveWrapUp(id, callId, draft)),
    'wrapUp:complete': ({ id }, { callId, ...result }) => done(calls.completeWrapUp(id, callId, result)),
  } satisfies Partial<Handlers>;
}
