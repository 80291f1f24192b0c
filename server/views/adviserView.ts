import { type Call, type ConnectedCall, type WaitingCall, engagesCustomer, isInCall, isInQueue, isWaiting, occupiesTerminal } from '#shared/call/lifecycle.ts';
import { hasFailed } from '#shared/contract/deviceStates.ts';
import type { AdviserView, AdviserTerminal, DeviceReport } from '#shared/contract/views/index.ts';
import { warnDaysAhead } from '#shared/fleet/contract.ts';
import type { AdviserId, PointId } from '#shared/ids.ts';
import { type Instant, after } from '#shared/instant.ts';
import { readSummons } from '#server/callbacks/index.ts';
import { readOpenCallsAtPoints } from '#server/calls/index.ts';
import type { CatalogueReader, TerminalLocation } from '#server/catalogue/index.ts';
import { type AlertRow, readAlertsOfPoints, toAlert } from '#server/connection/index.ts';
import { readEnrolled } from '#server/identity/index.ts';
import { readRemoteActionRuns } from '#server/remoteActions/index.ts';
import type { Transaction } from '#server/platform/database/index.ts';
import { AppError } from '#server/errors.ts';
import { messagesOf, readMessages } from '#server/messages/index.ts';
import { type PresenceRow, readPresences } from '#server/presence/index.ts';
import { type TerminalReport, readHelp, readLastSelfTests, readReports } from '#server/terminals/index.ts';
import { readOverridesOfPoints } from '#server/tickets/index.ts';
import type { Hours } from '#server/hours/index.ts';
import { readVisitingOfPoints } from '#server/visiting/index.ts';
import { countEntries, readOpenVisit } from '#server/visits/index.ts';
import { advisersOf, agencyStates, callSummaryOf, colleagueOf, serviceRequestsOf, viewMetaOf, helpOf, unknownDevices } from './viewMeta.ts';

/** What an adviser may know: every terminal of the own point, and of those that are looked after from there. Errors: notFound. */
export async function readAdviserView(tx: Transaction, catalogue: CatalogueReader, hours: Hours, adviserId: AdviserId): Promise<AdviserView> {
  const head = await viewMetaOf(tx, catalogue);
  const member = catalogue.member(adviserId);
  const point = member?.pointId == null ? undefined : catalogue.point(member.pointId);
  if (member === undefined || point === undefined) throw new AppError('notFound');
  const points = catalogue.pointsAdvisedFrom(point.id);
  const ids = points.flatMap(({ terminals: own }) => own.map(({ id }) => id));
  const presences = new Map((await readPresences(tx, 'terminal', ids)).map((row) => [row.id, row]));
  const reports = new Map((await readReports(tx, ids)).map((row) => [row.terminalId, row]));
  const selfTests = new Map((await readLastSelfTests(tx, ids)).map(({ terminalId, ...test }) => [terminalId, test]));
  const enrolled = new Map((await readEnrolled(tx, ids)).map((row) => [row.terminalId, row]));
  const help = new Map((await readHelp(tx, ids)).map((row) => [row.terminalId, row]));
  const made = await countEntries(tx, ids);
  const pointIds = points.map(({ id }) => id);
  const calls = await readOpenCallsAtPoints(tx, pointIds);
  const alerts = await readAlertsOfPoints(
    tx,
    pointIds,
    calls.filter(isInCall).map(({ expertId }) => expertId),
  );
  const waiting = calls.filter(isWaiting);
  const lines = await readMessages(
    tx,
    waiting.map(({ callId }) => callId),
  );
  const terminals: AdviserTerminal[] = [];
  for (const id of ids) {
    const place = catalogue.terminal(id);
    if (place === undefined) continue;
    const asked = help.get(id);
    terminals.push({
      ...(await stateOf(tx, place, presences.get(id), reports.get(id), currentOf(calls, id), catalogue, point.id)),
      messages: messagesOf(
        lines,
        waiting.filter(({ terminalId }) => terminalId === id).map(({ callId }) => callId),
        catalogue,
      ),
      alerts: alertsAt(alerts, id, currentOf(calls, id)),
      remoteActionRuns: await readRemoteActionRuns(tx, id, catalogue),
      selfTest: selfTests.get(id) ?? null,
      enrolmentEndsAt: soonOnly(enrolled.get(id)?.expiresAt, tx.now),
      deviceChoices: reports.get(id)?.deviceChoices ?? [],
      settings: reports.get(id)?.settings ?? null,
      pages: pagesOf(reports.get(id)),
      entries: { made: made.get(id) ?? 0, openCallIds: calls.filter((call) => isEntryOf(call, id)).map(({ callId }) => callId) },
      help: asked === undefined ? null : helpOf(asked, catalogue),
    });
  }
  return {
    ...head,
    adviser: { id: adviserId, displayName: member.displayName, pointId: point.id, pointNames: point.names },
    isPointClosed: hours.isPointClosed(point.id),
    agencies: (await agencyStates(tx, catalogue, hours, point.id)).filter(({ agencyId }) => pointIds.some((id) => catalogue.servesAt(agencyId, id))),
    terminals,
    calledBack: await readSummons(tx, pointIds),
    visitingBookings: await readVisitingOfPoints(tx, catalogue, pointIds),
    overrides: (await readOverridesOfPoints(tx, pointIds)).map(({ adviserId: by, ...override }) => ({ ...override, byName: catalogue.nameOf(by) })),
    joined: joinedOf(calls, adviserId, catalogue),
  };
}

/** What the terminal's customer is in: the call with an expert, else the first that waits. */
const currentOf = (calls: readonly Call[], terminalId: string): Call | undefined => {
  const own = calls.filter((call) => call.terminalId === terminalId && call.consultation === null && occupiesTerminal(call));
  return own.find(engagesCustomer) ?? own[0];
};

/** Whether it was made at the terminal and is still in a queue, the customer there or gone away. */
const isEntryOf = (call: Call, terminalId: string): boolean => call.terminalId === terminalId && call.consultation === null && isInQueue(call);

/** The moment, if it is near enough to be told. */
const soonOnly = (at: Instant | undefined, now: Instant): Instant | null => (at === undefined || at > after(now, warnDaysAhead * 86_400_000) ? null : at);

const pagesOf = (report: TerminalReport | undefined): AdviserTerminal['pages'] =>
  report?.build == null ? null : { build: report.build, isOutdated: report.isOutdated };

/** What stands at the terminal itself, and at the others in its call. */
function alertsAt(alerts: readonly AlertRow[], terminalId: string, call: Call | undefined): AdviserTerminal['alerts'] {
  const expertId = call !== undefined && isInCall(call) ? call.expertId : null;
  return alerts
    .filter(({ leg, subjectId, roomId }) =>
      leg === 'terminal' ? subjectId === terminalId : (call !== undefined && roomId === call.roomId) || (leg === 'expert' && subjectId === expertId),
    )
    .map(toAlert);
}

/** Without a microphone a terminal cannot carry a call; without a camera it can. */
const isFaulty = ({ microphone }: DeviceReport): boolean => hasFailed(microphone);

async function stateOf(
  tx: Transaction,
  place: TerminalLocation,
  presence: PresenceRow | undefined,
  report: { devices: DeviceReport; isInUse: boolean } | undefined,
  call: Call | undefined,
  catalogue: CatalogueReader,
  pointId: PointId,
): Promise<
  Omit<
    AdviserTerminal,
    'help' | 'messages' | 'entries' | 'alerts' | 'remoteActionRuns' | 'deviceChoices' | 'settings' | 'pages' | 'selfTest' | 'enrolmentEndsAt'
  >
> {
  const visit = await readOpenVisit(tx, place.id);
  const devices = report?.devices ?? unknownDevices;
  const common = {
    terminalId: place.id,
    names: place.names,
    elsewhere: place.point.id === pointId ? null : place.point.names,
    devices,
    visitNumber: visit?.number ?? null,
    serviceRequests: visit === null ? [] : await serviceRequestsOf(tx, visit.id),
  };
  if (call !== undefined && 'terminal' in call) {
    const state = isInCall(call) ? ('inCall' as const) : ('inQueue' as const);
    return { ...common, state, since: call.queuedAt, presence: call.terminal, call: deskCall(call, common.serviceRequests, catalogue) };
  }
  const isPresent = presence?.isConnected === true;
  const state = !isPresent ? 'offline' : isFaulty(devices) ? 'fault' : visit !== null || report?.isInUse === true ? 'choosing' : 'idle';
  return { ...common, state, since: presence?.changedAt ?? null, presence: null, call: null };
}

function deskCall(call: WaitingCall | ConnectedCall, serviceRequests: AdviserTerminal['serviceRequests'], catalogue: CatalogueReader): AdviserTerminal['call'] {
  const head = { ...callSummaryOf(call), state: call.state, isAbsent: call.state === 'parked' && call.isAbsent };
  if (!isInCall(call)) {
    const position = serviceRequests.find(({ callId }) => callId === call.callId)?.position ?? null;
    return { ...head, position, acceptedAt: null, expertName: null, expertPresence: null, advisers: [] };
  }
  return {
    ...head,
    position: null,
    acceptedAt: call.state === 'connecting' ? call.acceptedAt : call.startedAt,
    expertName: catalogue.nameOf(call.expertId),
    expertPresence: call.expert,
    advisers: advisersOf(call.advisers, catalogue),
  };
}

function joinedOf(calls: readonly Call[], adviserId: AdviserId, catalogue: CatalogueReader): AdviserView['joined'] {
  for (const call of calls) {
    if (!isInCall(call)) continue;
    const me = call.advisers.find((adviser) => adviser.adviserId === adviserId);
    if (me !== undefined)
      return {
        callId: call.callId,
        terminalId: call.terminalId,
        microphone: me.microphone,
        requestedMode: me.requestedMode ?? null,
        expertId: call.expertId,
        expertName: catalogue.nameOf(call.expertId),
        colleague: colleagueOf(
          calls.filter(({ consultation }) => consultation?.ofCallId === call.callId),
          catalogue,
        ),
      };
  }
  return null;
}
