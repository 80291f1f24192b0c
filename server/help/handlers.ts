import type { Logger } from 'pino';
import { type Calls, expertWithCustomer } from '#server/calls/index.ts';
import { type CatalogueReader, ownTerminalGuard } from '#server/catalogue/index.ts';
import type { Database } from '#server/db/index.ts';
import { AppError } from '#server/errors.ts';
import { done } from '#server/feature.ts';
import type { Handlers } from '#server/gateway/port.ts';
import type { Terminals } from '#server/terminals/index.ts';

type Parts = {
  readonly database: Database;
  readonly calls: Calls;
  readonly terminals: Terminals;
  readonly catalogue: CatalogueReader;
  readonly logger: Logger;
};

/** The customer asks for the adviser of the point, or the expert sends them there. */
export function helpHandlers({ database, calls, terminals, catalogue, logger }: Parts) {
  const demandOwnTerminal = ownTerminalGuard({ catalogue, logger });
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
    'call:sendToAdviser': ({ id }, { callId, reason }) =>
      database.transaction(async (tx) => {
        const command = { type: 'end', endedBy: 'expert', expertId: id } as const;
        const call = await calls.commandIn(tx, callId, command, expertWithCustomer(id));
        // Who has ended the call themselves may have gone.
        if (call.state !== 'wrapUp' || call.endedBy !== 'expert') throw new AppError('callEnded');
        await terminals.sendToAdviserIn(tx, call.terminalId, call.agencyId, reason);
        return {};
      }),
  } satisfies Partial<Handlers>;
}
