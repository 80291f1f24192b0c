import type { Call } from '#shared/call/lifecycle.ts';
import type { PointId, VisitId } from '#shared/ids.ts';
import { compareWaiting } from './assign.rules.ts';

type Routable = Extract<Call, { state: 'queued' | 'awaitingCallback' }>;

type Summonable = {
  /** How many terminals of each point are free for a customer who is called back. */
  readonly free: ReadonlyMap<PointId, number>;
  /** Customers whose number each point shows already. */
  readonly summoned: readonly { readonly pointId: PointId; readonly visitId: VisitId }[];
  readonly isOpen: (call: Routable) => boolean;
};

/**
 * Those who can be offered or called back now, in serving order. Of the customers who are away, a point gets only as many visits as it has free
 * terminals, and nobody whose service is closed is called.
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
