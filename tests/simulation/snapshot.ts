import { z } from 'zod';
import { stageSteps } from '#shared/call/consultation.ts';
import { evolve } from '#shared/call/evolve.ts';
import { type Call, type CallEvent, engagesCustomer, expertOf, isCalledBack, isInCall, isInQueue } from '#shared/call/lifecycle.ts';
import type { ExpertId, TerminalId } from '#shared/ids.ts';
import type { CatalogueReader } from '#server/catalogue/index.ts';
import type { Database, Transaction } from '#server/platform/database/index.ts';
import { type FreeExpert, type RoutableCall, assign } from '#server/routing/assign.rules.ts';
import { routingTargetsOf, poolUnit } from '#server/routing/routingTargets.rules.ts';
import type { Instant } from '#shared/instant.ts';

const snapshotRow = z.object({
  calls: z.array(z.custom<Call>()),
  routingTargets: z.array(z.object({ callId: z.string(), count: z.number() })),
  experts: z.array(z.object({ id: z.string(), status: z.string(), isHere: z.boolean(), idleSince: z.number() })),
  visits: z.array(z.object({ id: z.string(), number: z.number(), terminalId: z.string().nullable(), pointId: z.string() })),
  terminals: z.array(z.object({ id: z.string(), isHere: z.boolean() })),
  planned: z.array(z.object({ callId: z.string(), terminalId: z.string() })),
  serviceRequests: z.array(z.object({ callId: z.string(), visitId: z.string(), serviceId: z.string(), state: z.string() })),
  /** Agencies that are closed by hand. */
  closed: z.array(z.string()),
});
export type Snapshot = z.output<typeof snapshotRow> & { readonly now: Instant };

/** Everything that matters, read behind the engine's back in one statement; without what is closed where only the present counts. */
export const readSnapshot = (database: Database, { withClosed = true } = {}): Promise<Snapshot> =>
  database.transaction(async (tx) => {
    const rows = await tx.rows(
      snapshotRow,
      `select coalesce((select json_agg(body order by queued_at, id) from calls where $2 or state <> 'closed'), '[]') as calls,
         coalesce((select json_agg(json_build_object('callId', call_id, 'count', n)) from (select call_id, count(*) as n from routing_targets group by call_id) l), '[]') as "routingTargets",
         coalesce((select json_agg(json_build_object('id', e.expert_id, 'status', e.chosen ->> 'status', 'isHere', coalesce(p.is_connected and p.lease_until > $1, false), 'idleSince', e.idle_since))
                   from expert_statuses e left join presences p on p.role = 'expert' and p.subject_id = e.expert_id), '[]') as experts,
         coalesce((select json_agg(json_build_object('id', id, 'number', number, 'terminalId', terminal_id, 'pointId', point_id)) from visits where closed_at is null), '[]') as visits,
         coalesce((select json_agg(json_build_object('id', subject_id, 'isHere', is_connected)) from presences where role = 'terminal'), '[]') as terminals,
         coalesce((select json_agg(json_build_object('callId', e.call_id, 'terminalId', v.terminal_id)) from visit_service_requests e join visits v on v.id = e.visit_id
                   where e.state = 'planned' and v.closed_at is null and v.terminal_id is not null), '[]') as planned,
         coalesce((select json_agg(json_build_object('callId', call_id, 'visitId', visit_id, 'serviceId', service_id, 'state', state)) from visit_service_requests), '[]') as "serviceRequests",
         coalesce((select json_agg(agency_id) from queue_closures where service_id = ''), '[]') as closed`,
      [tx.now, withClosed],
    );
    const [found] = rows;
    if (found === undefined) throw new Error('no snapshot');
    return { ...found, now: tx.now };
  });

const fail = (what: string, ...facts: unknown[]): never => {
  throw new Error(`${what}: ${JSON.stringify(facts)}`);
};

/** What must hold at every moment: each call is in exactly one place, nobody is in two, and the index knows exactly who can be offered. */
export function checkPlaces({ calls, routingTargets, serviceRequests, terminals }: Snapshot, told: ReadonlySet<string>): void {
  const counts = new Map<string, number>();
  for (const { callId } of calls) counts.set(callId, (counts.get(callId) ?? 0) + 1);
  const plans = new Map(serviceRequests.map((serviceRequest) => [serviceRequest.callId, serviceRequest]));
  for (const callId of told) {
    const plan = plans.get(callId);
    const isPlan = plan !== undefined && plan.state !== 'joined';
    if (plan?.state === 'takenOver' && !calls.some(({ visitId, serviceId }) => visitId === plan.visitId && serviceId === plan.serviceId))
      fail('a planned service request was taken over by nothing', plan);
    // What is planned stands in the plan till it is queued for, dropped or found closed; then it is a call, and once.
    if (counts.get(callId) !== (isPlan ? undefined : 1))
      fail('a customer who was told to be in the queue, or to come to it later, is not there once', callId, plan);
  }
  for (const { agencyId, advisers } of calls.filter(isInCall))
    for (const { role, adviserId } of advisers)
      if (role === 'supervisor' && adviserId !== `supervisor-${agencyId}`) fail('a supervisor hears another agency', agencyId, adviserId);
  const busy = calls.flatMap((call) => expertOf(call) ?? []);
  if (new Set(busy).size !== busy.length) fail('an expert has two calls', busy);
  const engaged = calls.filter(engagesCustomer).map(({ terminalId }) => terminalId);
  if (new Set(engaged).size !== engaged.length) fail('a customer is with two experts', engaged);
  for (const call of calls.filter((one) => one.consultation === null)) {
    if (!('terminal' in call)) continue;
    const isHere = terminals.some(({ id, isHere: isConnectedNow }) => id === call.terminalId && isConnectedNow);
    if ((call.terminal.state === 'present') !== isHere) fail('a call takes its customer for present, or for gone, who is not', call, { isHere });
  }
  const inIndex = new Set(routingTargets.map(({ callId }) => callId));
  for (const call of calls) {
    const hasRoutingTargets = inIndex.has(call.callId);
    if (hasRoutingTargets !== isOfferable(call, engaged)) fail('the index and the call disagree', { hasRoutingTargets }, call, engaged);
    const { consultation } = call;
    if (consultation === null || (!isInQueue(call) && !isInCall(call))) continue;
    const asking = calls.find(({ callId }) => callId === consultation.ofCallId);
    if (asking === undefined || !isInCall(asking)) fail('a question to a colleague outlives the call that it is about', call, asking);
  }
}

const isOfferable = (call: Call, engaged: readonly TerminalId[]): boolean =>
  call.state === 'awaitingCallback' ||
  (call.state === 'queued' && (call.consultation !== null || (call.terminal.state === 'present' && !engaged.includes(call.terminalId))));

/** Who waits now though an able expert is free: judged by the pure rule over everything, not over what the index gave. `since`: the expert's idle time. */
export function unseenIn(
  { calls, experts, visits, terminals, closed, now }: Snapshot,
  catalogue: CatalogueReader,
): { callId: string; expertId: string; since: number | undefined }[] {
  // Who is away is called only to an open door and a free terminal; where there are fewer than numbers, it is not judged which of them is called.
  const isCallable = ({ agencyId, pointId }: Call): boolean => {
    if (closed.includes(agencyId)) return false;
    const free = terminals.filter(
      ({ id, isHere }) => isHere && catalogue.terminal(id)?.point.id === pointId && !visits.some((visit) => visit.terminalId === id),
    );
    const away = new Set(calls.filter((call) => call.pointId === pointId && isCalledBack(call)).map(({ visitId }) => visitId));
    return away.size <= free.length;
  };
  const engaged = calls.filter(engagesCustomer).map(({ terminalId }) => terminalId);
  return catalogue.all.agencies.flatMap(({ id: agencyId }) => {
    const routing = catalogue.routingOf(agencyId);
    const waiting = calls
      .filter(
        (call) =>
          call.agencyId === agencyId && isOfferable(call, engaged) && (call.state !== 'awaitingCallback' || (call.notBefore <= now && isCallable(call))),
      )
      .map((call): RoutableCall => ({
        ...call,
        lostExpertId: isInQueue(call) ? call.lostExpertId : null,
        refusals: call.state === 'queued' ? call.refusals : [],
      }));
    const free = experts
      .filter(
        ({ id, status, isHere }) =>
          status === 'available' && isHere && catalogue.member(id)?.agencyId === agencyId && !calls.some((call) => expertOf(call) === id),
      )
      .map(({ id, idleSince }): FreeExpert => {
        const member = catalogue.member(id);
        return {
          expertId: id as ExpertId,
          idleSince: idleSince as Instant,
          callsToday: 0,
          unitId: member?.unitId ?? poolUnit,
          services: member?.services ?? [],
          languages: member?.languages ?? [],
        };
      });
    return assign(waiting, free, routing, now).map(({ callId, expertId }) => ({
      callId,
      expertId,
      since: free.find((one) => one.expertId === expertId)?.idleSince,
    }));
  });
}

/** After routing there is nobody such. */
export function checkNobodyUnseen(snapshot: Snapshot, catalogue: CatalogueReader): void {
  const unseen = unseenIn(snapshot, catalogue);
  if (unseen.length === 0) return;
  const calls = snapshot.calls.filter(({ callId }) => unseen.some((one) => one.callId === callId));
  fail(
    'somebody waits unseen',
    unseen,
    calls.map((call) => routingTargetsOf(call, catalogue.routingOf(call.agencyId))),
    calls,
  );
}

const eventRow = z.object({ callId: z.string(), event: z.custom<CallEvent>() });

async function readEventsByCall(database: Database): Promise<Map<string, CallEvent[]>> {
  const rows = await database.transaction((tx: Transaction) =>
    tx.rows(eventRow, 'select call_id as "callId", event from call_events order by call_id, number'),
  );
  const byCall = Map.groupBy(rows, ({ callId }) => callId);
  return new Map([...byCall].map(([callId, own]) => [callId, own.map(({ event }) => event)]));
}

/** The rows equal the replay of their events. */
export async function checkReplay(database: Database, { calls }: Snapshot): Promise<void> {
  const events = await readEventsByCall(database);
  for (const call of calls) {
    const replayed = (events.get(call.callId) ?? []).reduce<Call | null>((state, event) => evolve(state, event), null);
    if (JSON.stringify(sorted(replayed)) !== JSON.stringify(sorted(call))) fail('the row is not the replay of its events', call, replayed);
  }
}

/** No colleague of another agency has been let into a confidential matter but by the customer's yes (F106). */
export async function checkConsents(database: Database, { calls }: Snapshot, catalogue: CatalogueReader): Promise<void> {
  for (const [callId, own] of await readEventsByCall(database)) {
    const [first] = own;
    const colleague = calls.find((call) => call.callId === callId);
    const asking = calls.find((call) => first?.type === 'EntryQueued' && call.callId === first.consultationOf);
    if (colleague === undefined || asking === undefined || asking.agencyId === colleague.agencyId || !catalogue.isConfidential(asking.serviceId)) continue;
    const steps = own.map(({ type }) => type).filter((type) => stageSteps.some(([, event]) => event === type));
    const letIn = steps.indexOf('CustomerBroughtIn');
    if (letIn >= 0 && steps[letIn - 1] !== 'CustomerAsked') fail('a colleague of another agency was let in unasked', colleague, own);
  }
}

/** Keys in order, since the database keeps none. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, inner]) => [key, sorted(inner)]),
  );
}
