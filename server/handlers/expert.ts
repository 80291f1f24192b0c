import { expertOf } from '#shared/call/lifecycle.ts';
import type { Call } from '#shared/call/lifecycle.ts';
import type { ExpertId } from '#shared/ids.ts';
import { type Calls, putNote } from '#server/calls/index.ts';
import type { Database } from '#server/db/index.ts';
import type { Experts } from '#server/experts/index.ts';
import type { HandlersOf, ViewPusher } from '#server/gateway/index.ts';
import type { CatalogueReader } from '#server/catalogue/index.ts';
import type { Visits } from '#server/visits/index.ts';
import { viewOf } from './view.ts';

type Parts = {
  readonly database: Database;
  readonly calls: Calls;
  readonly experts: Experts;
  readonly visits: Visits;
  readonly views: ViewPusher;
  readonly catalogue: CatalogueReader;
};

/** What an expert can do. A call of another agency does not exist for them (Q22). */
export function expertHandlers({
  database,
  calls,
  experts,
  visits,
  views,
  catalogue,
}: Parts): HandlersOf<
  | 'expert:sync'
  | 'status:choose'
  | 'status:reportMicrophoneFailure'
  | 'offer:accept'
  | 'offer:decline'
  | 'call:hold'
  | 'call:resume'
  | 'call:transfer'
  | 'call:end'
  | 'wrapUp:extend'
  | 'wrapUp:complete'
> {
  const isOwnAgency = (id: ExpertId) => (call: Call) => call.agencyId === catalogue.member(id)?.agencyId;
  const isOwn = (id: ExpertId) => (call: Call) => expertOf(call) === id;
  return {
    'expert:sync': (session) => viewOf(views, session, 'expert:view'),
    'status:choose': async ({ id }, choice) => {
      await experts.choose(id, choice);
      return {};
    },
    'status:reportMicrophoneFailure': async ({ id }) => {
      await experts.change(id, 'microphoneFailed');
      return {};
    },
    'offer:accept': async ({ id }, { callId, offerNumber }) => {
      await calls.command(callId, { type: 'accept', expertId: id, offerNumber }, isOwnAgency(id));
      return { callId };
    },
    'offer:decline': async ({ id }, { callId, offerNumber, reason }) => {
      await calls.command(callId, { type: 'decline', expertId: id, offerNumber, reason }, isOwnAgency(id));
      return {};
    },
    'call:hold': async ({ id }, { callId }) => {
      await calls.command(callId, { type: 'hold', expertId: id }, isOwn(id));
      return {};
    },
    'call:resume': async ({ id }, { callId }) => {
      await calls.command(callId, { type: 'resume', expertId: id }, isOwn(id));
      return {};
    },
    'call:transfer': ({ id }, transfer) => visits.transfer(id, transfer),
    'call:end': async ({ id }, { callId }) => {
      await calls.command(callId, { type: 'end', endedBy: 'expert', expertId: id }, isOwn(id));
      return {};
    },
    'wrapUp:extend': async ({ id }, { callId }) => {
      await calls.command(callId, { type: 'extendWrapUp', expertId: id }, isOwn(id));
      return {};
    },
    'wrapUp:complete': ({ id }, { callId, outcomeCode, note }) =>
      database.transaction(async (tx) => {
        // The note first: closing the call sets the time at which its notes are erased.
        await putNote(tx, callId, 'wrapUp', note);
        await calls.commandIn(tx, callId, { type: 'completeWrapUp', expertId: id, outcomeCode }, isOwn(id));
        return {};
      }),
  };
}
