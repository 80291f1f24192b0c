import { type Call, hasMedia, isConnected, isInQueue } from '#shared/call/lifecycle.ts';
import type { SupervisorView } from '#shared/contract/supervisor.ts';
import { effectiveStatus } from '#shared/expert/status.ts';
import type { AgencyId, ExpertId, SupervisorId } from '#shared/ids.ts';
import { readConnectedOfAgency, readCallOfExpert, readOffers, readQueue } from '#server/calls/index.ts';
import type { CatalogueReader } from '#server/catalogue/index.ts';
import type { Transaction } from '#server/db/index.ts';
import { AppError } from '#server/errors.ts';
import { countAble, readTeam } from '#server/experts/index.ts';
import type { Hours } from '#server/hours/index.ts';
import { dayStart } from '#server/serviceDay.ts';
import { languages } from '#shared/language.ts';
import { entryOf } from './expertView.ts';
import { callHeadOf, headOf } from './head.ts';

const listedEntries = 200;
const listedOffers = 20;

/** What a supervisor may know: the own agency's queues, experts and calls, and why each offer went where it did. Errors: notFound. */
export async function readSupervisorView(tx: Transaction, catalogue: CatalogueReader, hours: Hours, supervisorId: SupervisorId): Promise<SupervisorView> {
  const head = await headOf(tx);
  const member = catalogue.member(supervisorId);
  const agency = member?.agencyId == null ? undefined : catalogue.agency(member.agencyId);
  if (member === undefined || agency === undefined) throw new AppError('notFound');
  const since = dayStart(tx.now);
  const queue = await readQueue(tx, agency.id, listedEntries);
  const calls = (await readConnectedOfAgency(tx, agency.id)).filter(isConnected);
  const closureOf = (serviceId: Parameters<Hours['closureAt']>[1]) => {
    const closure = hours.closureAt(agency.id, serviceId, tx.now);
    return closure === undefined ? null : { until: closure.until };
  };
  const queues: SupervisorView['queues'] = [];
  for (const { id } of agency.services) {
    const own = queue.filter(({ serviceId }) => serviceId === id);
    const longestSince = own.reduce<SupervisorView['now'] | null>((oldest, { queuedAt }) => (oldest === null || queuedAt < oldest ? queuedAt : oldest), null);
    queues.push({ serviceId: id, waiting: own.length, longestSince, ableOnDuty: await countAble(tx, agency.id, id, languages), closure: closureOf(id) });
  }
  const listening = calls.flatMap(({ callId, expertId, advisers }): NonNullable<SupervisorView['listening']>[] => {
    const me = advisers.find(({ adviserId }) => (adviserId as string) === supervisorId);
    return me === undefined ? [] : [{ callId, expertName: catalogue.nameOf(expertId), isAsking: !hasMedia(me) }];
  });
  return {
    ...head,
    supervisor: { id: supervisorId, displayName: member.displayName, agencyId: agency.id },
    closure: closureOf(null),
    queues,
    entries: queue.flatMap((call) => entriesOf(call, catalogue)),
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
    offers: (await readOffers(tx, agency.id, since, listedOffers)).map(({ callId, at, event }) => ({
      callId,
      at,
      expertName: catalogue.nameOf(event.expertId),
      reason: event.reason,
      note: event.note ?? null,
    })),
    listening: listening[0] ?? null,
  };
}

function entriesOf(call: Call, catalogue: CatalogueReader): SupervisorView['entries'] {
  return entryOf(call, catalogue, true).map(({ isForMe: _mine, ...entry }) => ({
    ...entry,
    ...callHeadOf(call),
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
    });
  }
  return experts;
}
