import type { Logger } from 'pino';
import { terminalKey } from '#shared/call/flows.ts';
import { occupiesTerminal } from '#shared/call/lifecycle.ts';
import type { EventPayload } from '#shared/contract/index.ts';
import type { TerminalId } from '#shared/ids.ts';
import { readCallAtTerminal } from '#server/calls/index.ts';
import type { CatalogueReader } from '#server/catalogue/index.ts';
import type { Database } from '#server/db/index.ts';
import { AppError } from '#server/errors.ts';
import type { HandlersOf } from '#server/gateway/index.ts';
import type { MediaPort } from '#server/media/port.ts';
import { ownTerminalGuard } from '#server/catalogue/ownTerminal.ts';

type Parts = {
  readonly database: Database;
  readonly catalogue: CatalogueReader;
  readonly media: MediaPort;
  readonly logger: Logger;
  readonly tell: (terminalId: TerminalId, payload: EventPayload<'practice:deviceFault'>) => void;
};

/** Faults made on purpose, for advisers who learn to find and mend them. */
export function practiceHandlers({ database, catalogue, media, tell, logger }: Parts): HandlersOf<'practice:setFaults'> {
  const demandOwnTerminal = ownTerminalGuard({ catalogue, logger });
  return {
    'practice:setFaults': async (adviser, { terminalId, network, device }) => {
      demandOwnTerminal(adviser, terminalId);
      const call = await database.transaction((tx) => readCallAtTerminal(tx, terminalId));
      if (call === null || !occupiesTerminal(call) || !catalogue.isPractice(call.serviceId)) throw new AppError('notPractice');
      if (!media.setNetworkFaults(terminalKey(terminalId), network)) throw new AppError('notPractice');
      tell(terminalId, { device });
      return {};
    },
  };
}
