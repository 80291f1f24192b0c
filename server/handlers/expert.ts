import { expertOf } from '#shared/call/lifecycle.ts';
import { type Call } from '#shared/call/lifecycle.ts';
import type { AgencyId, ExpertId } from '#shared/ids.ts';
import { type Calls, lockCall, putDraft, putNote } from '#server/calls/index.ts';
import type { Database } from '#server/db/index.ts';
import type { Experts } from '#server/experts/index.ts';
import type { HandlersOf, ViewPusher } from '#server/gateway/index.ts';
import type { CatalogueReader } from '#server/catalogue/index.ts';
import type { Consultations } from '#server/consultations/index.ts';
import { AppError } from '#server/errors.ts';
import type { Routing } from '#server/routing/index.ts';
import type { Terminals } from '#server/terminals/index.ts';
import type { SharedNotes, Visits } from '#server/visits/index.ts';
import { viewOf } from '#server/desks/handlers.ts';

type Parts = {
  readonly database: Database;
  readonly calls: Calls;
  readonly experts: Experts;
  readonly routing: Routing;
  readonly visits: Visits;
  readonly sharedNotes: SharedNotes;
  readonly terminals: Terminals;
  readonly consultations: Consultations;
  readonly views: ViewPusher;
  readonly catalogue: CatalogueReader;
};

/** What an expert can do. A call of another agency does not exist for them (Q22). */
export function expertHandlers({
  database,
  calls,
  experts,
  routing,
  visits,
  sharedNotes,
  terminals,
  consultations,
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
  | 'call:sendToAdviser'
  | 'offer:pick'
  | 'call:park'
  | 'note:share'
  | `consultation:${'start' | 'bringIn' | 'takeOut' | 'handOver' | 'end'}`
  | 'wrapUp:extend'
  | 'wrapUp:save'
  | 'wrapUp:complete'
> {
  const isOwnAgency = (id: ExpertId) => (call: Call) => call.agencyId === catalogue.member(id)?.agencyId;
  const agencyOf = (id: ExpertId): AgencyId => {
    const agencyId = catalogue.member(id)?.agencyId;
    if (agencyId == null) throw new AppError('notFound');
    return agencyId as AgencyId;
  };
  const empty = async (work: Promise<unknown>): Promise<Record<string, never>> => {
    await work;
    return {};
  };
  const isOwn = (id: ExpertId) => (call: Call) => expertOf(call) === id;
  const isOwnCustomers = (id: ExpertId) => (call: Call) => isOwn(id)(call) && call.consultation === null;
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
    'offer:pick': async ({ id }, { callId, reason }) => {
      await routing.giveByHand(callId, agencyOf(id), id, { reason: 'picked', note: reason });
      return {};
    },
    'call:park': async ({ id }, { callId }) => {
      await calls.command(callId, { type: 'park', by: 'expert', expertId: id }, isOwn(id));
      return {};
    },
    'note:share': async ({ id }, note) => {
      await sharedNotes.share(id, note);
      return {};
    },
    'consultation:start': ({ id }, question) => consultations.start(id, question),
    'consultation:bringIn': ({ id }, { callId }) => empty(consultations.bringIn(id, callId)),
    'consultation:takeOut': ({ id }, { callId }) => empty(consultations.takeOut(id, callId)),
    'consultation:handOver': ({ id }, { callId }) => empty(consultations.handOver(id, callId)),
    'consultation:end': ({ id }, { callId }) => empty(consultations.end(id, callId)),
    'call:transfer': ({ id }, transfer) => visits.transfer(id, transfer),
    'call:end': async ({ id }, { callId }) => {
      await calls.command(callId, { type: 'end', endedBy: 'expert', expertId: id }, isOwn(id));
      return {};
    },
    'call:sendToAdviser': ({ id }, { callId, reason }) =>
      database.transaction(async (tx) => {
        const call = await calls.commandIn(tx, callId, { type: 'end', endedBy: 'expert', expertId: id }, isOwnCustomers(id));
        // Who has ended the call themselves may have gone.
        if (call.state !== 'wrapUp' || call.endedBy !== 'expert') throw new AppError('callEnded');
        await terminals.sendToAdviserIn(tx, call.terminalId, call.agencyId, reason);
        return {};
      }),
    'wrapUp:extend': async ({ id }, { callId }) => {
      await calls.command(callId, { type: 'extendWrapUp', expertId: id }, isOwn(id));
      return {};
    },
    'wrapUp:save': ({ id }, { callId, ...draft }) =>
      database.transaction(async (tx) => {
        const call = (await lockCall(tx, callId))?.call;
        if (call === undefined || !isOwn(id)(call)) throw new AppError('notFound');
        if (call.state !== 'wrapUp') throw new AppError('wrongState');
        await putDraft(tx, callId, draft);
        return {};
      }),
    'wrapUp:complete': ({ id }, { callId, outcomeCode, referral, note }) =>
      database.transaction(async (tx) => {
        // The note first: closing the call sets the time at which its notes are erased.
        await putNote(tx, callId, 'wrapUp', note);
        await calls.commandIn(tx, callId, { type: 'completeWrapUp', expertId: id, outcomeCode, referral }, isOwn(id));
        return {};
      }),
  };
}
