import { createHash } from 'node:crypto';
import { z } from 'zod';
import { auditLineSchema } from '#shared/audit/contract.ts';
import { instantSchema } from '#shared/instant.ts';

/** A row as it was written. */
export const rowSchema = z.object(auditLineSchema.omit({ sequence: true, hash: true }).shape);
export type AuditRow = z.output<typeof rowSchema>;

/** The same with its place in the chain; hashes are hexadecimal. */
export const sealedSchema = rowSchema.extend({ sequence: z.number(), sealedAt: instantSchema, previousHash: z.string(), hash: z.string() });
export type SealedRow = z.output<typeof sealedSchema>;

/** What stands before the first row. */
export const noHash = '00'.repeat(32);

/** JSON by which equal values are equal texts: keys in the order of their code units, no white space (as RFC 8785). */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const entries = Object.entries(value)
    .filter(([, one]) => one !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, one]) => `${JSON.stringify(key)}:${canonicalJson(one)}`).join(',')}}`;
}

/** The hash of a row at its place: over all that it says, its number, and the hash before it. */
export const hashOf = ({ hash: _hash, ...content }: Omit<SealedRow, 'hash'> & { readonly hash?: string }): string =>
  createHash('sha256').update(canonicalJson(content)).digest('hex');

type Link = { readonly sequence: number; readonly hash: string };

/** Gives rows their places after `last`. */
export function sealAfter(last: Link, rows: readonly AuditRow[], sealedAt: AuditRow['at']): SealedRow[] {
  const sealed: SealedRow[] = [];
  for (const row of rows) {
    const before = sealed.at(-1) ?? last;
    const content = { ...row, sequence: before.sequence + 1, sealedAt, previousHash: before.hash };
    sealed.push({ ...content, hash: hashOf(content) });
  }
  return sealed;
}

export type ChainFault = { readonly sequence: number; readonly what: 'missing' | 'changed' | 'notLinked' };

/** What does not fit where `row` should follow `last`. */
export function faultsBetween(last: Link, row: SealedRow): ChainFault[] {
  const faults: ChainFault[] = [];
  if (row.sequence !== last.sequence + 1) faults.push({ sequence: last.sequence + 1, what: 'missing' });
  else if (row.previousHash !== last.hash) faults.push({ sequence: row.sequence, what: 'notLinked' });
  if (hashOf(row) !== row.hash) faults.push({ sequence: row.sequence, what: 'changed' });
  return faults;
}
