import type { Logger } from 'pino';
import { type CatalogueReader, ownTerminalGuard } from '#server/catalogue/index.ts';
import { done } from '#server/feature.ts';
import type { Handlers } from '#server/gateway/port.ts';
import type { Terminals } from '#server/terminals/index.ts';
import type { Visits } from './index.ts';

type Parts = { readonly visits: Visits; readonly terminals: Terminals; readonly catalogue: CatalogueReader; readonly logger: Logger };

/** Queueing, by the customer, or by the adviser of the point for them, and sending on, by the expert or a supervisor. */
export function visitHandlers({ visits, terminals, catalogue, logger }: Parts) {
  const demandOwnTerminal = ownTerminalGuard({ catalogue, logger });
  return {
    'queue:join': ({ id }, errand) => visits.join({ ...errand, terminalId: id, note: '', setUpBy: null }),
    'queue:move': ({ agencyId }, target) => done(visits.move(agencyId, target)),
    'visit:planErrand': ({ id }, wish) => done(visits.plan(id, wish)),
    'visit:joinNow': ({ id }, { callId }) => done(visits.joinNow(id, callId)),
    'visit:dropErrand': ({ id }, { callId }) => done(visits.dropErrand(id, callId)),
    'visit:close': async ({ id }) => {
      await visits.close(id);
      return done(terminals.closeHelp(id));
    },
    'call:transfer': ({ id }, transfer) => visits.transfer(id, transfer),
    'desk:setUpCall': async (adviser, errand) => {
      demandOwnTerminal(adviser, errand.terminalId);
      return visits.join({ ...errand, setUpBy: adviser.id, next: [] });
    },
    'desk:removeEntries': async (adviser, { terminalId, callIds }) => {
      demandOwnTerminal(adviser, terminalId);
      return done(visits.removeEntries(terminalId, callIds));
    },
    'desk:liftEntryLimit': async (adviser, { terminalId }) => {
      demandOwnTerminal(adviser, terminalId);
      return done(visits.liftEntryLimit(terminalId, adviser.id));
    },
  } satisfies Partial<Handlers>;
}
