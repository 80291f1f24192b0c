import { z } from 'zod';
import { type Role, roles } from '#shared/contract/define.ts';
import type { Subject } from '#shared/contract/http.ts';
import { after, instantSchema } from '#shared/instant.ts';
import type { Transaction } from '#server/platform/database/index.ts';

const presenceRow = z.object({
  id: z.string(),
  isConnected: z.boolean(),
  changedAt: instantSchema,
});
export type PresenceRow = z.output<typeof presenceRow>;

/** Which page is connected, and by which session; null where no session is needed, as in tests. */
export type Connecting = { readonly subject: Subject; readonly connectionId: string; readonly sessionHash: Buffer | null };

/** Makes this connection the subject's only one; what an older one still reports is ignored from now on. */
export async function takeOver(tx: Transaction, { subject, connectionId, sessionHash }: Connecting, nodeId: string, leaseMs: number): Promise<void> {
  await tx.run(
    `insert into presences (role, subject_id, node_id, connection_id, is_connected, lease_until, changed_at, session_hash) values ($1, $2, $3, $4, true, $5, $6, $7)
     on conflict (role, subject_id) do update set node_id = excluded.node_id, connection_id = excluded.connection_id,
       is_connected = true, lease_until = excluded.lease_until, changed_at = excluded.changed_at, session_hash = excluded.session_hash,
       is_recalled = false`,
    [subject.role, subject.id, nodeId, connectionId, after(tx.now, leaseMs), tx.now, sessionHash],
  );
}

/** Marks the subject as gone, if this connection is still its own. Returns whether it was. */
export const release = async (tx: Transaction, subject: Subject, connectionId: string): Promise<boolean> =>
  (await tx.run('update presences set is_connected = false, changed_at = $4 where role = $1 and subject_id = $2 and connection_id = $3 and is_connected', [
    subject.role,
    subject.id,
    connectionId,
    tx.now,
  ])) > 0;

/** Marks the subject as gone for good, if this is still the session by which it was last connected. Returns whether it was. */
export const dismiss = async (tx: Transaction, { role, id }: Subject, sessionHash: Buffer, connectionId: string | null): Promise<boolean> =>
  (await tx.run(
    `update presences set is_connected = false, session_hash = null, is_recalled = false, changed_at = case when is_connected then $4 else changed_at end
     where role = $1 and subject_id = $2 and session_hash = $3 and connection_id = coalesce($5, connection_id)`,
    [role, id, sessionHash, tx.now, connectionId],
  )) > 0;

/** Whoever is connected by the one session is connected by the other from now on. */
export const handOver = (tx: Transaction, from: Buffer, to: Buffer): Promise<number> =>
  tx.run('update presences set session_hash = $2 where session_hash = $1', [from, to]);

/** The subject's page is to be sent away once, by the process that serves it. */
export const recall = (tx: Transaction, { role, id }: Subject): Promise<number> =>
  tx.run('update presences set is_recalled = true where role = $1 and subject_id = $2 and session_hash is not null', [role, id]);

export const renewLeases = (tx: Transaction, nodeId: string, leaseMs: number): Promise<number> =>
  tx.run('update presences set lease_until = $2 where node_id = $1 and is_connected', [nodeId, after(tx.now, leaseMs)]);

/** At start: whoever was connected when the last server fell gets one lease's time to come back before being counted as gone. */
export const extendAll = (tx: Transaction, leaseMs: number): Promise<number> =>
  tx.run('update presences set lease_until = greatest(lease_until, $1) where is_connected', [after(tx.now, leaseMs)]);

const subjectRow = z.object({ role: z.enum(roles), id: z.string() });

/** Whose lease has run out. */
export const readExpired = (tx: Transaction): Promise<Subject[]> =>
  tx.rows(subjectRow, 'select role, subject_id as id from presences where is_connected and lease_until <= $1 order by role, subject_id', [tx.now]);

/** Marks the subject as gone if its lease has still run out. Returns whether it had. */
export const expire = async (tx: Transaction, { role, id }: Subject): Promise<boolean> =>
  (await tx.run('update presences set is_connected = false, changed_at = $3 where role = $1 and subject_id = $2 and is_connected and lease_until <= $3', [
    role,
    id,
    tx.now,
  ])) > 0;

export const readPresences = (tx: Transaction, role: Role, ids: readonly string[]): Promise<PresenceRow[]> =>
  tx.rows(
    presenceRow,
    `select subject_id as id, is_connected as "isConnected", changed_at as "changedAt" from presences where role = $1 and subject_id = any($2)`,
    [role, ids],
  );

/** Whether the subject is connected; it stays so, or not, till the end of the transaction, so that nobody is taken for present who is just going. */
export const lockPresence = async (tx: Transaction, role: Role, id: string): Promise<boolean> =>
  (await tx.run('select 1 from presences where role = $1 and subject_id = $2 and is_connected for share', [role, id])) > 0;
