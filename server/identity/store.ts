import { createHash } from 'node:crypto';
import { z } from 'zod';
import { type Subject, subjectSchema } from '#shared/contract/http.ts';
import { after } from '#shared/instant.ts';
import type { Transaction } from '#server/db/index.ts';

/** Tokens are random, so a plain hash is enough to make a stolen table useless. */
const hashOf = (secret: string): Buffer => createHash('sha256').update(secret).digest();

export async function insertSession(transaction: Transaction, token: string, subject: Subject, lifetimeMs: number): Promise<void> {
  await transaction.run('insert into sessions (token_hash, role, subject_id, created_at, expires_at) values ($1, $2, $3, $4, $5)', [
    hashOf(token),
    subject.role,
    subject.id,
    transaction.now,
    after(transaction.now, lifetimeMs),
  ]);
}

const subjectRow = z.object({ role: subjectSchema.shape.role, id: z.string() });
const foundRow = subjectRow.extend({ hash: z.string() });

/** Whom each of the tokens is for, in their order; null for one that is unknown or has expired. */
export async function findSessions(transaction: Transaction, tokens: readonly string[]): Promise<(Subject | null)[]> {
  const hashes = tokens.map((token) => hashOf(token).toString('hex'));
  const rows = await transaction.rows(
    foundRow,
    `select encode(token_hash, 'hex') as hash, role, subject_id as id from sessions
     where token_hash = any(array(select decode(hash, 'hex') from unnest($1::text[]) hash)) and expires_at > $2`,
    [hashes, transaction.now],
  );
  return hashes.map((wanted) => {
    const row = rows.find(({ hash }) => hash === wanted);
    return row === undefined ? null : { role: row.role, id: row.id };
  });
}

export const deleteSession = (transaction: Transaction, token: string): Promise<number> =>
  transaction.run('delete from sessions where token_hash = $1', [hashOf(token)]);

export const deleteExpired = async (transaction: Transaction): Promise<void> => {
  await transaction.run('delete from sessions where expires_at <= $1', [transaction.now]);
  await transaction.run('delete from access_codes where expires_at <= $1', [transaction.now]);
};

export async function insertAccessCode(transaction: Transaction, code: string, subject: Subject, lifetimeMs: number): Promise<void> {
  await transaction.run('insert into access_codes (code_hash, role, subject_id, expires_at) values ($1, $2, $3, $4)', [
    hashOf(code),
    subject.role,
    subject.id,
    after(transaction.now, lifetimeMs),
  ]);
}

/** Uses a code up; the delete makes it one-time even when two try at once. */
export async function redeemAccessCode(transaction: Transaction, code: string): Promise<Subject | null> {
  const rows = await transaction.rows(subjectRow, 'delete from access_codes where code_hash = $1 and expires_at > $2 returning role, subject_id as id', [
    hashOf(code),
    transaction.now,
  ]);
  return rows[0] ?? null;
}
