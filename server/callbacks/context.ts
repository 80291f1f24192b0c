import type { PointId, TerminalId } from '#shared/ids.ts';
import type { Calls } from '#server/calls/index.ts';
import type { CatalogueReader } from '#server/catalogue/index.ts';
import type { Changes } from '#server/platform/changes.ts';
import type { Database, Transaction } from '#server/platform/database/index.ts';
import { AppError } from '#server/errors.ts';
import type { Hours } from '#server/hours/index.ts';
import type { Tickets } from '#server/tickets/index.ts';
import type { Visits } from '#server/visits/index.ts';

/** What the use cases of callbacks stand on. */
export type CallbacksContext = {
  readonly database: Database;
  readonly calls: Calls;
  readonly visits: Pick<Visits, 'joinNext' | 'demandEntry'>;
  readonly catalogue: CatalogueReader;
  readonly hours: Hours;
  readonly changes: Changes;
  readonly tickets: Tickets;
  readonly randomId: () => string;
  /** From 0 up to, and without, the bound. */
  readonly randomInt: (below: number) => number;
};

/** Errors: notFound. */
export function pointOf({ catalogue }: CallbacksContext, terminalId: TerminalId): PointId {
  const place = catalogue.terminal(terminalId);
  if (place === undefined) throw new AppError('notFound');
  return place.point.id;
}

/** Tells the terminal and its point after the commit. */
export const announce = (context: CallbacksContext, tx: Transaction, terminalId: TerminalId): void =>
  tx.afterCommit(() => context.changes.announce([`terminal:${terminalId}`, `point:${pointOf(context, terminalId)}`]));
