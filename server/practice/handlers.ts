import type { Logger } from 'pino';
import { terminalKey } from '#shared/call/mediaRouting.ts';
import { occupiesTerminal } from '#shared/call/lifecycle.ts';
import { readCallAtTerminal } from '#server/calls/index.ts';
import { type CatalogueReader, ownTerminalGuard } from '#server/catalogue/index.ts';
import type { Database } from '#server/db/index.ts';
import { AppError } from '#server/errors.ts';
import type { Handlers, PagesPort } from '#server/gateway/port.ts';
import type { MediaPort } from '#server/media/port.ts';

type Parts = {
  readonly database: Database;
  readonly catalogue: CatalogueReader;
  readonly media: MediaPort;
  readonly pages: PagesPort;
  readonly logger: Logger;
};

/** Faults made on purpose, for advisers who learn to find and mend them. */
export function practiceHandlers({ database, catalogue, media, pages, logger }: Parts) {
  const demandOwnTerminal = ownTerminalGuard({ catalogue, logger });
  return {
    'practice:setFaults': async (adviser, { terminalId, network, device }) => {
      demandOwnTerminal(adviser, terminalId);
      const call = await database.transaction((tx) => readCallAtTerminal(tx, terminalId));
      if (call === null || !occupiesTerminal(call) || !catalogue.isPractice(call.serviceId)) throw new AppError('notPractice');
      if (!media.setNetworkFaults(terminalKey(terminalId), network)) throw new AppError('notPractice');
      pages.send(terminalKey(terminalId), 'practice:deviceFault', { device });
      return {};
    },
  } satisfies Partial<Handlers>;
}
