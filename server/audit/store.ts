import type { AuditEntry } from '#shared/audit/entry.ts';
import type { Transaction } from '#server/platform/database/index.ts';

/** Adds what was done, in the transaction in which it is done: neither is there without the other. */
export async function appendAudit(tx: Transaction, { actor, act, object, outcome = 'done', details = {} }: AuditEntry): Promise<void> {
  await tx.run('insert into audit_entries (at, actor, act, object, outcome, details) values ($1, $2, $3, $4, $5, $6)', [
    tx.now,
    JSON.stringify(actor),
    act,
    object === undefined ? null : JSON.stringify(object),
    outcome,
    JSON.stringify(details),
  ]);
}
