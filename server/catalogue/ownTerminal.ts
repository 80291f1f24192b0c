import type { Logger } from 'pino';
import type { AdviserId, PointId, TerminalId } from '#shared/ids.ts';
import type { CatalogueReader } from './reader.ts';
import { AppError } from '#server/errors.ts';

export type Adviser = { readonly id: AdviserId; readonly pointId: PointId };

/** Lets an adviser through to the terminals of the own point only, and of those that are looked after from there; an attempt on another's is logged. Errors: notFound. */
export const ownTerminalGuard =
  ({ catalogue, logger }: { readonly catalogue: CatalogueReader; readonly logger: Logger }) =>
  ({ id, pointId }: Adviser, terminalId: TerminalId): void => {
    const at = catalogue.terminal(terminalId)?.point.id;
    if (at !== undefined && catalogue.isAdvisedFrom(at, pointId)) return;
    logger.warn({ adviserId: id, terminalId }, 'an adviser reached for a terminal of another point');
    throw new AppError('notFound');
  };
