import { Temporal } from 'temporal-polyfill';
import { z } from 'zod';
import type { AuditEntry } from '#shared/audit/entry.ts';
import type { AuditFilter } from '#shared/audit/contract.ts';
import type { Scope } from '#shared/permissions/scope.ts';
import type { SqlValue, Transaction } from '#server/platform/database/index.ts';
import { instantOf } from '#server/serviceDay.ts';
import { whoActs } from './acting.ts';
import { type AuditRow, type SealedRow, rowSchema, sealedSchema } from './chain.ts';

const columns = 'at, actor, session, act, object, outcome, details, agency_id, point_id';
const insertPlaced = `insert into audit_entries (${columns}) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`;
/** Where the object belongs, by the catalogue; where that is nowhere, the actor's own place. */
const insertFound = `insert into audit_entries (${columns})
  with of_object as (
    select case when $8 = 'agency' then $9 else coalesce((select agency_id from services where id = $9), (select agency_id from staff where id = $9)) end as agency_id,
      case when $8 = 'point' then $9 else coalesce((select point_id from terminals where id = $9), (select point_id from staff where id = $9)) end as point_id
  ), place as (
    select agency_id, point_id from of_object where agency_id is not null or point_id is not null
    union all select agency_id, point_id from staff where id = $10
    union all select null, point_id from terminals where id = $10
  )
  select $1::int8, $2::jsonb, $3::text, $4::text, $5::jsonb, $6::text, $7::jsonb, p.agency_id, p.point_id
  from (select 1) one left join (select * from place limit 1) p on true`;

const placeIn = (details: NonNullable<AuditEntry['details']>): AuditEntry['place'] => {
  const { agencyId, pointId } = details;
  if (typeof agencyId !== 'string' && typeof pointId !== 'string') return undefined;
  return { ...(typeof agencyId === 'string' && { agencyId }), ...(typeof pointId === 'string' && { pointId }) };
};

/** Adds what was done, in the transaction in which it is done: neither is there without the other. */
export async function appendAudit(
  tx: Transaction,
  { actor, act, object, outcome = 'done', details = {}, place = placeIn(details) }: AuditEntry,
): Promise<void> {
  const acting = whoActs();
  const isActor = actor.kind === 'subject' && acting?.role === actor.role && acting.id === actor.id;
  const values: SqlValue[] = [
    tx.now,
    JSON.stringify(actor),
    isActor ? acting.session : null,
    act,
    object === undefined ? null : JSON.stringify(object),
    outcome,
    JSON.stringify(details),
  ];
  if (place !== undefined) await tx.run(insertPlaced, [...values, place.agencyId ?? null, place.pointId ?? null]);
  else await tx.run(insertFound, [...values, object?.kind ?? null, object?.id ?? null, actor.kind === 'subject' ? actor.id : null]);
}

/** The same by whoever has asked for what is being done, or by the server itself. */
export const appendAct = (tx: Transaction, act: string, entry: Omit<AuditEntry, 'actor' | 'act'> = {}): Promise<void> => {
  const acting = whoActs();
  return appendAudit(tx, { ...entry, act, actor: acting === null ? { kind: 'system' } : { kind: 'subject', role: acting.role, id: acting.id } });
};

const asRow = `id, at, actor, session, act, object, outcome, details, agency_id as "agencyId", point_id as "pointId"`;
const asSealed = `${asRow}, sequence, sealed_at as "sealedAt", encode(previous_hash, 'hex') as "previousHash", encode(hash, 'hex') as hash`;

const sealLock = 7_305_131;
const lockRow = z.object({ isOurs: z.boolean() });

/** One server seals at a time; the lock goes after the commit, so the next one sees the head that this one has left. */
export const lockSealing = async (tx: Transaction): Promise<boolean> =>
  (await tx.rows(lockRow, `select pg_try_advisory_xact_lock(${sealLock}) as "isOurs"`))[0]?.isOurs === true;

/** Rows whose transactions have committed and that have no place yet. One that commits later gets a later place, whatever its id. */
export const readUnsealed = (tx: Transaction, limit: number): Promise<AuditRow[]> =>
  tx.rows(rowSchema, `select ${asRow} from audit_entries where sequence is null order by id limit $1`, [limit]);

const chainRow = z.object({ head: z.number(), headHash: z.string(), erasedThrough: z.number(), erasedHash: z.string() });
export type Chain = z.output<typeof chainRow>;

export async function readChain(tx: Transaction): Promise<Chain> {
  const rows = await tx.rows(
    chainRow,
    `select head, encode(head_hash, 'hex') as "headHash", erased_through as "erasedThrough", encode(erased_hash, 'hex') as "erasedHash" from audit_chain`,
  );
  if (rows[0] === undefined) throw new Error('the audit has no chain');
  return rows[0];
}

export async function putSealed(tx: Transaction, rows: readonly SealedRow[], last: SealedRow): Promise<void> {
  await tx.run(
    `update audit_entries a set sequence = s.sequence, sealed_at = $4, previous_hash = decode(s.previous, 'hex'), hash = decode(s.hash, 'hex')
     from (select unnest($1::int8[]) as id, unnest($2::int8[]) as sequence, unnest($3::text[]) as previous, unnest($5::text[]) as hash) s where a.id = s.id`,
    [rows.map(({ id }) => id), rows.map(({ sequence }) => sequence), rows.map(({ previousHash }) => previousHash), last.sealedAt, rows.map(({ hash }) => hash)],
  );
  await tx.run(`update audit_chain set head = $1, head_hash = decode($2, 'hex')`, [last.sequence, last.hash]);
}

/** Sealed rows after a place, in their order. */
export const readSealed = (tx: Transaction, afterSequence: number, limit: number): Promise<SealedRow[]> =>
  tx.rows(sealedSchema, `select ${asSealed} from audit_entries where sequence > $1 order by sequence limit $2`, [afterSequence, limit]);

const countRow = z.object({ count: z.number() });

/** Rows without a place that were written before that instant. */
export const countUnsealedBefore = async (tx: Transaction, before: number): Promise<number> =>
  (await tx.rows(countRow, 'select count(*)::int as count from audit_entries where sequence is null and at < $1', [before]))[0]?.count ?? 0;

const beginningRow = z.object({ sequence: z.number(), hash: z.string(), oldestAt: z.number() });

/** The last of the rows at the chain's beginning that are all older than that; null where there are none. */
export const readLastBefore = async (tx: Transaction, before: number): Promise<z.output<typeof beginningRow> | null> =>
  (
    await tx.rows(
      beginningRow,
      `select sequence, encode(hash, 'hex') as hash, (select at from audit_entries where sequence is not null order by sequence limit 1) as "oldestAt" from audit_entries
       where sequence < coalesce((select min(sequence) from audit_entries where sequence is not null and at >= $1), 9223372036854775807)
       order by sequence desc limit 1`,
      [before],
    )
  )[0] ?? null;

/** Erases the chain up to that row, which stays known as where the rest goes on from. */
export async function eraseThrough(tx: Transaction, { sequence, hash }: { readonly sequence: number; readonly hash: string }): Promise<void> {
  await tx.run(`update audit_chain set erased_through = $1, erased_hash = decode($2, 'hex')`, [sequence, hash]);
  await tx.run('delete from audit_entries where sequence <= $1', [sequence]);
}

/** The rows that whoever looks after the scope may see. */
function inScope(scope: Scope, add: (value: SqlValue) => string): string {
  switch (scope.kind) {
    case 'nation':
      return 'true';
    case 'agency':
      return `agency_id = ${add(scope.agencyId)}`;
    case 'municipality':
      return `point_id in (select id from points where content -> 'municipality' ->> 'fi' = ${add(scope.municipality)})`;
    case 'point':
      return `point_id = ${add(scope.pointId)}`;
  }
}

const pageRow = rowSchema.extend({ sequence: z.number().nullable(), hash: z.string().nullable() });
export type PageRow = z.output<typeof pageRow>;

/** The newest rows below `before` that fit. */
export function readPage(tx: Transaction, scope: Scope, filter: AuditFilter, before: number | null, limit: number): Promise<PageRow[]> {
  const values: SqlValue[] = [];
  const add = (value: SqlValue): string => `$${values.push(value)}`;
  const conditions = [inScope(scope, add)];
  const { actorId, act, objectId, outcome, firstDay, lastDay } = filter;
  if (actorId !== undefined) conditions.push(`actor ->> 'id' = ${add(actorId)}`);
  if (act !== undefined) conditions.push(`starts_with(act, ${add(act)})`);
  if (objectId !== undefined) conditions.push(`object ->> 'id' = ${add(objectId)}`);
  if (outcome !== undefined) conditions.push(`outcome = ${add(outcome)}`);
  if (firstDay !== undefined) conditions.push(`at >= ${add(instantOf(Temporal.PlainDate.from(firstDay), '00:00'))}`);
  if (lastDay !== undefined) conditions.push(`at < ${add(instantOf(Temporal.PlainDate.from(lastDay).add({ days: 1 }), '00:00'))}`);
  if (before !== null) conditions.push(`id < ${add(before)}`);
  return tx.rows(
    pageRow,
    `select ${asRow}, sequence, encode(hash, 'hex') as hash from audit_entries where ${conditions.join(' and ')} order by id desc limit ${add(limit)}`,
    values,
  );
}
