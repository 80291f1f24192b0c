import { type Call, type ConnectedCall, hasMedia, isInCall, isInQueue } from '#shared/call/lifecycle.ts';
import type { SupervisorView } from '#shared/contract/views/index.ts';
import { effectiveStatus } from '#shared/expert/status.ts';
import type { AgencyId, ExpertId, SupervisorId } from '#shared/ids.ts';
import { after } from '#shared/instant.ts';
import { readConnectedOfAgency, readCallOfExpert, readConsultationsOf } from '#server/calls/index.ts';
import type { CatalogueReader } from '#server/catalogue/index.ts';
import type { Transaction } from '#server/platform/database/index.ts';
import { AppError } from '#server/errors.ts';
import { countAbleOfServices, readTeam } from '#server/experts/index.ts';
import type { Hours } from '#server/hours/index.ts';
import { countQueues, readBookings, readOffers, readWaiting } from '#server/queue/index.ts';
import { dayEnd, dayStart } from '#server/serviceDay.ts';
import { readVisitingOfAgency } from '#server/visiting/index.ts';
import { bookingOf, choiceOf, comingDayMs, entryOf } from './entries.ts';
import { callSummaryOf, colleagueOf, viewMetaOf } from './viewMeta.ts';

const listedEntries = 200;
const listedOffers = 20;
const listedBookings = 100;

/** What a supervisor may know: the own agency's queues, experts and calls, and why each offer went where it did. Errors: notFound. */
export async function readSupervisorView(tx: Transaction, catalogue: CatalogueReader, hours: Hours, supervisorId: SupervisorId): Promise<SupervisorView> {
  const head = await viewMetaOf(tx, catalogue);
  const member = catalogue.member(supervisorId);
  const agency = member?.agencyId == null ? undefined : catalogue.agency(member.agencyId);
  if (member === undefined || agency === undefined) throw new AppError('notFound');
  const since = dayStart(tx.now);
  const waiting = await readWaiting(tx, agency.id, listedEntries);
  const counts = new Map((await countQueues(tx, agency.id)).map(({ serviceId, ...count }) => [serviceId, count]));
  const able = new Map((await countAbleOfServices(tx, agency.id)).map((row) => [row.serviceId, row.able]));
  const calls = (await readConnectedOfAgency(tx, agency.id)).filter(isInCall);
  const closureOf = (serviceId: Parameters<Hours['closureAt']>[1]) => {
    const closure = hours.closureAt(agency.id, serviceId, tx.now);
    return closure === undefined ? null : { until: closure.until };
  };
  return {
    ...head,
    supervisor: { id: supervisorId, displayName: member.displayName, agencyId: agency.id },
    closure: closureOf(null),
    // A service that has ended is shown while somebody still waits for it.
    queues: agency.services
      .filter(({ id }) => catalogue.offers(agency.id, id) || counts.has(id))
      .map(({ id }) => ({
        serviceId: id,
        ...(counts.get(id) ?? { waiting: 0, booked: 0, longestSince: null }),
        ableOnDuty: able.get(id) ?? 0,
        closure: closureOf(id),
      })),
    bookings: (await readBookings(tx, agency.id, after(tx.now, comingDayMs), listedBookings)).map((booking) => bookingOf(booking, catalogue)),
    visitingBookings: await readVisitingOfAgency(tx, catalogue, agency.id),
    dayEndsAt: dayEnd(tx.now),
    entries: waiting.calls.flatMap((call) => entriesOf(call, catalogue)),
    experts: await teamOf(tx, agency.id, catalogue, since),
    calls: calls.map((call) => {
      const { callId, serviceId, state, expertId, pointId } = call;
      return {
        callId,
        serviceId,
        state,
        isConsultation: call.consultation !== null,
        expertId,
        expertName: catalogue.nameOf(expertId),
        pointId,
        pointNames: catalogue.point(pointId)?.names ?? { sv: pointId, fi: pointId, en: pointId },
        acceptedAt: call.state === 'connecting' ? call.acceptedAt : call.startedAt,
        heldAt: call.state === 'onHold' ? call.heldAt : null,
      };
    }),
    offers: (await readOffers(tx, agency.id, since, listedOffers)).map((offer) => offerOf(offer, catalogue)),
    listening: await listeningOf(tx, calls, supervisorId, catalogue),
  };
}

async function listeningOf(
  tx: Transaction,
  calls: readonly ConnectedCall[],
  supervisorId: SupervisorId,
  catalogue: CatalogueReader,
): Promise<SupervisorView['listening']> {
  for (const { callId, expertId, advisers } of calls) {
    const me = advisers.find(({ adviserId }) => adviserId === supervisorId);
    if (me === undefined) continue;
    const colleague = colleagueOf(await readConsultationsOf(tx, callId), catalogue);
    return { callId, expertId, expertName: catalogue.nameOf(expertId), colleague, isAsking: !hasMedia(me) };
  }
  return null;
}

type Offer = SupervisorView['offers'][number];

const outcomes: Readonly<Record<string, Offer['outcome']>> = { EntryAccepted: 'accepted', EntryDeclined: 'declined', EntryMissed: 'missed' };

function offerOf({ callId, at, event, answer, declineReason }: Awaited<ReturnType<typeof readOffers>>[number], catalogue: CatalogueReader): Offer {
  return {
    callId,
    at,
    expertName: catalogue.nameOf(event.expertId),
    reason: event.reason,
    choice: choiceOf(event),
    note: event.note ?? null,
    // What ended in another way while it rang, the customer or the colleague took back.
    outcome: answer === null ? 'ringing' : (outcomes[answer] ?? 'withdrawn'),
    declineReason,
  };
}

function entriesOf(call: Call, catalogue: CatalogueReader): SupervisorView['entries'] {
  return entryOf(call, catalogue, true).map(({ isForMe: _mine, ...entry }) => ({
    ...entry,
    ...callSummaryOf(call),
    ringingAt: isInQueue(call) && call.state === 'offered' ? catalogue.nameOf(call.expertId) : null,
  }));
}

async function teamOf(tx: Transaction, agencyId: AgencyId, catalogue: CatalogueReader, since: SupervisorView['now']): Promise<SupervisorView['experts']> {
  const team = new Map((await readTeam(tx, agencyId, since)).map((row) => [row.expertId as string, row]));
  const experts: SupervisorView['experts'] = [];
  for (const member of catalogue.staff.filter(({ role, agencyId: own }) => role === 'expert' && own === agencyId)) {
    const row = team.get(member.id);
    const id = member.id as ExpertId;
    experts.push({
      id,
      displayName: member.displayName,
      languages: member.languages.map(({ language }) => language),
      services: member.services,
      status: row === undefined ? { status: 'offline' } : effectiveStatus(row.chosen, await readCallOfExpert(tx, id)),
      since: row?.since ?? since,
      answered: row?.answered ?? 0,
      missed: row?.missed ?? 0,
      heldMs: row?.heldMs ?? 0,
    });
  }
  return experts;
}
