import type { Logger } from 'pino';
import type { AdviserId, PointId, TerminalId } from '#shared/ids.ts';
import type { CatalogueReader } from '#server/catalogue/index.ts';
import { AppError } from '#server/errors.ts';

type Adviser = { readonly id: AdviserId; readonly pointId: PointId };

/** Lets an adviser through to the terminals of the own point only; an attempt on another's is logged. Errors: notFound. */
export const ownTerminalGuard =
  ({ catalogue, logger }: { readonly catalogue: CatalogueReader; readonly logger: Logger }) =>
  ({ id, pointId }: Adviser, terminalId: TerminalId): void => {
    if (catalogue.terminal(terminalId)?.point.id === pointId) return;
    logger.warn({ adviserId: id, terminalId }, 'an adviser reached for a terminal of another point');
    throw new AppError('notFound');
  };
