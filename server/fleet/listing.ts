import { type Call, isInCall, isInQueue, occupiesTerminal } from '#shared/call/lifecycle.ts';
import { hasFailed } from '#shared/contract/deviceStates.ts';
import type { EmptyPoint, FleetTerminal } from '#shared/fleet/contract.ts';
import { readOpenCallsAtPoints } from '#server/calls/index.ts';
import { type EnrolledRow, readEnrolled, readTerminalCodes } from '#server/identity/index.ts';
import { type PresenceRow, readPresences } from '#server/presence/index.ts';
import { type TerminalReport, readLastSelfTests, readReports } from '#server/terminals/index.ts';
import type { FleetContext } from './context.ts';
import { type Administrator, isWithin } from './scope.ts';

const unknownDevices = { camera: 'unknown', microphone: 'unknown' } as const;

/** The terminals of the scope, in the catalogue's order. */
export const list = ({ database, catalogue }: FleetContext, { scope }: Administrator): Promise<FleetTerminal[]> =>
  database.transaction(async (tx) => {
    const points = catalogue.all.points.filter((point) => isWithin(scope, point));
    const ids = points.flatMap(({ terminals }) => terminals.map(({ id }) => id));
    const presences = new Map((await readPresences(tx, 'terminal', ids)).map((row) => [row.id, row]));
    const reports = new Map((await readReports(tx, ids)).map((row) => [row.terminalId, row]));
    const selfTests = new Map((await readLastSelfTests(tx, ids)).map((row) => [row.terminalId, row]));
    const enrolled = new Map((await readEnrolled(tx, ids)).map((row) => [row.terminalId, row]));
    const codes = new Map((await readTerminalCodes(tx, ids)).map((row) => [row.terminalId, row.expiresAt]));
    const open = await readOpenCallsAtPoints(
      tx,
      points.map(({ id }) => id),
    );
    return points.flatMap(({ id: pointId, terminals }) =>
      terminals.map(({ id, names }): FleetTerminal => {
        const [presence, report, enrolment, selfTest] = [presences.get(id), reports.get(id), enrolled.get(id), selfTests.get(id)];
        const concerned = concernedAt(open, id);
        return {
          terminalId: id,
          names,
          pointId,
          state: stateOf(presence, report, enrolment, concerned),
          lastHeardAt: presence === undefined ? null : presence.isConnected ? tx.now : presence.changedAt,
          devices: report?.devices ?? unknownDevices,
          pages: report?.build == null ? null : { build: report.build, isOutdated: report.isOutdated },
          selfTest: selfTest === undefined ? null : { at: selfTest.at, verdict: selfTest.verdict },
          enrolledUntil: enrolment?.expiresAt ?? null,
          hasKey: enrolment?.hasKey ?? false,
          codeUntil: codes.get(id) ?? null,
          concerned,
        };
      }),
    );
  });

/** The points of the scope where no terminal is in use: they can be given one. */
export const listEmptyPoints = ({ catalogue }: Pick<FleetContext, 'catalogue'>, { scope }: Administrator): EmptyPoint[] =>
  catalogue.pointsWithoutTerminal.filter((point) => isWithin(scope, point)).map(({ id, names }) => ({ pointId: id, names }));

/** Whom it would cut off, or make queue again. */
function concernedAt(open: readonly Call[], terminalId: string): FleetTerminal['concerned'] {
  const own = open.filter((call) => call.terminalId === terminalId && call.consultation === null && occupiesTerminal(call));
  return { calls: own.filter(isInCall).length, waiting: own.filter(isInQueue).length };
}

function stateOf(
  presence: PresenceRow | undefined,
  report: TerminalReport | undefined,
  enrolment: EnrolledRow | undefined,
  { calls, waiting }: FleetTerminal['concerned'],
): FleetTerminal['state'] {
  if (enrolment === undefined) return 'notEnrolled';
  if (presence?.isConnected !== true) return 'offline';
  if (calls > 0) return 'inCall';
  if (waiting > 0) return 'inQueue';
  if (report !== undefined && hasFailed(report.devices.microphone)) return 'fault';
  return report?.isInUse === true ? 'inUse' : 'free';
}
