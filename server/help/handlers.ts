import type { Logger } from 'pino';
import { type CatalogueReader, ownTerminalGuard } from '#server/catalogue/index.ts';
import { done } from '#server/feature.ts';
import type { Handlers } from '#server/platform/gateway/port.ts';
import { type HelpContext, sendToAdviser } from './service.ts';

type Parts = HelpContext & { readonly catalogue: CatalogueReader; readonly logger: Logger };

/** The customer asks for the adviser of the point, or the expert sends them there. */
export function helpHandlers(parts: Parts) {
  const { terminals } = parts;
  const demandOwnTerminal = ownTerminalGuard(parts);
  return {
    'help:request': ({ id }) => done(terminals.requestHelp(id)),
    'help:cancel': ({ id }) => done(terminals.closeHelp(id)),
    'help:answer': async (adviser, { terminalId }) => {
      demandOwnTerminal(adviser, terminalId);
      return done(terminals.answerHelp(terminalId, adviser.id));
    },
    'help:close': async (adviser, { terminalId }) => {
      demandOwnTerminal(adviser, terminalId);
      return done(terminals.closeHelp(terminalId));
    },
    'call:sendToAdviser': ({ id }, input) => done(sendToAdviser(parts, id, input)),
  } satisfies Partial<Handlers>;
}
