import { type Call } from '#shared/call/lifecycle.ts';
import type { PointId, TerminalId } from '#shared/ids.ts';
import type { Calls } from '#server/calls/index.ts';
import type { CatalogueReader } from '#server/catalogue/index.ts';
import { AppError } from '#server/errors.ts';
import type { HandlersOf, ViewPusher } from '#server/gateway/index.ts';
import type { Hours } from '#server/hours/index.ts';
import type { Terminals } from '#server/terminals/index.ts';
import type { Visits } from '#server/visits/index.ts';
import { viewOf } from './view.ts';

type Parts = {
  readonly calls: Calls;
  readonly visits: Visits;
  readonly terminals: Terminals;
  readonly views: ViewPusher;
  readonly catalogue: CatalogueReader;
  readonly hours: Hours;
  /** The adviser has left: the media session goes at once, not first when somebody asks. */
  readonly onAdviserLeft: (key: `adviser:${string}`) => Promise<void>;
};

/** What an adviser can do, with the own point's terminals only. */
export function deskHandlers({
  calls,
  visits,
  terminals,
  views,
  catalogue,
  hours,
  onAdviserLeft,
}: Parts): HandlersOf<
  | 'adviser:sync'
  | 'desk:setUpCall'
  | 'desk:removeFromQueue'
  | 'point:close'
  | 'point:reopen'
  | 'help:answer'
  | 'help:close'
  | 'call:join'
  | 'call:leaveAsAdviser'
> {
  const isAtOwnPoint = (pointId: PointId) => (call: Call) => call.pointId === pointId;
  const demandOwnTerminal = (pointId: PointId, terminalId: TerminalId) => {
    if (catalogue.terminal(terminalId)?.point.id !== pointId) throw new AppError('notFound');
  };
  return {
    'adviser:sync': (session) => viewOf(views, session, 'adviser:view'),
    'desk:setUpCall': async ({ id, pointId }, errand) => {
      demandOwnTerminal(pointId, errand.terminalId);
      return visits.join({ ...errand, setUpBy: id, next: [] });
    },
    'desk:removeFromQueue': async ({ pointId }, { callId }) => {
      await calls.command(callId, { type: 'end', endedBy: 'adviser' }, isAtOwnPoint(pointId));
      return {};
    },
    'point:close': async ({ id, pointId }) => {
      await hours.closePoint(pointId, id);
      return {};
    },
    'point:reopen': async ({ pointId }) => {
      await hours.reopenPoint(pointId);
      return {};
    },
    'help:answer': async ({ id, pointId }, { terminalId }) => {
      demandOwnTerminal(pointId, terminalId);
      await terminals.answerHelp(terminalId, id);
      return {};
    },
    'help:close': async ({ pointId }, { terminalId }) => {
      demandOwnTerminal(pointId, terminalId);
      await terminals.closeHelp(terminalId);
      return {};
    },
    'call:join': async ({ id, pointId }, { callId, microphone }) => {
      await calls.command(callId, { type: 'joinAsAdviser', adviserId: id, role: 'adviser', microphone }, isAtOwnPoint(pointId));
      return {};
    },
    'call:leaveAsAdviser': async ({ id, pointId }, { callId }) => {
      await calls.command(callId, { type: 'leaveAsAdviser', adviserId: id }, isAtOwnPoint(pointId));
      await onAdviserLeft(`adviser:${id}`);
      return {};
    },
  };
}
