import { z } from 'zod';
import type { Call } from '#shared/call/lifecycle.ts';
import { type CallId, type PointId, pointIdSchema, visitIdSchema } from '#shared/ids.ts';
import { rankAt } from '#shared/queue/rank.ts';
import type { Transaction } from '#server/platform/database/index.ts';
import type { RoutingTarget } from './routingTargets.rules.ts';

/** A lock, so that two processes do not route the same agency at once. It ends with the transaction. */
export const lockAgency = async (tx: Transaction, agencyId: string): Promise<void> => {
  await tx.run(`select pg_advisory_xact_lock(hashtextextended('route:' || $1, 0))`, [agencyId]);
};

export const deleteRoutingTargets = async (tx: Transaction, callId: CallId): Promise<void> => {
  await tx.run('delete from routing_targets where call_id = $1', [callId]);
};

/** Writes where the call may look for experts; routing targets that it had before must be dropped first. */
export const insertRoutingTargets = async (tx: Transaction, call: Call, isRejoin: boolean, routingTargets: readonly RoutingTarget[]): Promise<void> => {
  await tx.run(
    `insert into routing_targets (call_id, agency_id, service_id, language, unit_id, eligible_from, is_rejoin, rank_at)
     select $1, $2, $3, target.language, target.unit_id, target.eligible_from, $4, $5
     from unnest($6::text[], $7::text[], $8::int8[]) as target (language, unit_id, eligible_from)`,
    [
      call.callId,
      call.agencyId,
      call.serviceId,
      isRejoin,
      rankAt(call),
      routingTargets.map(({ language }) => language),
      routingTargets.map(({ unitId }) => unitId),
      routingTargets.map(({ eligibleFrom }) => eligibleFrom),
    ],
  );
};

const headRow = z.object({ callId: z.string(), depth: z.number() });

type RoutingTargetKey = Pick<RoutingTarget, 'serviceId' | 'language' | 'unitId'>;

/**
 * The first `depth` calls of each of the open routing targets, by index, however many wait behind them.
 * `isAll`: no routing target has more than these.
 */
export async function readFrontOfQueues(
  tx: Transaction,
  agencyId: string,
  routingTargets: readonly RoutingTargetKey[],
  depth: number,
): Promise<{ callIds: string[]; isAll: boolean }> {
  const rows = await tx.rows(
    headRow,
    `select q.call_id as "callId", q.depth::int from unnest($2::text[], $3::text[], $4::text[]) as target (service_id, language, unit_id)
     cross join lateral (
       select call_id, row_number() over () as depth from (
         select call_id from routing_targets l
         where l.agency_id = $1 and l.service_id = target.service_id and l.language = target.language and l.unit_id = target.unit_id and l.eligible_from <= $5
         order by l.is_rejoin desc, l.rank_at, l.call_id limit $6
       ) heads
     ) q`,
    [
      agencyId,
      routingTargets.map((routingTarget) => routingTarget.serviceId),
      routingTargets.map((routingTarget) => routingTarget.language),
      routingTargets.map((routingTarget) => routingTarget.unitId),
      tx.now,
      depth,
    ],
  );
  return { callIds: [...new Set(rows.map(({ callId }) => callId))], isAll: rows.every((row) => row.depth < depth) };
}

const callRow = z.object({ body: z.custom<Extract<Call, { state: 'queued' | 'awaitingCallback' }>>() });

/** Those of the calls that can be offered, locked; rows that another transaction is changing are left for the next round. */
export const lockRoutable = async (tx: Transaction, callIds: readonly string[]): Promise<Extract<Call, { state: 'queued' | 'awaitingCallback' }>[]> =>
  (
    await tx.rows(callRow, `select body from calls where id = any($1::uuid[]) and state in ('queued', 'awaitingCallback') order by id for update skip locked`, [
      callIds,
    ])
  ).map((row) => row.body);

/** Locks the visit, so that no other round gives this customer to somebody else meanwhile; false where another already holds it. */
export const lockVisit = async (tx: Transaction, visitId: string): Promise<boolean> =>
  (await tx.run('select 1 from visits where id = $1 for update skip locked', [visitId])) > 0;

/** The same, but waits for whoever holds the lock, and so sees what they decided about the customer. */
export const awaitVisit = (tx: Transaction, visitId: string): Promise<number> => tx.run('select 1 from visits where id = $1 for update', [visitId]);

/** Whether the call still has its routing targets. */
export const hasRoutingTargets = async (tx: Transaction, callId: CallId): Promise<boolean> =>
  (await tx.run('select 1 from routing_targets where call_id = $1 limit 1', [callId])) > 0;

const pointRow = z.object({ pointId: pointIdSchema });

/** Takes the points for this round, so that no other agency calls somebody to the same free terminal; those that another holds are left out. */
export const holdPoints = async (tx: Transaction, pointIds: readonly PointId[]): Promise<PointId[]> =>
  (
    await tx.rows(
      pointRow,
      `select point_id as "pointId" from unnest($1::text[]) as point_id where pg_try_advisory_xact_lock(hashtextextended('summon:' || point_id, 0))`,
      [pointIds],
    )
  ).map(({ pointId }) => pointId);

const summonedRow = pointRow.extend({ visitId: visitIdSchema });

/** Customers whose number is shown at the points now. */
export const readSummonedVisits = (tx: Transaction, pointIds: readonly PointId[]): Promise<z.output<typeof summonedRow>[]> =>
  tx.rows(summonedRow, `select point_id as "pointId", visit_id as "visitId" from calls where point_id = any($1) and state = 'summoned'`, [pointIds]);

const agencyRow = z.object({ agencyId: z.string() });

export const agenciesWithRoutingTargets = async (tx: Transaction): Promise<string[]> =>
  (await tx.rows(agencyRow, `select id as "agencyId" from agencies a where exists (select 1 from routing_targets l where l.agency_id = a.id)`)).map(
    (row) => row.agencyId,
  );

/** Whether an expert has this terminal's customer, or is being offered them. */
export const isCustomerEngaged = async (tx: Transaction, { terminalId, callId }: Call): Promise<boolean> =>
  (await tx.run(
    `select 1 from calls where terminal_id = $1 and id <> $2 and state in ('offered', 'connecting', 'active', 'onHold') and consultation_of is null`,
    [terminalId, callId],
  )) > 0;

/** The other calls that wait for this terminal's customer. */
export const queuedBeside = async (tx: Transaction, { terminalId, callId }: Call): Promise<Call[]> =>
  (
    await tx.rows(
      callRow,
      `select body from calls where terminal_id = $1 and id <> $2 and state = 'queued' and consultation_of is null order by id for update`,
      [terminalId, callId],
    )
  ).map((row) => row.body);

export const readAllRoutable = async (tx: Transaction): Promise<Call[]> =>
  (await tx.rows(callRow, `select body from calls where state in ('queued', 'awaitingCallback') order by id for update`)).map((row) => row.body);
