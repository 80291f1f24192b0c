import { createHash } from 'node:crypto';
import { z } from 'zod';
import { type Subject, subjectSchema } from '#shared/contract/http.ts';
import { after, instantSchema } from '#shared/instant.ts';
import type { Transaction } from '#server/platform/database/index.ts';

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
const hashSchema = z.string().transform((hex) => Buffer.from(hex, 'hex'));
const sessionRow = subjectRow.extend({ hash: hashSchema, isExpired: z.boolean() });
export type SessionRow = z.output<typeof sessionRow>;

/** The session of each of the tokens, in their order; null for one that is unknown. */
export async function findSessions(transaction: Transaction, tokens: readonly string[]): Promise<(SessionRow | null)[]> {
  const hashes = tokens.map((token) => hashOf(token));
  const rows = await transaction.rows(
    sessionRow,
    `select encode(token_hash, 'hex') as hash, role, subject_id as id, expires_at <= $2 as "isExpired" from sessions
     where token_hash = any(array(select decode(hash, 'hex') from unnest($1::text[]) hash))`,
    [hashes.map((hash) => hash.toString('hex')), transaction.now],
  );
  return hashes.map((wanted) => rows.find(({ hash }) => hash.equals(wanted)) ?? null);
}

const endedRow = sessionRow.extend({ connectionId: z.string() });

/** Whoever is, or was last, connected to that process by a session that is gone or has expired. */
export const readEnded = (transaction: Transaction, nodeId: string): Promise<z.output<typeof endedRow>[]> =>
  transaction.rows(
    endedRow,
    `select p.role, p.subject_id as id, encode(p.session_hash, 'hex') as hash, p.connection_id as "connectionId", s.token_hash is not null as "isExpired"
     from presences p left join sessions s on s.token_hash = p.session_hash
     where p.node_id = $1 and p.session_hash is not null and (s.token_hash is null or s.expires_at <= $2)`,
    [nodeId, transaction.now],
  );

export const deleteSession = (transaction: Transaction, token: string): Promise<number> =>
  transaction.run('delete from sessions where token_hash = $1', [hashOf(token)]);

/** Every session of the subject. */
export const deleteSessionsOf = (transaction: Transaction, { role, id }: Subject): Promise<number> =>
  transaction.run('delete from sessions where role = $1 and subject_id = $2', [role, id]);

export const deleteExpired = async (transaction: Transaction, keptMs: number): Promise<void> => {
  await transaction.run('delete from sessions where expires_at <= $1', [after(transaction.now, -keptMs)]);
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

const signedInRow = subjectRow.extend({ since: instantSchema });

/** When each subject with a session that holds signed in last. */
export const readSignedIn = (transaction: Transaction): Promise<z.output<typeof signedInRow>[]> =>
  transaction.rows(signedInRow, 'select role, subject_id as id, max(created_at) as since from sessions where expires_at > $1 group by role, subject_id', [
    transaction.now,
  ]);

/** Uses a code up; the delete makes it one-time even when two try at once. */
export async function redeemAccessCode(transaction: Transaction, code: string): Promise<Subject | null> {
  const rows = await transaction.rows(subjectRow, 'delete from access_codes where code_hash = $1 and expires_at > $2 returning role, subject_id as id', [
    hashOf(code),
    transaction.now,
  ]);
  return rows[0] ?? null;
}
