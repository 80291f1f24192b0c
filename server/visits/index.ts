import { expertOf, isConnected as isInCall, occupiesTerminal } from '#shared/call/lifecycle.ts';
import type { RequestParsed } from '#shared/contract/index.ts';
import type { AdviserId, AgencyId, CallId, ExpertId, ServiceId, TerminalId, VisitId } from '#shared/ids.ts';
import type { Language } from '#shared/language.ts';
import { type Calls, lockCall, readCallAtTerminal, readQueue } from '#server/calls/index.ts';
import type { CatalogueReader } from '#server/catalogue/index.ts';
import type { Changes } from '#server/changes.ts';
import type { Database } from '#server/db/index.ts';
import { AppError } from '#server/errors.ts';
import type { Hours } from '#server/hours/index.ts';
import { isConnected } from '#server/presence/index.ts';
import * as store from './store.ts';

export { readOpenVisit, readVisitNumber } from './store.ts';

export type Errand = {
  readonly callId: CallId;
  readonly terminalId: TerminalId;
  readonly agencyId: AgencyId;
  readonly serviceId: ServiceId;
  readonly language: Language;
  readonly note: string;
  readonly setUpBy: AdviserId | null;
};

type Transfer = RequestParsed<'call:transfer'>;

/** Who was sent on has waited once already. */
const transferPriority = 1;

export type Visits = ReturnType<typeof createVisits>;

type VisitsOptions = {
  readonly database: Database;
  readonly calls: Calls;
  readonly catalogue: CatalogueReader;
  readonly changes: Changes;
  readonly hours: Hours;
  readonly randomId: () => string;
  readonly idleMs: number;
};

/** So many of a closed queue are told in one round; the next round takes the next. */
const closedAtOnce = 200;

/** One coming of a customer: its number, and the calls that belong to it. */
export function createVisits({ database, calls, catalogue, changes, hours, randomId, idleMs }: VisitsOptions) {
  const announce = (terminalId: string) => {
    const pointId = catalogue.terminal(terminalId)?.point.id;
    changes.announce([`terminal:${terminalId}`, ...(pointId ? [`point:${pointId}` as const] : [])]);
  };

  return {
    /** Queues the errand in the terminal's open visit, or in a new one. The same callId again changes nothing. Errors: notFound, terminalBusy, queueClosed. */
    join: (errand: Errand): Promise<{ callId: CallId }> =>
      database.transaction(async (tx) => {
        const place = catalogue.terminal(errand.terminalId);
        if (place === undefined || !catalogue.offers(errand.agencyId, errand.serviceId)) throw new AppError('notFound');
        const visit = (await store.readOpenVisit(tx, errand.terminalId)) ?? (await store.insertVisit(tx, randomId(), errand.terminalId));
        const earlier = await lockCall(tx, errand.callId);
        if (earlier !== null) {
          if (earlier.call.terminalId !== errand.terminalId) throw new AppError('notFound');
          return { callId: errand.callId };
        }
        const current = await readCallAtTerminal(tx, errand.terminalId);
        if (current !== null && occupiesTerminal(current)) throw new AppError('terminalBusy');
        if (hours.opening(errand.agencyId, errand.serviceId, place.point.id, tx.now).state === 'closed') throw new AppError('queueClosed');
        await store.touchVisit(tx, visit.id);
        const { note, ...choice } = errand;
        const facts = { ...choice, visitId: visit.id, pointId: place.point.id, priority: 0, queuedAt: tx.now };
        await calls.enqueueIn(tx, facts, note, await isConnected(tx, 'terminal', errand.terminalId));
        return { callId: errand.callId };
      }),

    /**
     * Hands the customer over to another errand or agency: the call ends for this expert, and the same visit queues anew with a head start.
     * The same newCallId again changes nothing. Errors: callEnded, notFound, queueClosed, noteNeedsConsent; then nothing has changed.
     */
    transfer: (expertId: ExpertId, { callId, newCallId, agencyId, serviceId, note }: Transfer): Promise<{ callId: CallId }> =>
      database.transaction(async (tx) => {
        const call = (await lockCall(tx, callId))?.call;
        if (call === undefined || !catalogue.offers(agencyId, serviceId)) throw new AppError('notFound');
        const earlier = (await lockCall(tx, newCallId))?.call;
        if (earlier?.visitId === call.visitId) return { callId: newCallId };
        if (earlier !== undefined || expertOf(call) !== expertId) throw new AppError('notFound');
        if (!isInCall(call)) throw new AppError('callEnded');
        if (hours.opening(agencyId, serviceId, call.pointId, tx.now).state === 'closed') throw new AppError('queueClosed');
        // What one agency has written another sees only with the customer's word, which nobody has asked for here.
        if (note !== '' && agencyId !== call.agencyId) throw new AppError('noteNeedsConsent');
        await calls.commandIn(tx, callId, { type: 'end', endedBy: 'expert', expertId });
        const { visitId, terminalId, pointId, language } = call;
        const facts = {
          callId: newCallId,
          visitId,
          terminalId,
          pointId,
          agencyId,
          serviceId,
          language,
          priority: transferPriority,
          queuedAt: tx.now,
          setUpBy: null,
        };
        await calls.enqueueIn(tx, facts, note, await isConnected(tx, 'terminal', terminalId));
        await calls.commandIn(tx, newCallId, { type: 'acceptLanguages', languages: call.otherLanguages });
        return { callId: newCallId };
      }),

    /** The customer is done: a call that still runs ends, the terminal is free. */
    close: (terminalId: TerminalId): Promise<void> =>
      database.transaction(async (tx) => {
        const call = await readCallAtTerminal(tx, terminalId);
        if (call !== null && occupiesTerminal(call)) await calls.commandIn(tx, call.callId, { type: 'end', endedBy: 'customer' });
        if ((await store.closeVisit(tx, terminalId)) > 0) tx.afterCommit(() => announce(terminalId));
      }),

    touchIn: (tx: Parameters<typeof store.touchVisit>[0], visitId: VisitId): Promise<void> => store.touchVisit(tx, visitId),

    /** Sends those away who still wait where the hours are over and the agency has it so; they are told on the screen. */
    closeQueues: (): Promise<void> =>
      database.transaction(async (tx) => {
        for (const { id, whenClosing } of catalogue.all.agencies) {
          if (whenClosing !== 'endWaiting') continue;
          for (const { callId, serviceId, pointId } of await readQueue(tx, id, closedAtOnce)) {
            if (hours.opening(id, serviceId, pointId, tx.now).state === 'closed') await calls.commandIn(tx, callId, { type: 'closeQueue' });
          }
        }
      }),

    runDue: (): Promise<void> =>
      database.transaction(async (tx) => {
        const terminals = await store.closeIdleVisits(tx, idleMs);
        tx.afterCommit(() => terminals.forEach(announce));
      }),
  };
}
