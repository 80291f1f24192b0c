import type { Logger } from 'pino';
import type { ParticipantKey } from '#shared/call/flows.ts';
import { type Call, type ConnectedCall, isConnected } from '#shared/call/lifecycle.ts';
import type { EventPayload } from '#shared/contract/index.ts';
import type { CallId, PointId } from '#shared/ids.ts';
import type { Callbacks } from '#server/callbacks/index.ts';
import { type Calls, readCall } from '#server/calls/index.ts';
import type { CatalogueReader } from '#server/catalogue/index.ts';
import type { Database } from '#server/db/index.ts';
import { AppError } from '#server/errors.ts';
import type { HandlersOf, ViewPusher } from '#server/gateway/index.ts';
import type { Hours } from '#server/hours/index.ts';
import type { Terminals } from '#server/terminals/index.ts';
import type { Visiting } from '#server/visiting/index.ts';
import type { Visits } from '#server/visits/index.ts';
import { type Adviser, ownTerminalGuard } from '#server/catalogue/ownTerminal.ts';
import { viewOf } from '#server/desks/handlers.ts';

type Parts = {
  readonly database: Database;
  readonly calls: Calls;
  readonly visits: Visits;
  readonly callbacks: Callbacks;
  readonly visiting: Visiting;
  readonly terminals: Terminals;
  readonly views: ViewPusher;
  readonly catalogue: CatalogueReader;
  readonly hours: Hours;
  readonly logger: Logger;
  /** The adviser has left: the media session goes at once, not first when somebody asks. */
  readonly onAdviserLeft: (key: `adviser:${string}`) => Promise<void>;
  /** Passes a line to its readers in the call; it is kept nowhere. */
  readonly onSaid: (call: ConnectedCall, by: ParticipantKey, line: EventPayload<'connection:said'>) => void;
};

/** What an adviser can do, with the terminals of the own point, and of those that are looked after from there. */
export function deskHandlers({
  database,
  calls,
  visits,
  callbacks,
  visiting,
  terminals,
  views,
  catalogue,
  hours,
  logger,
  onAdviserLeft,
  onSaid,
}: Parts): HandlersOf<
  | 'adviser:sync'
  | 'desk:setUpCall'
  | 'desk:removeFromQueue'
  | 'desk:removeEntries'
  | 'desk:liftEntryLimit'
  | `desk:${'cancelVisiting' | 'moveVisiting' | 'visitingTimes' | 'answerNumber' | 'moveNumber' | 'numberSlots' | 'issuePin'}`
  | 'point:close'
  | 'point:reopen'
  | 'help:answer'
  | 'help:close'
  | 'call:join'
  | 'call:leaveAsAdviser'
  | 'connection:say'
> {
  const isAdvised = (pointId: PointId) => (call: Call) => catalogue.isAdvisedFrom(call.pointId, pointId);
  const isAdvisedPoint = (pointId: PointId) => (at: PointId) => catalogue.isAdvisedFrom(at, pointId);
  const demandOwnPoint = ({ pointId }: Adviser, at: PointId): void => {
    if (!isAdvisedPoint(pointId)(at)) throw new AppError('notFound');
  };
  const demandOwnTerminal = ownTerminalGuard({ catalogue, logger });
  /** Errors: notFound, also for another point's. */
  const ownCall = async (callId: CallId, adviser: Adviser): Promise<Call> => {
    const call = await calls.read(callId);
    if (call === null) throw new AppError('notFound');
    demandOwnTerminal(adviser, call.terminalId);
    return call;
  };
  return {
    'adviser:sync': (session) => viewOf(views, session, 'adviser:view'),
    'desk:setUpCall': async (adviser, errand) => {
      demandOwnTerminal(adviser, errand.terminalId);
      return visits.join({ ...errand, setUpBy: adviser.id, next: [] });
    },
    'desk:removeFromQueue': ({ id, pointId }, { callId }) =>
      database.transaction(async (tx) => {
        const call = await readCall(tx, callId);
        await calls.commandIn(tx, callId, { type: 'end', endedBy: 'adviser' }, isAdvised(pointId));
        if (call !== null) await callbacks.recordRemoval(tx, id, call);
        return {};
      }),
    'desk:cancelVisiting': async ({ id, pointId }, { bookingId }) => {
      await visiting.cancelFor(id, bookingId, isAdvisedPoint(pointId));
      return {};
    },
    'desk:removeEntries': async (adviser, { terminalId, callIds }) => {
      demandOwnTerminal(adviser, terminalId);
      await visits.removeEntries(terminalId, callIds);
      return {};
    },
    'desk:liftEntryLimit': async (adviser, { terminalId }) => {
      demandOwnTerminal(adviser, terminalId);
      await visits.liftEntryLimit(terminalId, adviser.id);
      return {};
    },
    'desk:moveVisiting': async ({ id, pointId }, booking) => {
      await visiting.moveFor(id, booking, isAdvisedPoint(pointId));
      return {};
    },
    'desk:visitingTimes': async ({ pointId }, { bookingId }) => ({
      times: (await visiting.timesFor(bookingId, isAdvisedPoint(pointId))).flatMap(({ times }) => times),
    }),
    'desk:answerNumber': async (adviser, { terminalId, number }) => {
      demandOwnTerminal(adviser, terminalId);
      await callbacks.answerFor(adviser.id, terminalId, number);
      return {};
    },
    'desk:moveNumber': async (adviser, { pointId, ...move }) => {
      demandOwnPoint(adviser, pointId);
      await callbacks.moveFor(adviser.id, pointId, move);
      return {};
    },
    'desk:numberSlots': async (adviser, { pointId, number }) => {
      demandOwnPoint(adviser, pointId);
      return { times: await callbacks.slotsFor(pointId, number) };
    },
    'desk:issuePin': async (adviser, { pointId, number }) => {
      demandOwnPoint(adviser, pointId);
      return { number, pin: await callbacks.issuePinFor(adviser.id, pointId, number) };
    },
    'point:close': async ({ id, pointId }) => {
      await hours.closePoint(pointId, id);
      return {};
    },
    'point:reopen': async ({ pointId }) => {
      await hours.reopenPoint(pointId);
      return {};
    },
    'help:answer': async (adviser, { terminalId }) => {
      demandOwnTerminal(adviser, terminalId);
      await terminals.answerHelp(terminalId, adviser.id);
      return {};
    },
    'help:close': async (adviser, { terminalId }) => {
      demandOwnTerminal(adviser, terminalId);
      await terminals.closeHelp(terminalId);
      return {};
    },
    'call:join': async (adviser, { callId, microphone }) => {
      const { id, pointId } = adviser;
      const { serviceId } = await ownCall(callId, adviser);
      const needsConsent = catalogue.isConfidential(serviceId);
      const command = { type: 'joinAsAdviser', adviserId: id, role: 'adviser', microphone, needsConsent } as const;
      const call = await calls.command(callId, command, isAdvised(pointId));
      // Nothing of the call reaches who is there for the connection alone.
      if (isConnected(call) && call.advisers.some((one) => one.adviserId === id && one.microphone === 'connectionOnly')) await onAdviserLeft(`adviser:${id}`);
      return {};
    },
    'connection:say': async (session, { callId, text, to }) => {
      const call = await calls.read(callId);
      const isIn = call !== null && isConnected(call) && (call.expertId === session.id || call.advisers.some(({ adviserId }) => adviserId === session.id));
      if (!isIn) throw new AppError('notFound');
      // An expert speaks with the customer face to face.
      const readers = session.role === 'expert' ? 'staff' : to;
      onSaid(call, session.key, { callId, byName: catalogue.nameOf(session.id), text, to: readers });
      return {};
    },
    'call:leaveAsAdviser': async ({ id, pointId }, { callId }) => {
      await calls.command(callId, { type: 'leaveAsAdviser', adviserId: id }, isAdvised(pointId));
      await onAdviserLeft(`adviser:${id}`);
      return {};
    },
  };
}
