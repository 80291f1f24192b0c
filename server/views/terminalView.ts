import { terminalKey } from '#shared/call/mediaRouting.ts';
import { type Call, type ConnectedCall, isInCall } from '#shared/call/lifecycle.ts';
import type { TerminalCall, TerminalView } from '#shared/contract/views/index.ts';
import type { TerminalId } from '#shared/ids.ts';
import type { Instant } from '#shared/instant.ts';
import { estimateWait } from '#shared/queue/estimate.ts';
import { readSummons } from '#server/callbacks/index.ts';
import { readCallAtTerminal, readConsultationsOf, readEvents, readMutes } from '#server/calls/index.ts';
import type { CatalogueReader } from '#server/catalogue/index.ts';
import { ownFindings } from '#server/connection/index.ts';
import type { Transaction } from '#server/platform/database/index.ts';
import { AppError } from '#server/errors.ts';
import type { Hours } from '#server/hours/index.ts';
import { readOpenForm } from '#server/forms/index.ts';
import { messagesOf, readMessages } from '#server/messages/index.ts';
import { readHistory } from '#server/queue/index.ts';
import { widensAt } from '#server/routing/index.ts';
import { readHelp } from '#server/terminals/index.ts';
import { readRating } from '#server/ratings/index.ts';
import { readSharedNotes } from '#server/sharedNotes/index.ts';
import { readOpenVisit } from '#server/visits/index.ts';
import { advisersOf, agencyStates, callSummaryOf, colleagueOf, serviceRequestsOf, viewMetaOf, helpOf } from './viewMeta.ts';
import { returnsAfter } from './returns.rules.ts';
import { ableFor } from './queuePosition.ts';

/** What the customer at a terminal may know. Errors: notFound. */
export async function readTerminalView(tx: Transaction, catalogue: CatalogueReader, hours: Hours, terminalId: TerminalId): Promise<TerminalView> {
  const place = catalogue.terminal(terminalId);
  if (place === undefined) throw new AppError('notFound');
  const [head, visit, [help], agencies, findings] = await Promise.all([
    viewMetaOf(tx, catalogue),
    readOpenVisit(tx, terminalId),
    readHelp(tx, [terminalId]),
    agencyStates(tx, catalogue, hours, place.point.id),
    ownFindings(tx, 'terminal', terminalId),
  ]);
  const [call, serviceRequests, sharedNotes, rating] =
    visit === null
      ? [null, [], [], null]
      : await Promise.all([readCallAtTerminal(tx, terminalId), serviceRequestsOf(tx, visit.id), readSharedNotes(tx, visit.id), readRating(tx, visit.id)]);
  const position = serviceRequests.find(({ callId }) => callId === call?.callId)?.position ?? 1;
  const callIds = serviceRequests.map(({ callId }) => callId);
  const asked = sharedNotes.find(({ state }) => state === 'asked');
  return {
    ...head,
    terminal: {
      id: place.id,
      names: place.names,
      pointId: place.point.id,
      pointNames: place.point.names,
      defaultLanguage: place.point.defaultLanguage,
      isWeakLine: (place.point.line ?? (place.point.kind === 'mobile' ? 'weak' : 'normal')) === 'weak',
    },
    agencies,
    visitNumber: visit?.number ?? null,
    call: call === null ? null : await callPart(tx, call, position, catalogue, hours),
    muted: call === null ? [] : await readMutes(tx, call.roomId, terminalKey(terminalId)),
    serviceRequests,
    rating,
    messages: messagesOf(await readMessages(tx, callIds), callIds, catalogue),
    consent: asked === undefined ? null : { noteId: asked.noteId, fromAgencyId: asked.fromAgencyId, toAgencyId: asked.toAgencyId, note: asked.note },
    // Who sits here need not know who else is called.
    summons: visit === null ? (await readSummons(tx, [place.point.id])).filter(({ state }) => state === 'summoned') : [],
    help: help === undefined ? null : helpOf(help, catalogue),
    findings,
  };
}

/** The people in the call besides the customer. */
async function peopleOf(tx: Transaction, call: ConnectedCall, catalogue: CatalogueReader) {
  const consultations = (await readConsultationsOf(tx, call.callId)).filter(isInCall);
  const [asked] = consultations;
  const colleague = colleagueOf(consultations, catalogue);
  return {
    expertId: call.expertId,
    expertName: catalogue.nameOf(call.expertId),
    expertPresence: call.expert,
    colleague,
    askedColleague:
      asked === undefined || asked.consultation?.stage !== 'customerAsked'
        ? null
        : { callId: asked.callId, displayName: catalogue.nameOf(asked.expertId), agencyId: asked.agencyId },
    isConsulting: asked !== undefined && colleague === null,
    form: await readOpenForm(tx, call.callId),
    advisers: advisersOf(call.advisers, catalogue),
  };
}

async function callPart(tx: Transaction, call: Call, position: number, catalogue: CatalogueReader, hours: Hours): Promise<TerminalCall> {
  const head = callSummaryOf(call);
  if (isInCall(call)) {
    const people = await peopleOf(tx, call, catalogue);
    if (call.state === 'connecting') return { ...head, state: 'connecting', ...people };
    if (call.state === 'active') return { ...head, state: 'active', startedAt: call.startedAt, ...people };
    return { ...head, state: 'onHold', startedAt: call.startedAt, heldAt: call.heldAt, ...people };
  }
  switch (call.state) {
    case 'queued': {
      const ableOnDuty = (await ableFor(tx, call)).count;
      return {
        ...head,
        state: 'queued',
        position,
        estimate: estimateWait(position, ableOnDuty, await readHistory(tx, call.agencyId, call.serviceId)),
        returnsAfter: call.lostExpertId === null ? null : returnsAfter(await readEvents(tx, call.callId)),
        isMoved: call.isMoved,
        widensAt: widensAt(call, catalogue.routingOf(call.agencyId)),
        ableOnDuty,
        closing: closingOf(call, catalogue, hours, tx.now),
      };
    }
    case 'offered':
      return { ...head, state: 'offered' };
    case 'parked':
      return {
        ...head,
        state: 'parked',
        position,
        parkedUntil: call.parkedUntil,
        isAbsent: call.isAbsent,
        isReturn: call.lostExpertId !== null,
        isMoved: call.isMoved,
      };
    case 'awaitingCallback':
    case 'summoned':
      // Such a call has left the terminal with its visit; nobody reads it here.
      throw new AppError('notFound');
    case 'wrapUp':
      return { ...head, state: 'ended', endedBy: call.endedBy };
    case 'closed':
      return { ...head, state: 'ended', endedBy: endedAs(call.reason) };
  }
}

function endedAs(reason: Extract<Call, { state: 'closed' }>['reason']): Extract<TerminalCall, { state: 'ended' }>['endedBy'] {
  switch (reason) {
    case 'completed':
    case 'consultationOver':
    case 'takenOver':
      return 'expert';
    case 'movedBySupervisor':
      return 'moved';
    case 'abandoned':
    case 'terminalLost':
    case 'removedByAdviser':
    case 'queueClosed':
    case 'notBack':
      return reason;
  }
}

function closingOf({ agencyId, serviceId, pointId }: Call, catalogue: CatalogueReader, hours: Hours, now: Instant) {
  const opening = hours.opening(agencyId, serviceId, pointId, now);
  if (opening.state !== 'open' || opening.closesAt === null) return null;
  return { at: opening.closesAt, rule: catalogue.agency(agencyId)?.whenClosing ?? 'serveWaiting' };
}
