import type { Logger } from 'pino';
import { type CatalogueReader, ownTerminalGuard } from '#server/catalogue/index.ts';
import { done } from '#server/feature.ts';
import type { Handlers } from '#server/platform/gateway/port.ts';
import type { Terminals } from '#server/terminals/index.ts';
import type { Visits } from './index.ts';

type Parts = { readonly visits: Visits; readonly terminals: Terminals; readonly catalogue: CatalogueReader; readonly logger: Logger };

/** Queueing, by the customer, or by the adviser of the point for them, and sending on by the expert. */
export function visitHandlers({ visits, terminals, catalogue, logger }: Parts) {
  const demandOwnTerminal = ownTerminalGuard({ catalogue, logger });
  return {
    'queue:join': ({ id }, serviceRequest) => visits.join({ ...serviceRequest, terminalId: id, note: '', setUpBy: null }),
    'visit:planServiceRequest': ({ id }, requestedService) => done(visits.plan(id, requestedService)),
    'visit:joinNow': ({ id }, { callId }) => done(visits.joinNow(id, callId)),
    'visit:dropServiceRequest': ({ id }, { callId }) => done(visits.dropServiceRequest(id, callId)),
    'visit:close': async ({ id }) => {
      await visits.close(id);
      return done(terminals.closeHelp(id));
    },
    'call:transfer': ({ id }, transfer) => visits.transfer(id, transfer),
    'adviser:setUpCall': async (adviser, serviceRequest) => {
      demandOwnTerminal(adviser, serviceRequest.terminalId);
      return visits.join({ ...serviceRequest, setUpBy: adviser.id, next: [] });
    },
    'adviser:removeEntries': async (adviser, { terminalId, callIds }) => {
      demandOwnTerminal(adviser, terminalId);
      return done(visits.removeEntries(terminalId, callIds));
    },
    'adviser:liftEntryLimit': async (adviser, { terminalId }) => {
      demandOwnTerminal(adviser, terminalId);
      return done(visits.liftEntryLimit(terminalId, adviser.id));
    },
  } satisfies Partial<Handlers>;
}
