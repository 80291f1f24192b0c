import { type Call, isConnected } from '#shared/call/lifecycle.ts';
import type { TerminalCall, TerminalView } from '#shared/contract/views.ts';
import type { TerminalId } from '#shared/ids.ts';
import type { Instant } from '#shared/instant.ts';
import { estimateWait } from '#shared/queue/estimate.ts';
import { positionOf, readCallAtTerminal, readHistory } from '#server/calls/index.ts';
import type { CatalogueReader } from '#server/catalogue/index.ts';
import type { Transaction } from '#server/db/index.ts';
import { AppError } from '#server/errors.ts';
import { countAble } from '#server/experts/index.ts';
import type { Hours } from '#server/hours/index.ts';
import { relaxesAt } from '#server/routing/index.ts';
import { readHelp } from '#server/terminals/index.ts';
import { readOpenVisit } from '#server/visits/index.ts';
import { advisersOf, agencyStates, callHeadOf, headOf } from './head.ts';

/** What the customer at a terminal may know. Errors: notFound. */
export async function readTerminalView(tx: Transaction, catalogue: CatalogueReader, hours: Hours, terminalId: TerminalId): Promise<TerminalView> {
  const head = await headOf(tx);
  const place = catalogue.terminal(terminalId);
  if (place === undefined) throw new AppError('notFound');
  const visit = await readOpenVisit(tx, terminalId);
  const call = visit === null ? null : await readCallAtTerminal(tx, terminalId);
  const help = (await readHelp(tx, [terminalId]))[0];
  return {
    ...head,
    terminal: { id: place.id, names: place.names, pointId: place.point.id, pointNames: place.point.names, defaultLanguage: place.point.defaultLanguage },
    agencies: await agencyStates(tx, catalogue, hours, place.point.id),
    visitNumber: visit?.number ?? null,
    call: call === null ? null : await callPart(tx, call, catalogue, hours),
    help: help === undefined ? null : { requestedAt: help.requestedAt, answeredBy: help.answeredBy === null ? null : catalogue.nameOf(help.answeredBy) },
  };
}

async function callPart(tx: Transaction, call: Call, catalogue: CatalogueReader, hours: Hours): Promise<TerminalCall> {
  const head = callHeadOf(call);
  if (isConnected(call)) {
    const people = {
      expertName: catalogue.nameOf(call.expertId),
      expertPresence: call.expert,
      advisers: advisersOf(call.advisers, catalogue),
    };
    if (call.state === 'connecting') return { ...head, state: 'connecting', ...people };
    if (call.state === 'active') return { ...head, state: 'active', startedAt: call.startedAt, ...people };
    return { ...head, state: 'onHold', startedAt: call.startedAt, heldAt: call.heldAt, ...people };
  }
  switch (call.state) {
    case 'queued': {
      const position = await positionOf(tx, call);
      const ableOnDuty = await countAble(tx, call.agencyId, call.serviceId, [call.language, ...call.otherLanguages]);
      return {
        ...head,
        state: 'queued',
        position,
        estimate: estimateWait(position, ableOnDuty, await readHistory(tx, call.agencyId)),
        waitingForLostExpert: call.lostExpertId !== null,
        relaxesAt: relaxesAt(call, catalogue.routingOf(call.agencyId)),
        ableOnDuty,
        closing: closingOf(call, catalogue, hours, tx.now),
      };
    }
    case 'offered':
      return { ...head, state: 'offered' };
    case 'wrapUp':
      return { ...head, state: 'ended', endedBy: call.endedBy };
    case 'closed':
      return { ...head, state: 'ended', endedBy: call.reason === 'completed' ? 'expert' : call.reason };
  }
}

function closingOf({ agencyId, serviceId, pointId }: Call, catalogue: CatalogueReader, hours: Hours, now: Instant) {
  const opening = hours.opening(agencyId, serviceId, pointId, now);
  if (opening.state !== 'open' || opening.closesAt === null) return null;
  return { at: opening.closesAt, rule: catalogue.agency(agencyId)?.whenClosing ?? 'serveWaiting' };
}
