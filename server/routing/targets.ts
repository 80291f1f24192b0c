import { type Call, type CallEvent, engagesCustomer } from '#shared/call/lifecycle.ts';
import type { Instant } from '#shared/instant.ts';
import type { Transaction } from '#server/platform/database/index.ts';
import type { RoutingContext } from './context.ts';
import { isRoutable, renewingEvents } from './routable.rules.ts';
import { routingTargetsOf } from './routingTargets.rules.ts';
import * as store from './store.ts';

/** Keeps the routing targets in step with the calls, in the same transaction. A call has routing targets while it could be offered: its customer is there and free, or is to be called back. */
export async function reactToCall(context: RoutingContext, tx: Transaction, event: CallEvent, before: Call | null, after: Call): Promise<void> {
  const wasRoutable = before !== null && isRoutable(before);
  const changesRoutingTargets = wasRoutable !== isRoutable(after) || before?.state !== after.state || renewingEvents.has(event.type);
  if (wasRoutable && changesRoutingTargets) await store.deleteRoutingTargets(tx, after.callId);
  if (isRoutable(after) && changesRoutingTargets) await openRoutingTargets(context, tx, after);
  if ((before !== null && engagesCustomer(before)) === engagesCustomer(after)) return;
  for (const other of (await store.queuedBeside(tx, after)).filter(isRoutable)) {
    await store.deleteRoutingTargets(tx, other.callId);
    if (!engagesCustomer(after)) await openRoutingTargets(context, tx, other);
  }
}

/** Rebuilds all routing targets: settings and units may have changed while the server was down. */
export const start = (context: RoutingContext): Promise<void> => {
  routedBy.set(context, routingByAgency(context));
  return rebuild(context, () => true);
};

const rebuild = (context: RoutingContext, isWanted: (agencyId: string) => boolean): Promise<void> =>
  context.database.transaction(async (tx) => {
    for (const call of (await store.readAllRoutable(tx)).filter(({ agencyId }) => isWanted(agencyId))) {
      await store.deleteRoutingTargets(tx, call.callId);
      if (isRoutable(call)) await openRoutingTargets(context, tx, call);
    }
  });

/** By what each agency's routing targets were made last. */
const routedBy = new WeakMap<RoutingContext, ReadonlyMap<string, string>>();
const routingByAgency = ({ catalogue }: RoutingContext): ReadonlyMap<string, string> =>
  new Map(catalogue.all.agencies.map(({ id }) => [id, JSON.stringify(catalogue.routingOf(id))]));

/** The same for the agencies whose settings or units have changed since, which are routed anew. */
export async function rebuildWhereChanged(context: RoutingContext, request: (agencyId: string) => void): Promise<void> {
  const [before, now] = [routedBy.get(context), routingByAgency(context)];
  routedBy.set(context, now);
  const changed = new Set([...now].filter(([agencyId, routing]) => before?.get(agencyId) !== routing).map(([agencyId]) => agencyId));
  if (changed.size === 0) return;
  await rebuild(context, (agencyId) => changed.has(agencyId));
  for (const agencyId of changed) request(agencyId);
}

async function openRoutingTargets({ catalogue }: RoutingContext, tx: Transaction, call: Call): Promise<void> {
  if (call.consultation === null && call.state === 'queued') {
    // Another matter of the visit may begin to ring at this very moment.
    await store.awaitVisit(tx, call.visitId);
    if (await store.isCustomerEngaged(tx, call)) return;
  }
  const routingTargets = routingTargetsOf(call, catalogue.routingOf(call.agencyId));
  const notBefore = call.state === 'awaitingCallback' ? call.notBefore : 0;
  const isRejoin = 'lostExpertId' in call && call.lostExpertId !== null;
  await store.insertRoutingTargets(
    tx,
    call,
    isRejoin,
    routingTargets.map((routingTarget) => ({ ...routingTarget, eligibleFrom: Math.max(routingTarget.eligibleFrom, notBefore) as Instant })),
  );
}
