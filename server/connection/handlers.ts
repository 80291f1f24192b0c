import type { Logger } from 'pino';
import type { CatalogueReader } from '#server/catalogue/index.ts';
import type { Connections } from '#server/connection/index.ts';
import type { Terminals } from '#server/terminals/index.ts';
import type { HandlersOf } from '#server/gateway/index.ts';
import { ownTerminalGuard } from '#server/catalogue/ownTerminal.ts';

type Parts = { readonly connections: Connections; readonly terminals: Terminals; readonly catalogue: CatalogueReader; readonly logger: Logger };

/** Reports from every page; looking after connections is the point's own adviser's. */
export function connectionHandlers({
  connections,
  terminals,
  catalogue,
  logger,
}: Parts): HandlersOf<'connection:report' | 'connection:ping' | 'connection:history' | 'alert:done' | 'lever:pull' | 'lever:report' | 'selfTest:history'> {
  const demandOwnTerminal = ownTerminalGuard({ catalogue, logger });
  return {
    'connection:report': async ({ key }, report) => {
      await connections.monitor.report(key, report);
      return {};
    },
    'connection:ping': async () => ({}),
    'connection:history': async (adviser, { terminalId }) => {
      demandOwnTerminal(adviser, terminalId);
      return connections.history(terminalId);
    },
    'selfTest:history': async (adviser, { terminalId }) => {
      demandOwnTerminal(adviser, terminalId);
      return { tests: await terminals.selfTests(terminalId) };
    },
    'alert:done': async ({ id, pointId }, { alertId }) => {
      await connections.markDone(
        alertId,
        catalogue.pointsAdvisedFrom(pointId).map((point) => point.id),
        id,
      );
      return {};
    },
    'lever:pull': async (adviser, { repairId, terminalId, lever }) => {
      demandOwnTerminal(adviser, terminalId);
      await connections.repairs.pull({ repairId, terminalId, lever, adviserId: adviser.id });
      return {};
    },
    'lever:report': async ({ id }, { repairId, outcome }) => {
      await connections.repairs.report(id, repairId, outcome);
      return {};
    },
  };
}
