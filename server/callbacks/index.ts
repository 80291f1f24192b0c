import { type CloseReason, isCalledBack, isConnected as isInCall, isInQueue, occupiesTerminal } from '#shared/call/lifecycle.ts';
import type { ErrorCode } from '#shared/errors.ts';
import type { PointId, TerminalId, VisitId } from '#shared/ids.ts';
import type { Instant } from '#shared/instant.ts';
import type { Language } from '#shared/language.ts';
import { type Calls, readCallsOfVisit } from '#server/calls/index.ts';
import type { CatalogueReader } from '#server/catalogue/index.ts';
import type { Changes } from '#server/changes.ts';
import type { Database, Transaction } from '#server/db/index.ts';
import { AppError } from '#server/errors.ts';
import type { Hours } from '#server/hours/index.ts';
import { isConnected } from '#server/presence/index.ts';
import {
  type Errand,
  type Visits,
  insertVisit,
  lockVisit,
  moveVisit,
  readAwayVisit,
  readKnownIds,
  readLastOfNumber,
  readOpenVisit,
  recordEntry,
} from '#server/visits/index.ts';
import { readVisitingOfNumber } from '#server/visiting/index.ts';
import { type Appointment, canAllBeServed, canServe } from './matching.ts';
import { freeSlots } from './slots.ts';
import * as store from './store.ts';

export { readSummons } from './store.ts';

export type Callbacks = ReturnType<typeof createCallbacks>;

type CallbacksOptions = {
  readonly database: Database;
  readonly calls: Calls;
  readonly visits: Pick<Visits, 'joinNext' | 'demandEntry'>;
  readonly catalogue: CatalogueReader;
  readonly hours: Hours;
  readonly changes: Changes;
  readonly randomId: () => string;
};

/** What is said to a customer who comes back to a place that is no more, by how the last of the visit's places ended. */
const goneAs: Partial<Record<CloseReason, ErrorCode>> = { queueClosed: 'placeClosed', notBack: 'placeGiven' };

type BookedErrand = Pick<Errand, 'callId' | 'terminalId' | 'agencyId' | 'serviceId' | 'language'> & { readonly at: Instant };

/** `language` null: any will do. */
type WantedTime = Pick<BookedErrand, 'agencyId' | 'serviceId'> & { readonly language: Language | null };

/** The customer goes away with a number, keeps the place, and is called back at the same point (F27); or comes at a time agreed (F25). */
export function createCallbacks({ database, calls, visits, catalogue, hours, changes, randomId }: CallbacksOptions) {
  const pointOf = (terminalId: TerminalId): PointId => {
    const place = catalogue.terminal(terminalId);
    if (place === undefined) throw new AppError('notFound');
    return place.point.id;
  };
  const announce = (tx: Transaction, terminalId: TerminalId) =>
    tx.afterCommit(() => changes.announce([`terminal:${terminalId}`, `point:${pointOf(terminalId)}`]));

  async function slotsOf(tx: Transaction, { agencyId, serviceId, language }: WantedTime, pointId: PointId): Promise<Instant[]> {
    const wanted = { serviceId, language };
    const experts = catalogue.staff.filter((member) => member.role === 'expert' && member.agencyId === agencyId);
    // Half of those who could serve are kept for who just drops in.
    const bookable = (one: Appointment): number => Math.ceil(experts.filter((expert) => canServe(expert, one)).length / 2);
    const [inAnyLanguage, inLanguage] = [bookable({ serviceId, language: null }), bookable(wanted)];
    const booked = Map.groupBy(await store.readBooked(tx, agencyId), ({ at }) => at);
    return freeSlots({
      now: tx.now,
      openingAt: (instant) => hours.expectedOpening(agencyId, serviceId, pointId, instant, tx.now),
      hasRoomAt: (instant) => {
        const then = booked.get(instant) ?? [];
        const ofService = then.filter((one) => one.serviceId === serviceId);
        return (
          ofService.length < inAnyLanguage &&
          ofService.filter((one) => one.language === language).length < inLanguage &&
          canAllBeServed([...then, wanted], experts)
        );
      },
    });
  }

  /** Why nothing waits for the number any more. */
  async function goneCode(tx: Transaction, visitId: VisitId): Promise<ErrorCode> {
    const last = (await readCallsOfVisit(tx, visitId)).flatMap((call) => (call.state === 'closed' ? [call] : [])).sort((a, b) => a.closedAt - b.closedAt);
    const reason = last.at(-1)?.reason;
    return (reason === undefined ? undefined : goneAs[reason]) ?? 'notFound';
  }

  return {
    /** All that waits in the terminal's visit waits on without the terminal, which is free. The visit's number is what calls the customer. Errors: notFound, wrongState. */
    choose: (terminalId: TerminalId): Promise<{ number: number }> =>
      database.transaction(async (tx) => {
        const open = await readOpenVisit(tx, terminalId);
        const visit = open === null ? null : await lockVisit(tx, open.id);
        if (visit === null) throw new AppError('notFound');
        const running = (await readCallsOfVisit(tx, visit.id)).filter((call) => isInQueue(call) || isInCall(call));
        if (running.length === 0 || running.some((call) => call.state !== 'queued' || call.consultation !== null)) throw new AppError('wrongState');
        for (const { callId } of running) await calls.commandIn(tx, callId, { type: 'chooseCallback', notBefore: tx.now });
        await moveVisit(tx, visit.id, null);
        announce(tx, terminalId);
        return { number: visit.number };
      }),

    /**
     * The customer is back, at any free terminal of the point: all that waits for them goes on there, or what they have planned where their
     * place is gone. Errors: notFound, terminalBusy; meetsInPerson for the number of a time with a visiting expert; placeClosed and placeGiven where nothing is left.
     */
    answer: (terminalId: TerminalId, number: number): Promise<void> =>
      database.transaction(async (tx) => {
        const pointId = pointOf(terminalId);
        const isHere = await isConnected(tx, 'terminal', terminalId);
        const away = await readAwayVisit(tx, pointId, number);
        const visit = away === null ? null : await lockVisit(tx, away.id);
        if (visit === null || visit.terminalId !== null || !visit.isOpen) {
          if ((await readVisitingOfNumber(tx, pointId, number)) !== null) throw new AppError('meetsInPerson');
          const last = await readLastOfNumber(tx, pointId, number);
          throw new AppError(last === null || last.isOpen ? 'notFound' : await goneCode(tx, last.id));
        }
        if ((await readOpenVisit(tx, terminalId)) !== null) throw new AppError('terminalBusy');
        await moveVisit(tx, visit.id, terminalId);
        for (const { callId } of (await readCallsOfVisit(tx, visit.id)).filter(isCalledBack)) {
          await calls.commandIn(tx, callId, { type: 'answerCallback', terminalId });
          if (!isHere) await calls.commandIn(tx, callId, { type: 'loseTerminal' });
        }
        await visits.joinNext(tx, visit.id);
        if (!(await readCallsOfVisit(tx, visit.id)).some(occupiesTerminal)) throw new AppError(await goneCode(tx, visit.id));
        announce(tx, terminalId);
      }),

    /** Times at which the customer could come instead, soonest first. Errors: notFound, notRemote. */
    slots: (terminalId: TerminalId, errand: WantedTime): Promise<Instant[]> =>
      database.transaction((tx) => {
        catalogue.demandQueue(errand, 'customer');
        return slotsOf(tx, errand, pointOf(terminalId));
      }),

    /** Books one of the slots: a visit of its own, with a number, and a place that comes first at its time (F21). The same callId again is the same act. Errors: notFound, notRemote, slotTaken, entryLimit. */
    book: ({ at, terminalId, ...errand }: BookedErrand): Promise<{ number: number }> =>
      database.transaction(async (tx) => {
        catalogue.demandQueue(errand, 'customer');
        const pointId = pointOf(terminalId);
        const known = await store.readNumberOfCall(tx, errand.callId, pointId);
        if (known !== null) return { number: known };
        if ((await readKnownIds(tx, [errand.callId])).length > 0) throw new AppError('invalidPayload', { places: 'callId' });
        await visits.demandEntry(tx, terminalId);
        await store.lockSlots(tx, errand.agencyId);
        if (!(await slotsOf(tx, errand, pointId)).includes(at)) throw new AppError('slotTaken');
        const visit = await insertVisit(tx, randomId(), pointId, null);
        const facts = { ...errand, terminalId, pointId, visitId: visit.id, priority: 0, queuedAt: tx.now, bookedFor: at, setUpBy: null, roomId: errand.callId };
        await calls.enqueueIn(tx, facts, '', false);
        await recordEntry(tx, terminalId, errand.callId);
        await calls.commandIn(tx, errand.callId, { type: 'chooseCallback', notBefore: at });
        return { number: visit.number };
      }),
  };
}
