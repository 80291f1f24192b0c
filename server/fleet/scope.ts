import type { Point } from '#shared/contract/catalogue.ts';
import { type Scope, covers } from '#shared/permissions/scope.ts';
import type { SessionFor } from '#server/platform/gateway/port.ts';
import { type TerminalLocation, ownTerminalGuard } from '#server/catalogue/index.ts';
import { AppError } from '#server/errors.ts';
import type { FleetContext } from './context.ts';

export type Administrator = SessionFor<'terminals:list'>;
/** Who may enrol a terminal: an administrator of the place, or an adviser who looks after it. */
export type Enroller = SessionFor<'terminal:makeCode'>;

export const isWithin = (scope: Scope, { id, municipality }: Point): boolean =>
  covers(scope, { kind: 'point', pointId: id, municipality: municipality['fi'] ?? '' });

/** A terminal within the scope; one outside it is answered as one that there is not. Errors: notFound. */
export function terminalWithin({ catalogue }: Pick<FleetContext, 'catalogue'>, { scope }: Pick<Administrator, 'scope'>, terminalId: string): TerminalLocation {
  const found = catalogue.terminal(terminalId);
  if (found === undefined || !isWithin(scope, found.point)) throw new AppError('notFound');
  return found;
}

/** Errors: notFound. */
export function pointWithin({ catalogue }: Pick<FleetContext, 'catalogue'>, { scope }: Pick<Administrator, 'scope'>, pointId: string): Point {
  const found = catalogue.point(pointId);
  if (found === undefined || !isWithin(scope, found)) throw new AppError('notFound');
  return found;
}

/** Errors: notFound. */
export function demandEnroller(context: FleetContext, session: Enroller, terminalId: string): void {
  if (session.role === 'adviser') ownTerminalGuard(context)(session, terminalId as Parameters<ReturnType<typeof ownTerminalGuard>>[1]);
  else terminalWithin(context, session, terminalId);
}
