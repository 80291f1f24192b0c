import type { Call } from '#shared/call/lifecycle.ts';
import type { PointId, VisitId } from '#shared/ids.ts';
import { compareWaiting } from './assign.rules.ts';

type Routable = Extract<Call, { state: 'queued' | 'awaitingCallback' }>;

type Summonable = {
  /** Free terminals of each point, at which a customer who is called could begin. */
  readonly free: ReadonlyMap<PointId, number>;
  /** Whose number is shown at each point already. */
  readonly summoned: readonly { readonly pointId: PointId; readonly visitId: VisitId }[];
  readonly isOpen: (call: Routable) => boolean;
};

/**
 * Those of the waiting who can be offered or called now, in serving order: of those who are away, only as many visits of a point as there
 * are free terminals for, and nobody whose service is closed.
 */
export function callableCalls(waiting: readonly Routable[], { free, summoned, isOpen }: Summonable): Routable[] {
  const called = new Map<PointId, Set<VisitId>>();
  const calledAt = (pointId: PointId): Set<VisitId> => {
    const visits = called.get(pointId) ?? new Set();
    called.set(pointId, visits);
    return visits;
  };
  for (const { pointId, visitId } of summoned) calledAt(pointId).add(visitId);
  return [...waiting].sort(byServingOrder).filter((call) => {
    if (call.state !== 'awaitingCallback') return true;
    const visits = calledAt(call.pointId);
    const hasRoom = visits.has(call.visitId) || visits.size < (free.get(call.pointId) ?? 0);
    if (!hasRoom || !isOpen(call)) return false;
    visits.add(call.visitId);
    return true;
  });
}

const byServingOrder = (a: Routable, b: Routable): number => compareWaiting({ ...a, refusals: [] }, { ...b, refusals: [] });
