import { type Call, type CallEvent, isInCall, isInQueue, occupiesTerminal } from '#shared/call/lifecycle.ts';
import type { AdviserId, CallId, PointId, TerminalId, VisitId } from '#shared/ids.ts';
import type { Instant } from '#shared/instant.ts';
import { type Calls, lockCall, readCallsOfVisit, readLastArrival, system } from '#server/calls/index.ts';
import type { CatalogueReader } from '#server/catalogue/index.ts';
import type { Changes } from '#server/changes.ts';
import type { Database, Transaction } from '#server/db/index.ts';
import { AppError } from '#server/errors.ts';
import type { Hours } from '#server/hours/index.ts';
import { lockPresence } from '#server/presence/index.ts';
import { closeQueues } from './closing.ts';
import { demandEntry, eraseEntries, liftEntryLimit, recordEntry } from './entryLimitStore.ts';
import { type Entry, type EntryOptions, type RequestedService, sendingOn } from './sendingOn.ts';
import { demandSame, demandSameCall, isSameService, isSameRequest } from './sameAct.ts';
import * as store from './store.ts';
import { parkVisitTogether, closeDuplicates } from './sameVisit.ts';

export type ServiceRequest = RequestedService & {
  readonly terminalId: TerminalId;
  readonly note: string;
  readonly setUpBy: AdviserId | null;
  /** What comes after it, in this order. */
  readonly next: readonly Omit<RequestedService, 'language'>[];
};

/** So many service requests can wait or be planned in one visit. */
const serviceRequestsAtOnce = 8;

/** Ends after which the customer is there for what comes next. */
function leadsOn(event: CallEvent): boolean {
  if (event.type === 'CallEnded') return event.endedBy !== 'terminalLost' && event.endedBy !== 'handedOver';
  return event.type === 'EntryClosed' && ['abandoned', 'removedByAdviser', 'queueClosed', 'notBack'].includes(event.reason);
}

export type Visits = ReturnType<typeof createVisits>;

type VisitsOptions = {
  readonly database: Database;
  readonly calls: Calls;
  readonly catalogue: CatalogueReader;
  readonly changes: Changes;
  readonly hours: Hours;
  readonly randomId: () => string;
  /** From 0 up to, and without, the bound. */
  readonly randomInt: (below: number) => number;
  readonly idleMs: number;
  /** Customers may make this many queue entries and bookings at one terminal within an hour; what an adviser sets up does not count. */
  readonly entriesAnHour: number;
};

/** One coming of a customer: its number, the service requests that are planned, and the calls that belong to it. */
export function createVisits({ database, calls, catalogue, changes, hours, randomId, randomInt, idleMs, entriesAnHour }: VisitsOptions) {
  const announce = (terminalId: string | null) => {
    const pointId = terminalId === null ? undefined : catalogue.terminal(terminalId)?.point.id;
    if (pointId !== undefined) changes.announce([`terminal:${terminalId ?? ''}`, `point:${pointId}`]);
  };
  const isClosed = ({ agencyId, serviceId }: Pick<RequestedService, 'agencyId' | 'serviceId'>, pointId: PointId, now: Instant): boolean =>
    hours.opening(agencyId, serviceId, pointId, now).state === 'closed';

  async function enqueue(tx: Transaction, entry: Entry, { note = '', priority = 0, setUpBy = null }: EntryOptions = {}): Promise<void> {
    const { callId, visitId, terminalId, pointId, agencyId, serviceId, language } = entry;
    // A clock that steps back lets nobody in before those who came earlier.
    const last = await readLastArrival(tx, agencyId);
    const queuedAt = last !== null && last > tx.now ? last : tx.now;
    const facts = { callId, visitId, terminalId, pointId, agencyId, serviceId, language, priority, queuedAt, bookedFor: null, setUpBy, roomId: callId };
    await calls.enqueueIn(tx, facts, note, await lockPresence(tx, 'terminal', terminalId));
  }

  /** The terminal's open visit, locked, or a new one. */
  async function visitAt(tx: Transaction, terminalId: TerminalId, pointId: PointId): Promise<store.Visit> {
    // Held before the visit, in the order in which a terminal that goes away takes the two.
    await lockPresence(tx, 'terminal', terminalId);
    const open = await store.readOpenVisit(tx, terminalId);
    const locked = open === null ? null : await store.lockVisit(tx, open.id);
    return locked?.isOpen === true && locked.terminalId === terminalId ? locked : store.insertVisit(tx, { id: randomId(), pointId, terminalId, randomInt });
  }

  /** Refuses what is already under way in the visit, and more than anybody can see to. Errors: terminalBusy. */
  async function demandRoom(tx: Transaction, visitId: VisitId, requestedServices: readonly Omit<RequestedService, 'language'>[]): Promise<void> {
    const open = (await readCallsOfVisit(tx, visitId)).filter((call) => isInQueue(call) || isInCall(call));
    const planned = (await store.readPlan(tx, visitId)).filter(({ state }) => state === 'planned');
    const known = [...open, ...planned].map(({ serviceId }) => serviceId);
    if (known.length + requestedServices.length > serviceRequestsAtOnce || requestedServices.some(({ serviceId }) => known.includes(serviceId)))
      throw new AppError('terminalBusy');
  }

  /** Each matter has an id of its own, for ever: it becomes its call's. Errors: invalidPayload. */
  async function demandNewIds(tx: Transaction, callIds: readonly CallId[], places: string): Promise<void> {
    if (new Set(callIds).size < callIds.length || (await store.readKnownIds(tx, callIds)).length > 0) throw new AppError('invalidPayload', { places });
  }

  /** Whoever sends an id again with what it was first sent with is answered as then; with anything else, is told so. Errors: sameIdOtherContent. */
  async function demandSameServiceRequest(tx: Transaction, earlier: Call, { next, ...serviceRequest }: ServiceRequest): Promise<void> {
    demandSame(earlier.language === serviceRequest.language && earlier.setUpBy === serviceRequest.setUpBy);
    await demandSameCall(tx, earlier, serviceRequest);
    const plan = await store.readPlan(tx, earlier.visitId);
    demandSame(
      next.every((requestedService) => plan.some((planned) => planned.callId === requestedService.callId && isSameService(planned, requestedService))),
    );
  }

  /** Queues for the next of the plan, unless something of the visit still runs; what has closed meanwhile is passed over and marked so. */
  async function joinNext(tx: Transaction, visitId: VisitId): Promise<void> {
    const visit = await store.lockVisit(tx, visitId);
    if (visit === null || !visit.isOpen || visit.terminalId === null) return;
    const terminal = catalogue.terminal(visit.terminalId);
    if (terminal === undefined || (await readCallsOfVisit(tx, visitId)).some(occupiesTerminal)) return;
    for (const requestedService of (await store.readPlan(tx, visitId)).filter(({ state }) => state === 'planned')) {
      const isKnown = (await lockCall(tx, requestedService.callId)) !== null;
      const isOver = !isKnown && (isClosed(requestedService, terminal.point.id, tx.now) || !catalogue.isRemote(requestedService.serviceId));
      await store.setServiceRequestState(tx, requestedService.callId, isOver ? 'closed' : 'joined');
      if (isKnown || isOver) continue;
      await enqueue(tx, { ...requestedService, visitId, terminalId: terminal.id, pointId: terminal.point.id });
      await recordEntry(tx, terminal.id, requestedService.callId);
      return;
    }
  }

  /** Does something with a planned service request of the terminal's visit. Errors: notFound. */
  const withPlanned = (
    terminalId: TerminalId,
    callId: CallId,
    work: (tx: Transaction, visit: store.Visit, requestedService: store.PlannedServiceRequest) => Promise<void>,
  ) =>
    database.transaction(async (tx) => {
      await lockPresence(tx, 'terminal', terminalId);
      const open = await store.readOpenVisit(tx, terminalId);
      const visit = open === null ? null : await store.lockVisit(tx, open.id);
      const requestedService = visit === null ? undefined : (await store.readPlan(tx, visit.id)).find((one) => one.callId === callId);
      if (visit === null || requestedService === undefined) throw new AppError('notFound');
      if (requestedService.state === 'planned') await work(tx, visit, requestedService);
      tx.afterCommit(() => announce(terminalId));
    });

  return {
    /**
     * Queues the service request in the terminal's open visit, or in a new one, beside what may already wait or run there (F30), and plans what comes next (F29).
     * The same callId again changes nothing. Errors: notFound, notRemote, terminalBusy, queueClosed, entryLimit, invalidPayload for ids that are taken.
     */
    join: (serviceRequest: ServiceRequest): Promise<{ callId: CallId }> =>
      database.transaction(async (tx) => {
        const { callId, terminalId, note, setUpBy, next, language } = serviceRequest;
        const place = catalogue.terminal(terminalId);
        if (place === undefined) throw new AppError('notFound');
        for (const requestedService of [serviceRequest, ...next]) catalogue.demandQueue(requestedService, setUpBy === null ? 'customer' : 'staff');
        const earlier = (await lockCall(tx, callId))?.call;
        if (earlier !== undefined && earlier.terminalId !== terminalId) throw new AppError('notFound');
        if (earlier !== undefined) {
          await demandSameServiceRequest(tx, earlier, serviceRequest);
          return { callId };
        }
        await demandNewIds(
          tx,
          [serviceRequest, ...next].map((requestedService) => requestedService.callId),
          'callId, next',
        );
        if (setUpBy === null) await demandEntry(tx, terminalId, entriesAnHour);
        const visit = await visitAt(tx, terminalId, place.point.id);
        await demandRoom(tx, visit.id, [serviceRequest, ...next]);
        if (isClosed(serviceRequest, place.point.id, tx.now)) throw new AppError('queueClosed');
        await enqueue(tx, { ...serviceRequest, visitId: visit.id, pointId: place.point.id }, { note, setUpBy });
        if (setUpBy === null) await recordEntry(tx, terminalId, callId);
        for (const requestedService of next) await store.insertServiceRequest(tx, visit.id, { ...requestedService, language });
        return { callId };
      }),

    /** Puts a service request at the end of the visit's plan; it is queued for when the others are done. Errors: notFound, notRemote, terminalBusy, entryLimit, invalidPayload. */
    plan: (terminalId: TerminalId, requestedService: RequestedService): Promise<void> =>
      database.transaction(async (tx) => {
        const place = catalogue.terminal(terminalId);
        if (place === undefined) throw new AppError('notFound');
        catalogue.demandQueue(requestedService, 'customer');
        await demandEntry(tx, terminalId, entriesAnHour);
        const visit = await visitAt(tx, terminalId, place.point.id);
        const earlier = (await store.readPlan(tx, visit.id)).find(({ callId }) => callId === requestedService.callId);
        if (earlier !== undefined) return demandSame(isSameRequest(earlier, requestedService));
        await demandNewIds(tx, [requestedService.callId], 'callId');
        await demandRoom(tx, visit.id, [requestedService]);
        await store.insertServiceRequest(tx, visit.id, requestedService);
        await joinNext(tx, visit.id);
        tx.afterCommit(() => announce(terminalId));
      }),

    /** Queues for a planned service request now, while another one still runs; its turn is kept until the customer is free (F30). Errors: notFound, notRemote, queueClosed, entryLimit. */
    joinNow: (terminalId: TerminalId, callId: CallId): Promise<void> =>
      withPlanned(terminalId, callId, async (tx, visit, requestedService) => {
        const place = catalogue.terminal(terminalId);
        if (place === undefined) throw new AppError('notFound');
        catalogue.demandQueue(requestedService, 'customer');
        if (isClosed(requestedService, place.point.id, tx.now)) throw new AppError('queueClosed');
        await store.setServiceRequestState(tx, callId, 'joined');
        if ((await lockCall(tx, callId)) !== null) return;
        await demandEntry(tx, terminalId, entriesAnHour);
        await enqueue(tx, { ...requestedService, visitId: visit.id, terminalId, pointId: place.point.id });
        await recordEntry(tx, terminalId, callId);
      }),

    /** Takes a planned service request off the plan. Errors: notFound. */
    dropServiceRequest: (terminalId: TerminalId, callId: CallId): Promise<void> =>
      withPlanned(terminalId, callId, (tx) => store.setServiceRequestState(tx, callId, 'dropped')),

    ...sendingOn({ database, calls, catalogue, isClosed, enqueue }),

    /** The customer is done: what still waits or runs ends, the terminal is free. */
    close: (terminalId: TerminalId): Promise<void> =>
      database.transaction(async (tx) => {
        const visit = await store.readOpenVisit(tx, terminalId);
        if (visit === null || (await store.closeVisit(tx, visit.id)) === 0) return;
        for (const call of await readCallsOfVisit(tx, visit.id)) {
          if (call.consultation === null && (isInQueue(call) || isInCall(call)))
            await calls.commandIn(tx, call.callId, { type: 'end', endedBy: 'customer' }, system);
        }
        tx.afterCommit(() => announce(terminalId));
      }),

    /**
     * Ends those of the calls that were made at the terminal and are still in a queue, waiting there or away to be called back, and drops what
     * their visits had planned after them.
     */
    removeEntries: (terminalId: TerminalId, callIds: readonly CallId[]): Promise<void> =>
      database.transaction(async (tx) => {
        for (const callId of [...new Set(callIds)].sort()) {
          const call = (await lockCall(tx, callId))?.call;
          if (call === undefined || call.terminalId !== terminalId || call.consultation !== null || !isInQueue(call)) continue;
          await store.dropPlan(tx, call.visitId);
          await calls.commandIn(tx, callId, { type: 'end', endedBy: 'adviser' }, system);
        }
      }),

    /** Refuses a booking beyond what customers may make at the terminal in an hour. Errors: entryLimit. */
    demandEntry: (tx: Transaction, terminalId: TerminalId): Promise<void> => demandEntry(tx, terminalId, entriesAnHour),

    /** Customers may make an hour's queue entries at the terminal once more from now on. */
    liftEntryLimit: (terminalId: TerminalId, adviserId: AdviserId): Promise<void> =>
      database.transaction(async (tx) => {
        await liftEntryLimit(tx, terminalId, adviserId);
        tx.afterCommit(() => announce(terminalId));
      }),

    /** The visit goes on in the same transaction: it is kept awake, and the next service request is queued for when one has ended. */
    async reactToCall(tx: Transaction, event: CallEvent, before: Call | null, call: Call): Promise<void> {
      await store.touchVisit(tx, call.visitId);
      if (call.consultation !== null) return;
      await closeDuplicates(tx, calls, event, call);
      await parkVisitTogether(tx, calls, event, before, call);
      if (leadsOn(event)) await joinNext(tx, call.visitId);
    },

    /** The next of the plan, for a customer who has come back to it. */
    joinNext,

    /** Sends those away who still wait where the hours are over and the agency has it so; they are told on the screen, or when they give their number. */
    closeQueues: (): Promise<void> => closeQueues({ database, calls, catalogue, isClosed }),

    runDue: (): Promise<void> =>
      database.transaction(async (tx) => {
        await eraseEntries(tx);
        const terminals = await store.closeIdleVisits(tx, idleMs);
        await store.eraseEndedNumbers(tx);
        tx.afterCommit(() => terminals.forEach(announce));
      }),
  };
}
