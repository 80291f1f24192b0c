import type { Logger } from 'pino';
import { type CatalogueReader, ownTerminalGuard } from '#server/catalogue/index.ts';
import { done } from '#server/feature.ts';
import type { Handlers } from '#server/platform/gateway/port.ts';
import type { Connections } from './index.ts';

type Parts = { readonly connections: Connections; readonly catalogue: CatalogueReader; readonly logger: Logger };

/** Reports from every page; looking after connections is the point's own adviser's. */
export function connectionHandlers({ connections, catalogue, logger }: Parts) {
  const demandOwnTerminal = ownTerminalGuard({ catalogue, logger });
  return {
    'connection:report': ({ key }, report) => done(connections.monitor.report(key, report)),
    'connection:ping': async () => ({}),
    'connection:history': async (adviser, { terminalId }) => {
      demandOwnTerminal(adviser, terminalId);
      return connections.history(terminalId);
    },
    'alert:done': ({ id, pointId }, { alertId }) => {
      const pointIds = catalogue.pointsAdvisedFrom(pointId).map((point) => point.id);
      return done(connections.markDone(alertId, pointIds, id));
    },
  } satisfies Partial<Handlers>;
}
