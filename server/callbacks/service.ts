import { type Call, isCalledBack, isInCall, isInQueue, occupiesTerminal } from '#shared/call/lifecycle.ts';
import type { EarlyTime } from '#shared/callbacks/contract.ts';
import type { IssuedTicket, Ticket } from '#shared/contract/ticket.ts';
import type { AdviserId, CallId, PointId, TerminalId, VisitId } from '#shared/ids.ts';
import type { Instant } from '#shared/instant.ts';
import { type Calls, readCall, readCallsOfVisit, system } from '#server/calls/index.ts';
import type { CatalogueReader } from '#server/catalogue/index.ts';
import type { Changes } from '#server/changes.ts';
import type { Database, Transaction } from '#server/db/index.ts';
import { AppError } from '#server/errors.ts';
import type { Hours } from '#server/hours/index.ts';
import { lockPresence } from '#server/presence/index.ts';
import { type NewPin, type Tickets, issueAgain } from '#server/tickets/index.ts';
import {
  type ServiceRequest,
  type Visit,
  type Visits,
  closeVisit,
  insertVisit,
  isSameService,
  lockVisit,
  moveVisit,
  putPin,
  readKnownIds,
  readOpenVisit,
  readPinIssue,
  readVisitNumber,
  recordEntry,
} from '#server/visits/index.ts';
import { putVisitingPin } from '#server/visiting/index.ts';
import { bookedOf, earlyTime, goneCode, holderOf, visitOf } from './away.ts';
import { type WantedTime, freeTimesReader } from './freeTimes.ts';
import * as store from './store.ts';

export type Callbacks = ReturnType<typeof createCallbacks>;

type CallbacksOptions = {
  readonly database: Database;
  readonly calls: Calls;
  readonly visits: Pick<Visits, 'joinNext' | 'demandEntry'>;
  readonly catalogue: CatalogueReader;
  readonly hours: Hours;
  readonly changes: Changes;
  readonly tickets: Tickets;
  readonly randomId: () => string;
  /** From 0 up to, and without, the bound. */
  readonly randomInt: (below: number) => number;
};

type BookedServiceRequest = Pick<ServiceRequest, 'callId' | 'terminalId' | 'agencyId' | 'serviceId' | 'language'> & { readonly at: Instant };

/** The customer goes away with a number, keeps the place, and is called back at the same point (F27); or comes at a time agreed (F25). */
export function createCallbacks({ database, calls, visits, catalogue, hours, changes, tickets, randomId, randomInt }: CallbacksOptions) {
  const pointOf = (terminalId: TerminalId): PointId => {
    const place = catalogue.terminal(terminalId);
    if (place === undefined) throw new AppError('notFound');
    return place.point.id;
  };
  const slotsOf = freeTimesReader({ catalogue, hours });
  const announce = (tx: Transaction, terminalId: TerminalId) =>
    tx.afterCommit(() => changes.announce([`terminal:${terminalId}`, `point:${pointOf(terminalId)}`]));

  /** The visit's PIN is a new one from now on. */
  const issue = async (tx: Transaction, visit: Visit, pointId: PointId, { pin, hash }: NewPin, terminalId: TerminalId | null): Promise<string> => {
    await putPin(tx, visit, pointId, hash, terminalId);
    return pin;
  };

  /** What a request that has made its ticket before is told; the PIN is told once, and its hash tells nothing. */
  async function ticketAgain(tx: Transaction, visit: Visit, terminalId: TerminalId, fresh: NewPin): Promise<IssuedTicket> {
    const again = issueAgain(await readPinIssue(tx, visit.id), terminalId, tx.now);
    return { number: visit.number, pin: again === 'replaced' ? await issue(tx, visit, pointOf(terminalId), fresh, terminalId) : null, issue: again };
  }

  /** The customer of the visit is at the terminal. Errors: terminalBusy, wrongState at another terminal already, placeClosed, placeGiven, notFound. */
  async function comeBack(tx: Transaction, terminalId: TerminalId, visitId: VisitId, isEarlyAnswered: boolean): Promise<EarlyTime | null> {
    const isHere = await lockPresence(tx, 'terminal', terminalId);
    const visit = await lockVisit(tx, visitId);
    if (visit === null || !visit.isOpen) throw new AppError(await goneCode(tx, visitId));
    if (visit.terminalId === terminalId) return null;
    if (visit.terminalId !== null) throw new AppError('wrongState');
    const away = (await readCallsOfVisit(tx, visit.id)).filter(isCalledBack);
    const early = isEarlyAnswered ? null : earlyTime(away, tx.now);
    if (early !== null) return early;
    if ((await readOpenVisit(tx, terminalId)) !== null) throw new AppError('terminalBusy');
    await moveVisit(tx, visit.id, terminalId);
    for (const { callId } of away) {
      await calls.commandIn(tx, callId, { type: 'answerCallback', terminalId }, system);
      if (!isHere) await calls.commandIn(tx, callId, { type: 'loseTerminal', isForGood: false }, system);
    }
    await visits.joinNext(tx, visit.id);
    if (!(await readCallsOfVisit(tx, visit.id)).some(occupiesTerminal)) throw new AppError(await goneCode(tx, visit.id));
    announce(tx, terminalId);
    return null;
  }

  /** Errors: wrongState where no time is booked, or it has come; slotTaken. */
  async function moveTime(tx: Transaction, visitId: VisitId, at: Instant): Promise<void> {
    const visit = await lockVisit(tx, visitId);
    const booked = bookedOf(visit?.isOpen === true ? await readCallsOfVisit(tx, visitId) : []);
    if (booked === undefined) throw new AppError('wrongState');
    if (booked.bookedFor === at) return;
    await store.lockSlots(tx, booked.agencyId);
    if (!(await slotsOf(tx, booked, booked.pointId)).includes(at)) throw new AppError('slotTaken');
    await calls.commandIn(tx, booked.callId, { type: 'moveCallback', at }, system);
  }

  /** All that the visit still waits for ends, and its number with it. Once more changes nothing. Errors: wrongState while the customer is at a terminal. */
  async function cancel(tx: Transaction, visitId: VisitId): Promise<void> {
    const visit = await lockVisit(tx, visitId);
    if (visit === null || !visit.isOpen) return;
    if (visit.terminalId !== null) throw new AppError('wrongState');
    await closeVisit(tx, visitId);
    for (const call of (await readCallsOfVisit(tx, visitId)).filter(isCalledBack))
      await calls.commandIn(tx, call.callId, { type: 'end', endedBy: 'customer' }, system);
  }

  /** The visit of that number, for its PIN. Errors: numberOrPinWrong, tooManyTries, meetsInPerson for a time with a visiting expert. */
  async function enter(terminalId: TerminalId, ticket: Ticket): Promise<VisitId> {
    const holder = await tickets.enter({ terminalId, pointId: pointOf(terminalId) }, ticket, holderOf);
    if (holder.kind === 'visiting') throw new AppError('meetsInPerson');
    return holder.id;
  }

  return {
    /**
     * All that waits in the terminal's visit, `callId` with it, waits on without the terminal, which is free. The visit's number is what calls the
     * customer. The same again, its answer having been lost, is the same act. Errors: notFound, wrongState.
     */
    async choose(terminalId: TerminalId, callId: CallId): Promise<IssuedTicket> {
      const fresh = await tickets.drawPin();
      return database.transaction(async (tx) => {
        const call = await readCall(tx, callId);
        const visit = call === null ? null : await lockVisit(tx, call.visitId);
        if (call === null || visit === null || !visit.isOpen || call.terminalId !== terminalId) throw new AppError('notFound');
        const open = await readCallsOfVisit(tx, visit.id);
        if (visit.terminalId === null && open.some((one) => one.callId === callId && isCalledBack(one))) return ticketAgain(tx, visit, terminalId, fresh);
        if (visit.terminalId !== terminalId) throw new AppError('notFound');
        const running = open.filter((one) => isInQueue(one) || isInCall(one));
        if (running.length === 0 || running.some((one) => one.state !== 'queued' || one.consultation !== null)) throw new AppError('wrongState');
        for (const one of running) await calls.commandIn(tx, one.callId, { type: 'chooseCallback', notBefore: tx.now }, system);
        await moveVisit(tx, visit.id, null);
        announce(tx, terminalId);
        return { number: visit.number, pin: await issue(tx, visit, pointOf(terminalId), fresh, terminalId), issue: 'first' };
      });
    },

    /**
     * The customer is back, at any free terminal of the point: all that waits for them goes on there, or what they have planned where their
     * place is gone. Whoever comes long before the booked time is told of it, and nothing changes (E23). Errors: those of `enter`, terminalBusy,
     * wrongState where they have answered at another terminal; placeClosed, placeGiven and notFound where nothing is left.
     */
    async answer(terminalId: TerminalId, ticket: Ticket): Promise<EarlyTime | null> {
      const visitId = await enter(terminalId, ticket);
      return database.transaction((tx) => comeBack(tx, terminalId, visitId, false));
    },

    /** The booked time becomes another of the free ones; number and PIN stay. Errors: those of `enter`, wrongState, slotTaken. */
    async move(terminalId: TerminalId, { at, ...ticket }: Ticket & { readonly at: Instant }): Promise<void> {
      const visitId = await enter(terminalId, ticket);
      await database.transaction((tx) => moveTime(tx, visitId, at));
    },

    /** The customer does not come. Errors: those of `enter`, wrongState. */
    async cancel(terminalId: TerminalId, ticket: Ticket): Promise<void> {
      const visitId = await enter(terminalId, ticket);
      await database.transaction((tx) => cancel(tx, visitId));
    },

    /** The adviser's hand in place of the PIN, which is recorded. The early may come too. Errors: notFound, meetsInPerson, terminalBusy and those of an answer. */
    answerFor: (adviserId: AdviserId, terminalId: TerminalId, number: number): Promise<void> =>
      database.transaction(async (tx) => {
        const pointId = pointOf(terminalId);
        const { id } = await visitOf(tx, pointId, number);
        await comeBack(tx, terminalId, id, true);
        await tickets.recordOverride(tx, adviserId, pointId, number, 'answered');
      }),

    /** Likewise. Errors: notFound, wrongState, slotTaken. */
    moveFor: (adviserId: AdviserId, pointId: PointId, { number, at }: { readonly number: number; readonly at: Instant }): Promise<void> =>
      database.transaction(async (tx) => {
        const { id } = await visitOf(tx, pointId, number);
        await moveTime(tx, id, at);
        await tickets.recordOverride(tx, adviserId, pointId, number, 'moved');
      }),

    /** The free times that the number's booking could move to. Errors: notFound, wrongState. */
    slotsFor: (pointId: PointId, number: number): Promise<Instant[]> =>
      database.transaction(async (tx) => {
        const { id } = await visitOf(tx, pointId, number);
        const booked = bookedOf(await readCallsOfVisit(tx, id));
        if (booked === undefined) throw new AppError('wrongState');
        return slotsOf(tx, booked, pointId);
      }),

    /** A new PIN for who has lost theirs; the old one holds no more. Errors: notFound. */
    async issuePinFor(adviserId: AdviserId, pointId: PointId, number: number): Promise<string> {
      const fresh = await tickets.drawPin();
      return database.transaction(async (tx) => {
        const holder = await holderOf(tx, pointId, number);
        if (holder?.kind === 'visiting') await putVisitingPin(tx, holder, fresh.hash, null);
        else if (holder?.isOpen === true && holder.terminalId === null) await issue(tx, holder, pointId, fresh, null);
        else throw new AppError('notFound');
        await tickets.recordOverride(tx, adviserId, pointId, number, 'pinIssued');
        tx.afterCommit(() => changes.announce([`point:${pointId}`]));
        return fresh.pin;
      });
    },

    /** Takes a customer who is away off the list, recorded where it is so. */
    async recordRemoval(tx: Transaction, adviserId: AdviserId, call: Call): Promise<void> {
      if (isCalledBack(call)) await tickets.recordOverride(tx, adviserId, call.pointId, await readVisitNumber(tx, call.visitId), 'cancelled');
    },

    /** Times at which the customer could come instead, soonest first. Errors: notFound, notRemote. */
    slots: (terminalId: TerminalId, serviceRequest: WantedTime): Promise<Instant[]> =>
      database.transaction((tx) => {
        catalogue.demandQueue(serviceRequest, 'customer');
        return slotsOf(tx, serviceRequest, pointOf(terminalId));
      }),

    /**
     * Books one of the slots: a visit of its own, with a number, and a place that comes first at its time (F21). The same callId again is the same
     * act, and says what was booked by it. Errors: notFound, notRemote, slotTaken, entryLimit, sameIdOtherContent.
     */
    async book({ at, terminalId, ...serviceRequest }: BookedServiceRequest): Promise<IssuedTicket & { readonly at: Instant }> {
      catalogue.demandQueue(serviceRequest, 'customer');
      const fresh = await tickets.drawPin();
      return database.transaction(async (tx) => {
        const pointId = pointOf(terminalId);
        const known = await readCall(tx, serviceRequest.callId);
        if (known !== null) {
          const visit = await lockVisit(tx, known.visitId);
          const isOwn = visit !== null && known.pointId === pointId && known.bookedFor !== null && isSameService(known, serviceRequest);
          if (!isOwn || known.bookedFor === null) throw new AppError('sameIdOtherContent');
          return { ...(await ticketAgain(tx, visit, terminalId, fresh)), at: known.bookedFor };
        }
        if ((await readKnownIds(tx, [serviceRequest.callId])).length > 0) throw new AppError('sameIdOtherContent');
        await visits.demandEntry(tx, terminalId);
        await store.lockSlots(tx, serviceRequest.agencyId);
        if (!(await slotsOf(tx, serviceRequest, pointId)).includes(at)) throw new AppError('slotTaken');
        const visit = await insertVisit(tx, { id: randomId(), pointId, terminalId: null, randomInt });
        const facts = {
          ...serviceRequest,
          terminalId,
          pointId,
          visitId: visit.id,
          priority: 0,
          queuedAt: tx.now,
          bookedFor: at,
          setUpBy: null,
          roomId: serviceRequest.callId,
        };
        await calls.enqueueIn(tx, facts, '', false);
        await recordEntry(tx, terminalId, serviceRequest.callId);
        await calls.commandIn(tx, serviceRequest.callId, { type: 'chooseCallback', notBefore: at }, system);
        return { number: visit.number, pin: await issue(tx, visit, pointId, fresh, terminalId), issue: 'first', at };
      });
    },
  };
}
