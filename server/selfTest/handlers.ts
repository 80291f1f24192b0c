import type { Logger } from 'pino';
import { type CatalogueReader, ownTerminalGuard } from '#server/catalogue/index.ts';
import { done } from '#server/feature.ts';
import type { Handlers } from '#server/platform/gateway/port.ts';
import type { MediaPort } from '#server/media/port.ts';
import type { Terminals } from '#server/terminals/index.ts';

type Parts = {
  readonly terminals: Terminals;
  readonly media: Pick<MediaPort, 'openTest'>;
  readonly catalogue: CatalogueReader;
  readonly logger: Logger;
};

/** A page tries its way to the media server, a terminal all of itself; the adviser of the point reads how it went. */
export function selfTestHandlers({ terminals, media, catalogue, logger }: Parts) {
  const demandOwnTerminal = ownTerminalGuard({ catalogue, logger });
  return {
    'selfTest:open': ({ key }) => media.openTest(key),
    'selfTest:report': ({ id }, { steps }) => done(terminals.reportSelfTest(id, steps)),
    'selfTest:history': async (adviser, { terminalId }) => {
      demandOwnTerminal(adviser, terminalId);
      return { tests: await terminals.selfTests(terminalId) };
    },
  } satisfies Partial<Handlers>;
}
