import { expertKey } from '#shared/call/mediaRouting.ts';
import { type ThirdParty, type Call, type ConnectedCall, isInCall } from '#shared/call/lifecycle.ts';
import type { ExpertView } from '#shared/contract/views/index.ts';
import { effectiveStatus } from '#shared/expert/status.ts';
import type { AgencyId, ExpertId, ServiceId } from '#shared/ids.ts';
import { after } from '#shared/instant.ts';
import type { Language } from '#shared/language.ts';
import { readCall, readCallOfExpert, readConsultationsOf, readDraft, readEarlierNote, readEvents, readMutes, readNote } from '#server/calls/index.ts';
import type { CatalogueReader } from '#server/catalogue/index.ts';
import { ownFindings } from '#server/connection/index.ts';
import type { Transaction } from '#server/platform/database/index.ts';
import { AppError } from '#server/errors.ts';
import { dayEnd, dayStart } from '#server/serviceDay.ts';
import { countOnDutyOf, readDay, readStatus } from '#server/experts/index.ts';
import { readOpenForm } from '#server/forms/index.ts';
import { messagesOf, readMessages } from '#server/messages/index.ts';
import { readBookings, readWaiting } from '#server/queue/index.ts';
import { readReports } from '#server/terminals/index.ts';
import { readVisitingOfAgency } from '#server/visiting/index.ts';
import { readSharedNotes, readableBy } from '#server/sharedNotes/index.ts';
import { readVisitNumber } from '#server/visits/index.ts';
import { bookingOf, choiceOf, comingDayMs, entryOf, terminalLocationOf } from './entries.ts';
import { advisersOf, callSummaryOf, viewMetaOf, unknownDevices } from './viewMeta.ts';
import { perTransaction } from './perTransaction.ts';

/** The longest queue that is listed; the count beyond it would not be read anyway. */
const listedEntries = 50;
const listedBookings = 50;

const readWaitingOnce = perTransaction(readWaiting);
const readMessagesOnce = perTransaction(readMessages);
const readBookingsOnce = perTransaction(readBookings);
const countOnDutyOnce = perTransaction(countOnDutyOf);

/** What an expert may know: the own agency's queue, the own offer, call and wrap-up. Errors: notFound. */
export async function readExpertView(tx: Transaction, catalogue: CatalogueReader, expertId: ExpertId): Promise<ExpertView> {
  const member = catalogue.member(expertId);
  if (member?.agencyId == null) throw new AppError('notFound');
  const agencyId = member.agencyId as AgencyId;
  const [head, { chosen, since }, call, queue, bookings, visitingBookings, onDuty, today, findings] = await Promise.all([
    viewMetaOf(tx, catalogue),
    readStatus(tx, expertId),
    readCallOfExpert(tx, expertId),
    readWaitingOnce(tx, agencyId, listedEntries),
    readBookingsOnce(tx, agencyId, after(tx.now, comingDayMs), listedBookings),
    readVisitingOfAgency(tx, catalogue, agencyId, dayEnd(tx.now)),
    countOnDutyOnce(tx, agencyId),
    readDay(tx, expertId, dayStart(tx.now)),
    ownFindings(tx, 'expert', expertId),
  ]);
  const [offer, connected, muted] =
    call === null
      ? [null, null, []]
      : await Promise.all([offerOf(tx, call, catalogue), callOf(tx, call, catalogue), readMutes(tx, call.roomId, expertKey(expertId))]);
  const lines = await readMessagesOnce(
    tx,
    queue.calls.map(({ callId }) => callId),
  );
  const wrapUp = call?.state === 'wrapUp' ? await wrapUpOf(tx, call) : null;
  const languages = member.languages.map(({ language }) => language);
  const isMine = (serviceId: ServiceId, spoken: readonly Language[]): boolean =>
    member.services.some((own) => own.serviceId === serviceId) && spoken.some((one) => languages.includes(one));
  return {
    ...head,
    expert: { id: expertId, displayName: member.displayName, agencyId, languages, services: member.services },
    status: effectiveStatus(chosen, call),
    chosen,
    statusSince: since,
    queue: queue.calls.flatMap((entry) =>
      entryOf(entry, catalogue, isMine(entry.serviceId, [entry.language, ...entry.otherLanguages])).map((seen) => ({
        ...seen,
        messages: messagesOf(lines, [entry.callId], catalogue),
      })),
    ),
    waiting: queue.total,
    bookings: bookings.filter(({ serviceId, language }) => isMine(serviceId, [language])).map((booking) => bookingOf(booking, catalogue)),
    visitingBookings,
    colleaguesOnDuty: Math.max(0, onDuty - (chosen.status === 'available' ? 1 : 0)),
    offer,
    call: connected,
    muted,
    wrapUp,
    today,
    findings,
  };
}

/** What the expert is told besides the service request: what another agency wrote with the customer's word, and which colleague asks. */
async function sharedContextOf(tx: Transaction, call: Call, catalogue: CatalogueReader) {
  const notes = readableBy(await readSharedNotes(tx, call.visitId), call.agencyId, call.callId);
  const asking = call.consultation === null ? null : await readCall(tx, call.consultation.ofCallId);
  return {
    // A colleague who is asked is not with the customer, and has no earlier call with them.
    earlierNote: call.consultation === null ? await readEarlierNote(tx, call) : '',
    sharedNotes: notes.map(({ fromAgencyId, note }) => ({ fromAgencyId, note })),
    askedBy:
      asking === null || call.consultation === null || !isInCall(asking)
        ? null
        : { expertId: asking.expertId, displayName: catalogue.nameOf(asking.expertId), agencyId: asking.agencyId, stage: call.consultation.stage },
  };
}

async function offerOf(tx: Transaction, call: Call, catalogue: CatalogueReader): Promise<ExpertView['offer']> {
  if (call.state !== 'offered') return null;
  const [events, note, told] = await Promise.all([readEvents(tx, call.callId), readNote(tx, call.callId, 'preCall'), sharedContextOf(tx, call, catalogue)]);
  const event = events.findLast(({ type }) => type === 'EntryOffered');
  if (event?.type !== 'EntryOffered') throw new Error('what is offered has an event of it');
  return {
    ...callSummaryOf(call),
    ...terminalLocationOf(call, catalogue),
    offerNumber: call.offerCount,
    note,
    ringUntil: call.ringUntil,
    setUpByAdviser: call.setUpBy !== null,
    bookedFor: call.bookedFor,
    reason: event.reason,
    choice: choiceOf(event),
    ...told,
  };
}

const wrapUpOf = async (tx: Transaction, call: Extract<Call, { state: 'wrapUp' }>): Promise<ExpertView['wrapUp']> => ({
  ...callSummaryOf(call),
  endedBy: call.endedBy,
  wrapUpUntil: call.wrapUpUntil,
  isExtended: call.isExtended,
  form: await readOpenForm(tx, call.callId),
  draft: await readDraft(tx, call.callId),
});

async function callOf(tx: Transaction, call: Call, catalogue: CatalogueReader): Promise<ExpertView['call']> {
  if (!isInCall(call)) return null;
  const [visitNumber, note, reports, terminalFindings, told, consultations, form, sharedNotes] = await Promise.all([
    readVisitNumber(tx, call.visitId),
    readNote(tx, call.callId, 'preCall'),
    readReports(tx, [call.terminalId]),
    ownFindings(tx, 'terminal', call.terminalId),
    sharedContextOf(tx, call, catalogue),
    readConsultationsOf(tx, call.callId),
    readOpenForm(tx, call.callId),
    readSharedNotes(tx, call.visitId),
  ]);
  return {
    ...callSummaryOf(call),
    ...terminalLocationOf(call, catalogue),
    state: call.state,
    visitNumber,
    note,
    acceptedAt: call.state === 'connecting' ? call.acceptedAt : null,
    startedAt: call.state === 'connecting' ? null : call.startedAt,
    heldAt: call.state === 'onHold' ? call.heldAt : null,
    terminalPresence: call.terminal,
    terminalDevices: reports[0]?.devices ?? unknownDevices,
    terminalFindings,
    advisers: advisersOf(await advisersWith(tx, call), catalogue),
    ...told,
    consultation: consultationOf(consultations[0], catalogue),
    form,
    proposals: sharedNotes.filter((note) => note.callId === call.callId).map(({ noteId, toAgencyId, note, state }) => ({ noteId, toAgencyId, note, state })),
  };
}

/** Who else is in the talk: for a colleague who has been brought in, whoever is in the customer's call. */
async function advisersWith(tx: Transaction, call: ConnectedCall): Promise<readonly ThirdParty[]> {
  if (call.consultation?.stage !== 'joint') return call.advisers;
  const asking = await readCall(tx, call.consultation.ofCallId);
  return asking !== null && isInCall(asking) ? asking.advisers : [];
}

function consultationOf(call: Call | undefined, catalogue: CatalogueReader): NonNullable<ExpertView['call']>['consultation'] {
  if (call === undefined || call.consultation === null || (call.state !== 'queued' && call.state !== 'offered' && !isInCall(call))) return null;
  const { callId, agencyId, serviceId, state } = call;
  const expertId = isInCall(call) ? call.expertId : null;
  return { callId, agencyId, serviceId, state, stage: call.consultation.stage, expertId, displayName: expertId === null ? null : catalogue.nameOf(expertId) };
}
