import type { Logger } from 'pino';
import type { AdviserId, PointId, TerminalId } from '#shared/ids.ts';
import type { CatalogueReader } from '#server/catalogue/index.ts';
import type { Connections } from '#server/connection/index.ts';
import { AppError } from '#server/errors.ts';
import type { Terminals } from '#server/terminals/index.ts';
import type { HandlersOf } from '#server/gateway/index.ts';

type Parts = { readonly connections: Connections; readonly terminals: Terminals; readonly catalogue: CatalogueReader; readonly logger: Logger };

/** Reports from every page; looking after connections is the point's own adviser's. */
export function connectionHandlers({
  connections,
  terminals,
  catalogue,
  logger,
}: Parts): HandlersOf<'connection:report' | 'connection:ping' | 'connection:history' | 'alert:done' | 'lever:pull' | 'lever:report' | 'selfTest:history'> {
  const demandOwnTerminal = (adviserId: AdviserId, pointId: PointId, terminalId: TerminalId) => {
    if (catalogue.terminal(terminalId)?.point.id === pointId) return;
    logger.warn({ adviserId, terminalId }, 'an adviser reached for a terminal of another point');
    throw new AppError('notFound');
  };
  return {
    'connection:report': async ({ key }, report) => {
      await connections.monitor.report(key, report);
      return {};
    },
    'connection:ping': async () => ({}),
    'connection:history': async ({ id, pointId }, { terminalId }) => {
      demandOwnTerminal(id, pointId, terminalId);
      return connections.history(terminalId);
    },
    'selfTest:history': async ({ id, pointId }, { terminalId }) => {
      demandOwnTerminal(id, pointId, terminalId);
      return { tests: await terminals.selfTests(terminalId) };
    },
    'alert:done': async ({ id, pointId }, { alertId }) => {
      await connections.markDone(alertId, pointId, id);
      return {};
    },
    'lever:pull': async ({ id, pointId }, { repairId, terminalId, lever }) => {
      demandOwnTerminal(id, pointId, terminalId);
      await connections.repairs.pull({ repairId, terminalId, lever, adviserId: id });
      return {};
    },
    'lever:report': async ({ id }, { repairId, outcome }) => {
      await connections.repairs.report(id, repairId, outcome);
      return {};
    },
  };
}
