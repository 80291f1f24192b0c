import { occupiesTerminal } from '#shared/call/lifecycle.ts';
import type { CallId, TerminalId, VisitId } from '#shared/ids.ts';
import { lockCall, readCallsOfVisit } from '#server/calls/index.ts';
import type { Transaction } from '#server/platform/database/index.ts';
import { AppError } from '#server/errors.ts';
import { isClosed } from '#server/hours/index.ts';
import { lockPresence } from '#server/presence/index.ts';
import { type VisitsContext, announce } from './context.ts';
import { demandEntry, recordEntry } from './entryLimitStore.ts';
import { demandNewIds, demandRoom, enqueue, visitAt } from './joining.ts';
import type { RequestedService } from './requestedService.ts';
import { demandSame, isSameRequest } from './sameAct.ts';
import * as store from './store.ts';

/** Puts a service request at the end of the visit's plan; it is queued for when the others are done. Errors: notFound, notRemote, terminalBusy, entryLimit, invalidPayload. */
export function plan(context: VisitsContext, terminalId: TerminalId, requestedService: RequestedService): Promise<void> {
  const { database, catalogue, entriesAnHour } = context;
  return database.transaction(async (tx) => {
    const place = catalogue.terminal(terminalId);
    if (place === undefined) throw new AppError('notFound');
    catalogue.demandQueue(requestedService, 'customer', place.point.id);
    await demandEntry(tx, terminalId, entriesAnHour);
    const visit = await visitAt(context, tx, terminalId, place.point.id);
    const earlier = (await store.readPlan(tx, visit.id)).find(({ callId }) => callId === requestedService.callId);
    if (earlier !== undefined) return demandSame(isSameRequest(earlier, requestedService));
    await demandNewIds(tx, [requestedService.callId], 'callId');
    await demandRoom(tx, visit.id, [requestedService]);
    await store.insertServiceRequest(tx, visit.id, requestedService);
    await joinNext(context, tx, visit.id);
    tx.afterCommit(() => announce(context, terminalId));
  });
}

/** Queues for a planned service request now, while another one still runs; its turn is kept until the customer is free (F30). Errors: notFound, notRemote, queueClosed, entryLimit. */
export const joinNow = (context: VisitsContext, terminalId: TerminalId, callId: CallId): Promise<void> =>
  withPlanned(context, terminalId, callId, async (tx, visit, requestedService) => {
    const { catalogue, entriesAnHour } = context;
    const place = catalogue.terminal(terminalId);
    if (place === undefined) throw new AppError('notFound');
    catalogue.demandQueue(requestedService, 'customer', place.point.id);
    if (isClosed(context.hours, requestedService, place.point.id, tx.now)) throw new AppError('queueClosed');
    await store.setServiceRequestState(tx, callId, 'joined');
    if ((await lockCall(tx, callId)) !== null) return;
    await demandEntry(tx, terminalId, entriesAnHour);
    await enqueue(context, tx, { ...requestedService, visitId: visit.id, terminalId, pointId: place.point.id });
    await recordEntry(tx, terminalId, callId);
  });

/** Takes a planned service request off the plan. Errors: notFound. */
export const dropServiceRequest = (context: VisitsContext, terminalId: TerminalId, callId: CallId): Promise<void> =>
  withPlanned(context, terminalId, callId, (tx) => store.setServiceRequestState(tx, callId, 'dropped'));

/** Queues for the next of the plan, unless something of the visit still runs; what has closed meanwhile is passed over and marked so. */
export async function joinNext(context: VisitsContext, tx: Transaction, visitId: VisitId): Promise<void> {
  const { catalogue } = context;
  const visit = await store.lockVisit(tx, visitId);
  if (visit === null || !visit.isOpen || visit.terminalId === null) return;
  const terminal = catalogue.terminal(visit.terminalId);
  if (terminal === undefined || (await readCallsOfVisit(tx, visitId)).some(occupiesTerminal)) return;
  for (const requestedService of (await store.readPlan(tx, visitId)).filter(({ state }) => state === 'planned')) {
    const isKnown = (await lockCall(tx, requestedService.callId)) !== null;
    const isOver =
      !isKnown &&
      (isClosed(context.hours, requestedService, terminal.point.id, tx.now) ||
        !catalogue.isRemote(requestedService.serviceId) ||
        !catalogue.servesAt(requestedService.agencyId, terminal.point.id));
    await store.setServiceRequestState(tx, requestedService.callId, isOver ? 'closed' : 'joined');
    if (isKnown || isOver) continue;
    await enqueue(context, tx, { ...requestedService, visitId, terminalId: terminal.id, pointId: terminal.point.id });
    await recordEntry(tx, terminal.id, requestedService.callId);
    return;
  }
}

/** Does something with a planned service request of the terminal's visit. Errors: notFound. */
const withPlanned = (
  context: VisitsContext,
  terminalId: TerminalId,
  callId: CallId,
  work: (tx: Transaction, visit: store.Visit, requestedService: store.PlannedServiceRequest) => Promise<void>,
): Promise<void> =>
  context.database.transaction(async (tx) => {
    await lockPresence(tx, 'terminal', terminalId);
    const open = await store.readOpenVisit(tx, terminalId);
    const visit = open === null ? null : await store.lockVisit(tx, open.id);
    const requestedService = visit === null ? undefined : (await store.readPlan(tx, visit.id)).find((one) => one.callId === callId);
    if (visit === null || requestedService === undefined) throw new AppError('notFound');
    if (requestedService.state === 'planned') await work(tx, visit, requestedService);
    tx.afterCommit(() => announce(context, terminalId));
  });
