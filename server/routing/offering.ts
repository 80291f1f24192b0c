import type { Call, PickReason } from '#shared/call/lifecycle.ts';
import type { AgencyId, CallId, ExpertId } from '#shared/ids.ts';
import { readCall, system } from '#server/calls/index.ts';
import type { Transaction } from '#server/platform/database/index.ts';
import { AppError } from '#server/errors.ts';
import { agenciesWithCandidates, lockCandidates } from '#server/experts/index.ts';
import { dayStart } from '#server/serviceDay.ts';
import { countFreeTerminals } from '#server/terminals/index.ts';
import { type Assignment, type FreeExpert, type RoutableCall, assign } from './assign.rules.ts';
import type { RoutingContext } from './context.ts';
import { insertRound } from './roundStore.ts';
import { poolUnit } from './routingTargets.rules.ts';
import * as store from './store.ts';
import { callableCalls } from './summons.rules.ts';
import { keptCall } from './whatIf.rules.ts';

/** Calls read per routing target beyond the number of free experts: some have just been refused or are locked by somebody else. */
const spareDepth = 8;
/** Beyond this nobody looks; the next tick does. */
const greatestDepth = 2_000;

type RoutableState = Extract<Call, { state: 'queued' | 'awaitingCallback' }>;

/** Agencies where somebody waits and an expert is free. */
export async function agenciesToRoute(tx: Transaction): Promise<string[]> {
  const free = new Set(await agenciesWithCandidates(tx));
  return free.size === 0 ? [] : (await store.agenciesWithRoutingTargets(tx)).filter((agencyId) => free.has(agencyId));
}

/** One round; true: who was called back to a terminal has left an expert free for the next in the queue. */
export const route = (context: RoutingContext, agencyId: string): Promise<boolean> =>
  context.database.transaction(async (tx) => {
    const { calls, logger } = context;
    const [, free] = await Promise.all([store.lockAgency(tx, agencyId), freeExperts(context, tx, agencyId)]);
    if (free.length === 0) return false;
    let hasSummoned = false;
    const { assignments, calls: waiting } = await assignFrontOfQueues(context, tx, agencyId, free);
    const offered: Assignment[] = [];
    for (const assignment of assignments) {
      const { callId, expertId, reason, choice } = assignment;
      const call = waiting.find((one) => one.callId === callId);
      // Another round may have the customer of another agency's call of this visit in hand; then it is not free for this one.
      if (call === undefined || !(await tryLockCustomer(tx, call))) continue;
      if (call.state === 'awaitingCallback') {
        await calls.commandIn(tx, callId, { type: 'summon' }, system);
        hasSummoned = true;
      } else {
        await calls.commandIn(tx, callId, { type: 'offer', expertId, reason, note: null, choice }, system);
        offered.push(assignment);
      }
      tx.afterCommit(() => logger.info({ callId, expertId, reason }, call.state === 'awaitingCallback' ? 'customer summoned' : 'call offered'));
    }
    await keepRound(context, tx, agencyId, { offered, waiting, free });
    return hasSummoned;
  });

type Round = { readonly offered: readonly Assignment[]; readonly waiting: readonly RoutableState[]; readonly free: readonly FreeExpert[] };

/** Keeps who could have had the offered calls, so that other settings can be tried on them. */
async function keepRound({ catalogue }: RoutingContext, tx: Transaction, agencyId: string, { offered, waiting, free }: Round): Promise<void> {
  if (offered.length === 0) return;
  const calls = waiting.filter(({ callId }) => offered.some((one) => one.callId === callId)).map((call) => keptCall(routable(call)));
  const assignments = offered.map(({ callId, expertId }) => ({ callId, expertId }));
  await insertRound(tx, agencyId, { settings: catalogue.routingOf(agencyId).settings, calls, experts: free, assignments });
}

/**
 * Rings at one expert by hand, out of turn: picked by the expert (F17) or assigned by a supervisor.
 * Errors: notFound, wrongState where the customer is not waiting now, expertBusy where the expert is not free.
 */
export const offerManually = (
  context: RoutingContext,
  callId: CallId,
  agencyId: AgencyId,
  expertId: ExpertId,
  how: { reason: 'picked'; note: PickReason } | { reason: 'assigned'; note: null },
): Promise<void> =>
  context.database.transaction(async (tx) => {
    await store.lockAgency(tx, agencyId);
    if (!(await freeExperts(context, tx, agencyId)).some((expert) => expert.expertId === expertId)) throw new AppError('expertBusy');
    // Another agency's call is refused like one that there never was, in whatever state it is.
    if ((await readCall(tx, callId))?.agencyId !== agencyId) throw new AppError('notFound');
    const [call] = await store.lockRoutable(tx, [callId]);
    if (call?.state !== 'queued' || !(await tryLockCustomer(tx, call))) throw new AppError('wrongState');
    await context.calls.commandIn(tx, callId, { type: 'offer', expertId, ...how }, system);
  });

/** Who of the agency could take a call now, each locked for this round. */
const freeExperts = async ({ catalogue }: RoutingContext, tx: Transaction, agencyId: string): Promise<FreeExpert[]> =>
  (await lockCandidates(tx, agencyId, dayStart(tx.now))).flatMap((candidate) => {
    const member = catalogue.member(candidate.expertId);
    if (member === undefined) return [];
    const unit = catalogue.routingOf(agencyId).units.find(({ id }) => id === member.unitId);
    return [{ ...candidate, unitId: unit?.id ?? poolUnit, services: member.services, languages: member.languages }];
  });

/** Without those who cannot be called back now: their service is closed, or no terminal of the point is free for them. */
async function callable({ hours }: RoutingContext, tx: Transaction, waiting: readonly RoutableState[]): Promise<RoutableState[]> {
  const points = [...new Set(waiting.flatMap((call) => (call.state === 'awaitingCallback' ? [call.pointId] : [])))];
  if (points.length === 0) return [...waiting];
  const held = await store.holdPoints(tx, points);
  const free = await countFreeTerminals(tx, held);
  const summoned = await store.readSummonedVisits(tx, held);
  const isOpen = ({ agencyId, serviceId, pointId }: Call) => hours.opening(agencyId, serviceId, pointId, tx.now).state === 'open';
  return callableCalls(waiting, { free, summoned, isOpen });
}

async function assignFrontOfQueues(
  context: RoutingContext,
  tx: Transaction,
  agencyId: string,
  free: readonly FreeExpert[],
): Promise<{ assignments: Assignment[]; calls: readonly RoutableState[] }> {
  const routingTargets = new Map(
    free.flatMap(({ services, languages, unitId }) =>
      services.flatMap(({ serviceId }) => languages.map(({ language }) => [`${serviceId} ${language} ${unitId}`, { serviceId, language, unitId }] as const)),
    ),
  );
  for (let depth = free.length + spareDepth; ; depth *= 4) {
    const { callIds, isAll } = await store.readFrontOfQueues(tx, agencyId, [...routingTargets.values()], depth);
    const waiting = callIds.length === 0 ? [] : await callable(context, tx, await store.lockRoutable(tx, callIds));
    const assignments = assign(waiting.map(routable), free, context.catalogue.routingOf(agencyId), tx.now);
    if (isAll || assignments.length === free.length || depth > greatestDepth) return { assignments, calls: waiting };
  }
}

/** Locks the customer for this round; false if somebody else holds the lock. */
async function tryLockCustomer(tx: Transaction, { visitId, callId }: Call): Promise<boolean> {
  const [isLocked, hasRoutingTargets] = await Promise.all([store.lockVisit(tx, visitId), store.hasRoutingTargets(tx, callId)]);
  return isLocked && hasRoutingTargets;
}

const routable = (call: RoutableState): RoutableCall => ({
  ...call,
  refusals: call.state === 'queued' ? call.refusals : [],
});
