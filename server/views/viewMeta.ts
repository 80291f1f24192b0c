import { type ThirdParty, type Call, type CloseReason, isInCall, isWaiting } from '#shared/call/lifecycle.ts';
import type { Colleague, VisitServiceRequest } from '#shared/contract/views/index.ts';
import type { PointId, VisitId } from '#shared/ids.ts';
import type { Instant } from '#shared/instant.ts';
import { readCallsOfVisit } from '#server/calls/index.ts';
import type { CatalogueReader } from '#server/catalogue/index.ts';
import type { Transaction } from '#server/platform/database/index.ts';
import { countOnDuty } from '#server/experts/index.ts';
import type { Hours } from '#server/hours/index.ts';
import { countWaiting } from '#server/queue/index.ts';
import type { HelpRow } from '#server/terminals/index.ts';
import { readPlan } from '#server/visits/index.ts';
import { perTransaction } from './perTransaction.ts';
import { queuePositionOf } from './queuePosition.ts';
import { nextVersion } from './store.ts';

/** What every view has. The version is taken before anything is read, so a higher one never knows less. */
export const viewMetaOf = async (tx: Transaction, catalogue: CatalogueReader): Promise<{ version: number; now: Instant; catalogueVersion: number }> => ({
  version: await nextVersion(tx),
  now: tx.now,
  catalogueVersion: catalogue.version,
});

export const callSummaryOf = ({ callId, roomId, agencyId, serviceId, language, otherLanguages, queuedAt }: Call) => ({
  callId,
  roomId,
  agencyId,
  serviceId,
  language,
  otherLanguages: [...otherLanguages],
  queuedAt,
});

export const helpOf = ({ requestedAt, answeredBy, reason, fromAgencyId }: HelpRow, catalogue: CatalogueReader) => ({
  requestedAt,
  answeredBy: answeredBy === null ? null : catalogue.nameOf(answeredBy),
  reason,
  fromAgencyId,
});

export const advisersOf = (advisers: readonly ThirdParty[], catalogue: CatalogueReader) =>
  advisers.map((adviser) => ({ ...adviser, requestedMode: adviser.requestedMode ?? null, displayName: catalogue.nameOf(adviser.adviserId) }));

/** The colleague who talks with the customer too, of the consultations about a call. */
export function colleagueOf(consultations: readonly Call[], catalogue: CatalogueReader): Colleague | null {
  const joint = consultations.filter(isInCall).find(({ consultation }) => consultation?.stage === 'joint');
  return joint === undefined
    ? null
    : { displayName: catalogue.nameOf(joint.expertId), agencyId: joint.agencyId, expertId: joint.expertId, presence: joint.expert };
}

const pastStates: readonly VisitServiceRequest['state'][] = ['done', 'left', 'closed'];

/** The matters of a visit in the order in which they were joined, then those that are still planned. */
export const serviceRequestsOf = async (tx: Transaction, visitId: VisitId): Promise<VisitServiceRequest[]> => latest(await allServiceRequestsOf(tx, visitId));

/** Of those that are over, so many are shown. */
export const pastServiceRequestsShown = 12;

/** Whatever goes on or is planned, and the last of what is over; in their order. */
function latest(serviceRequests: readonly VisitServiceRequest[]): VisitServiceRequest[] {
  const over = serviceRequests.filter(({ state }) => pastStates.includes(state));
  const shown = new Set(over.slice(-pastServiceRequestsShown));
  return serviceRequests.filter((one) => !pastStates.includes(one.state) || shown.has(one));
}

async function allServiceRequestsOf(tx: Transaction, visitId: VisitId): Promise<VisitServiceRequest[]> {
  const serviceRequests: VisitServiceRequest[] = [];
  for (const call of await readCallsOfVisit(tx, visitId)) {
    const state = serviceRequestState(call);
    if (state === null) continue;
    const { callId, agencyId, serviceId } = call;
    serviceRequests.push({ callId, agencyId, serviceId, state, position: isWaiting(call) ? await queuePositionOf(tx, call) : null });
  }
  const rest = (await readPlan(tx, visitId)).filter(({ state }) => state === 'planned' || state === 'closed');
  return [
    ...serviceRequests,
    ...rest.map(({ callId, agencyId, serviceId, state }) => ({
      callId,
      agencyId,
      serviceId,
      state: state === 'closed' ? ('closed' as const) : ('planned' as const),
      position: null,
    })),
  ];
}

/** Null for what is no matter of the customer's: a question between experts, and a place that another one has replaced. */
function serviceRequestState(call: Call): VisitServiceRequest['state'] | null {
  if (call.consultation !== null) return null;
  switch (call.state) {
    case 'queued':
    case 'awaitingCallback':
    case 'summoned':
      return 'waiting';
    case 'offered':
      return 'ringing';
    case 'parked':
      return 'parked';
    case 'connecting':
    case 'active':
    case 'onHold':
      return 'talking';
    case 'wrapUp':
      return 'done';
    case 'closed':
      return closedAs[call.reason];
  }
}

const closedAs: Record<CloseReason, VisitServiceRequest['state'] | null> = {
  completed: 'done',
  abandoned: 'left',
  removedByAdviser: 'left',
  notBack: 'left',
  terminalLost: 'left',
  queueClosed: 'closed',
  movedBySupervisor: null,
  takenOver: null,
  consultationOver: null,
};

const countWaitingOnce = perTransaction(countWaiting);
const countOnDutyOnce = perTransaction(countOnDuty);

/** How every agency stands now at the point. */
export async function agencyStates(tx: Transaction, catalogue: CatalogueReader, hours: Hours, pointId: PointId) {
  const [waitingOf, onDutyOf] = await Promise.all([countWaitingOnce(tx), countOnDutyOnce(tx)]);
  const waiting = new Map(waitingOf.map((row) => [row.agencyId, row.waiting]));
  const onDuty = new Map(onDutyOf.map((row) => [row.agencyId, row.onDuty]));
  return catalogue.all.agencies.map(({ id, services }) => ({
    agencyId: id,
    waiting: waiting.get(id) ?? 0,
    expertsOnDuty: onDuty.get(id) ?? 0,
    opening: hours.opening(id, null, pointId, tx.now),
    services: services
      .filter((service) => service.opening !== undefined || hours.closureAt(id, service.id, tx.now) !== undefined)
      .map((service) => ({ serviceId: service.id, opening: hours.opening(id, service.id, pointId, tx.now) })),
  }));
}

export const unknownDevices = { camera: 'unknown', microphone: 'unknown' } as const;
