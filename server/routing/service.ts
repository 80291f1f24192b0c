import type { Logger } from 'pino';
import { type Call, type CallEvent, type PickReason, engagesCustomer } from '#shared/call/lifecycle.ts';
import type { AgencyId, CallId, ExpertId } from '#shared/ids.ts';
import type { Instant } from '#shared/instant.ts';
import { type Calls, system } from '#server/calls/index.ts';
import type { CatalogueReader } from '#server/catalogue/index.ts';
import type { Database, Transaction } from '#server/db/index.ts';
import { AppError } from '#server/errors.ts';
import { agenciesWithCandidates, lockCandidates } from '#server/experts/index.ts';
import type { Hours } from '#server/hours/index.ts';
import { dayStart } from '#server/serviceDay.ts';
import { countFreeTerminals } from '#server/terminals/index.ts';
import { type Assignment, type FreeExpert, type RoutableCall, assign } from './assign.rules.ts';
import { routingTargetsOf, poolUnit } from './routingTargets.rules.ts';
import * as store from './store.ts';
import { callableCalls } from './summons.rules.ts';

/** How many calls are read per routing target beyond the number of free experts, since some have just been refused or are locked elsewhere. */
const spareDepth = 8;
/** A round reads a target hardly deeper than this. The next tick starts again. */
const greatestDepth = 2_000;
/** Agencies routed at once. Well under the number of database connections, which all other work needs too. */
const agenciesAtOnce = 4;

/** Agencies where somebody waits and an expert is free. */
export async function agenciesToRoute(tx: Transaction): Promise<string[]> {
  const free = new Set(await agenciesWithCandidates(tx));
  return free.size === 0 ? [] : (await store.agenciesWithRoutingTargets(tx)).filter((agencyId) => free.has(agencyId));
}

export type Routing = ReturnType<typeof createRouting>;

type RoutingOptions = {
  readonly database: Database;
  readonly calls: Pick<Calls, 'commandIn'>;
  readonly catalogue: CatalogueReader;
  readonly hours: Pick<Hours, 'opening'>;
  readonly logger: Logger;
};

/** Offers waiting calls to free experts. `assign.rules.ts` decides who gets whom, and `routingTargets.rules.ts` where a call may look for experts. This is the shell around them. */
export function createRouting({ database, calls, catalogue, hours, logger }: RoutingOptions) {
  const wanted = new Set<string>();
  const running = new Map<string, Promise<void>>();

  const freeExperts = async (tx: Transaction, agencyId: string): Promise<FreeExpert[]> =>
    (await lockCandidates(tx, agencyId, dayStart(tx.now))).flatMap((candidate) => {
      const member = catalogue.member(candidate.expertId);
      if (member === undefined) return [];
      const unit = catalogue.routingOf(agencyId).units.find(({ id }) => id === member.unitId);
      return [{ ...candidate, unitId: unit?.id ?? poolUnit, services: member.services, languages: member.languages }];
    });

  /** Leaves out those who cannot be called back now, since their service is closed or no terminal of the point is free. */
  async function callable(tx: Transaction, waiting: readonly RoutableState[]): Promise<RoutableState[]> {
    const points = [...new Set(waiting.flatMap((call) => (call.state === 'awaitingCallback' ? [call.pointId] : [])))];
    if (points.length === 0) return [...waiting];
    const held = await store.holdPoints(tx, points);
    const free = await countFreeTerminals(tx, held);
    const summoned = await store.readSummonedVisits(tx, held);
    const isOpen = ({ agencyId, serviceId, pointId }: Call) => hours.opening(agencyId, serviceId, pointId, tx.now).state === 'open';
    return callableCalls(waiting, { free, summoned, isOpen });
  }

  async function assignFrontOfQueues(
    tx: Transaction,
    agencyId: string,
    free: readonly FreeExpert[],
  ): Promise<{ assignments: Assignment[]; calls: readonly Call[] }> {
    const routingTargets = new Map(
      free.flatMap(({ services, languages, unitId }) =>
        services.flatMap(({ serviceId }) => languages.map(({ language }) => [`${serviceId} ${language} ${unitId}`, { serviceId, language, unitId }] as const)),
      ),
    );
    for (let depth = free.length + spareDepth; ; depth *= 4) {
      const { callIds, isAll } = await store.readFrontOfQueues(tx, agencyId, [...routingTargets.values()], depth);
      const waiting = callIds.length === 0 ? [] : await callable(tx, await store.lockRoutable(tx, callIds));
      const assignments = assign(waiting.map(routable), free, catalogue.routingOf(agencyId), tx.now);
      if (isAll || assignments.length === free.length || depth > greatestDepth) return { assignments, calls: waiting };
    }
  }

  /** One round. True where a customer was called back to a terminal, so that the expert is still free for the next in the queue. */
  const route = (agencyId: string): Promise<boolean> =>
    database.transaction(async (tx) => {
      const [, free] = await Promise.all([store.lockAgency(tx, agencyId), freeExperts(tx, agencyId)]);
      if (free.length === 0) return false;
      let hasSummoned = false;
      const { assignments, calls: waiting } = await assignFrontOfQueues(tx, agencyId, free);
      for (const { callId, expertId, reason, choice } of assignments) {
        const call = waiting.find((one) => one.callId === callId);
        // Another round may be giving this customer to another agency's expert. Then the customer is not free here.
        if (call === undefined || !(await tryLockCustomer(tx, call))) continue;
        if (call.state === 'awaitingCallback') {
          await calls.commandIn(tx, callId, { type: 'summon' }, system);
          hasSummoned = true;
        } else await calls.commandIn(tx, callId, { type: 'offer', expertId, reason, note: null, choice }, system);
        tx.afterCommit(() => logger.info({ callId, expertId, reason }, call.state === 'awaitingCallback' ? 'customer summoned' : 'call offered'));
      }
      return hasSummoned;
    });

  /** Routes one agency until nobody asks for it any more. */
  async function runAgency(agencyId: string): Promise<void> {
    while (wanted.delete(agencyId)) {
      try {
        if (await route(agencyId)) wanted.add(agencyId);
      } catch (error) {
        logger.error({ err: error, agencyId }, 'routing failed; the next tick tries again');
      }
    }
    running.delete(agencyId);
    startWaiting();
  }

  /** Routes several agencies at once, but each of them only once at a time. */
  function startWaiting(): void {
    for (const agencyId of wanted) {
      if (running.size >= agenciesAtOnce) return;
      if (!running.has(agencyId)) running.set(agencyId, runAgency(agencyId));
    }
  }

  async function openRoutingTargets(tx: Transaction, call: Call): Promise<void> {
    if (call.consultation === null && call.state === 'queued') {
      // Another service request of the visit may begin to ring at this very moment.
      await store.awaitVisit(tx, call.visitId);
      if (await store.isCustomerEngaged(tx, call)) return;
    }
    const routingTargets = routingTargetsOf(call, catalogue.routingOf(call.agencyId));
    const notBefore = call.state === 'awaitingCallback' ? call.notBefore : 0;
    const isRejoin = 'lostExpertId' in call && call.lostExpertId !== null;
    await store.insertRoutingTargets(
      tx,
      call,
      isRejoin,
      routingTargets.map((routingTarget) => ({ ...routingTarget, eligibleFrom: Math.max(routingTarget.eligibleFrom, notBefore) as Instant })),
    );
  }

  return {
    /** Keeps the routing targets in step with the calls, in the same transaction. A call has routing targets while it could be offered: its customer is there and free, or is to be called back. */
    async reactToCall(tx: Transaction, event: CallEvent, before: Call | null, after: Call): Promise<void> {
      const wasRoutable = before !== null && isRoutable(before);
      const changesRoutingTargets = wasRoutable !== isRoutable(after) || before?.state !== after.state || renewingEvents.has(event.type);
      if (wasRoutable && changesRoutingTargets) await store.deleteRoutingTargets(tx, after.callId);
      if (isRoutable(after) && changesRoutingTargets) await openRoutingTargets(tx, after);
      if ((before !== null && engagesCustomer(before)) === engagesCustomer(after)) return;
      for (const other of (await store.queuedBeside(tx, after)).filter(isRoutable)) {
        await store.deleteRoutingTargets(tx, other.callId);
        if (!engagesCustomer(after)) await openRoutingTargets(tx, other);
      }
    },

    /**
     * Rings at one expert by hand, out of turn: picked by the expert (F17) or assigned by a supervisor.
     * Errors: notFound, wrongState where the customer is not waiting now, expertBusy where the expert is not free.
     */
    offerManually: (
      callId: CallId,
      agencyId: AgencyId,
      expertId: ExpertId,
      how: { reason: 'picked'; note: PickReason } | { reason: 'assigned'; note: null },
    ): Promise<void> =>
      database.transaction(async (tx) => {
        await store.lockAgency(tx, agencyId);
        if (!(await freeExperts(tx, agencyId)).some((expert) => expert.expertId === expertId)) throw new AppError('expertBusy');
        const [call] = await store.lockRoutable(tx, [callId]);
        if (call === undefined || call.agencyId !== agencyId) throw new AppError(call === undefined ? 'wrongState' : 'notFound');
        if (call.state !== 'queued' || !(await tryLockCustomer(tx, call))) throw new AppError('wrongState');
        await calls.commandIn(tx, callId, { type: 'offer', expertId, ...how }, system);
      }),

    /** Routes the agency soon; many requests for it become one round. */
    request(agencyId: string): void {
      wanted.add(agencyId);
      startWaiting();
    },

    /** Asks for every agency where somebody could be offered: the safety net under the requests. */
    async tick(): Promise<void> {
      for (const agencyId of await database.transaction(agenciesToRoute)) this.request(agencyId);
    },

    /** Rebuilds all routing targets: settings and units may have changed while the server was down. */
    start: (): Promise<void> =>
      database.transaction(async (tx) => {
        for (const call of await store.readAllRoutable(tx)) {
          await store.deleteRoutingTargets(tx, call.callId);
          if (isRoutable(call)) await openRoutingTargets(tx, call);
        }
      }),

    /** Resolves when nothing is being routed. */
    async settled(): Promise<void> {
      while (running.size > 0) await Promise.all(running.values());
    },
  };
}

/** Locks the customer for this round; false if somebody else holds the lock. */
async function tryLockCustomer(tx: Transaction, { visitId, callId }: Call): Promise<boolean> {
  const [isLocked, hasRoutingTargets] = await Promise.all([store.lockVisit(tx, visitId), store.hasRoutingTargets(tx, callId)]);
  return isLocked && hasRoutingTargets;
}

type RoutableState = Extract<Call, { state: 'queued' | 'awaitingCallback' }>;

/** Events that change where or in which order a call may be offered, though its state is the same. */
const renewingEvents = new Set<CallEvent['type']>(['LanguagesAccepted', 'BookedTimeCame', 'PriorityChanged']);

/** Whether the call itself could be offered; its customer may still be with another expert. */
const isRoutable = (call: Call): boolean =>
  call.state === 'awaitingCallback' || (call.state === 'queued' && (call.consultation !== null || call.terminal.state === 'present'));

const routable = (call: RoutableState): RoutableCall => ({
  ...call,
  refusals: call.state === 'queued' ? call.refusals : [],
});
