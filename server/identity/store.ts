import { createHash } from 'node:crypto';
import { z } from 'zod';
import { type Subject, subjectSchema } from '#shared/contract/http.ts';
import { type Device, type OwnSession, ownSessionSchema } from '#shared/identity/contract.ts';
import { after, instantSchema } from '#shared/instant.ts';
import type { Transaction } from '#server/platform/database/index.ts';

/** Tokens are random, so a plain hash is enough to make a stolen table useless. */
export const hashOf = (secret: string): Buffer => createHash('sha256').update(secret).digest();

type NewSession = {
  readonly subject: Subject;
  readonly device: Device;
  readonly place: string;
  readonly publicKey: Buffer | null;
  readonly idleMs: number;
  readonly absoluteMs: number | null;
};

export async function insertSession(tx: Transaction, token: string, { subject, device, place, publicKey, idleMs, absoluteMs }: NewSession): Promise<void> {
  const endsAt = absoluteMs === null ? null : after(tx.now, absoluteMs);
  await tx.run(
    `insert into sessions (token_hash, role, subject_id, created_at, last_used_at, expires_at, ends_at, browser, system, place, public_key)
     values ($1, $2, $3, $4, $4, least($5::int8, $6::int8), $6, $7, $8, $9, $10)`,
    [hashOf(token), subject.role, subject.id, tx.now, after(tx.now, idleMs), endsAt, device.browser, device.system, place, publicKey],
  );
}

const subjectRow = z.object({ role: subjectSchema.shape.role, id: z.string() });
const bytesSchema = z.string().transform((hex) => Buffer.from(hex, 'hex'));
const sessionRow = subjectRow.extend({ hash: bytesSchema, isExpired: z.boolean(), place: z.string().nullable(), publicKey: bytesSchema.nullable() });
export type SessionRow = z.output<typeof sessionRow>;

/** The session of each of the tokens, in their order; null for one that is unknown. */
export async function findSessions(transaction: Transaction, tokens: readonly string[]): Promise<(SessionRow | null)[]> {
  const hashes = tokens.map((token) => hashOf(token));
  const rows = await transaction.rows(
    sessionRow,
    `select encode(token_hash, 'hex') as hash, role, subject_id as id, expires_at <= $2 as "isExpired", place, encode(public_key, 'hex') as "publicKey"
     from sessions where token_hash = any(array(select decode(hash, 'hex') from unnest($1::text[]) hash))`,
    [hashes.map((hash) => hash.toString('hex')), transaction.now],
  );
  return hashes.map((wanted) => rows.find(({ hash }) => hash.equals(wanted)) ?? null);
}

/** So much of a use is not written: the limits are hours. */
const usedEveryMs = 60_000;
const useSql = `update sessions set last_used_at = $2, expires_at = least(ends_at, $3::int8) where expires_at > $2 and last_used_at <= $4 and token_hash =`;
const useValues = ({ now }: Transaction, idleMs: number) => [now, after(now, idleMs), after(now, -usedEveryMs)];

/** The session is used: its idle limit begins anew, unless it has passed. */
export const use = (tx: Transaction, hash: Buffer, idleMs: number): Promise<number> => tx.run(`${useSql} $1`, [hash, ...useValues(tx, idleMs)]);

/** The same of the session by which that page is connected. */
export const useBy = (tx: Transaction, connectionId: string, idleMs: number): Promise<number> =>
  tx.run(`${useSql} (select session_hash from presences where connection_id = $1 limit 1)`, [connectionId, ...useValues(tx, idleMs)]);

const endedRow = subjectRow.extend({ hash: bytesSchema, isExpired: z.boolean(), isRecalled: z.boolean(), connectionId: z.string() });

/** Whoever is, or was last, connected to that process by a session that is gone or has expired, and whoever is called away from it. */
export const readEnded = (transaction: Transaction, nodeId: string): Promise<z.output<typeof endedRow>[]> =>
  transaction.rows(
    endedRow,
    `select p.role, p.subject_id as id, encode(p.session_hash, 'hex') as hash, p.connection_id as "connectionId", p.is_recalled as "isRecalled",
       s.token_hash is not null as "isExpired"
     from presences p left join sessions s on s.token_hash = p.session_hash
     where p.node_id = $1 and p.session_hash is not null and (s.token_hash is null or s.expires_at <= $2 or p.is_recalled)`,
    [nodeId, transaction.now],
  );

/** The subject's sessions that have not expired, the latest first. */
export const readSessionsOf = (tx: Transaction, { role, id }: Subject, connectionId: string): Promise<OwnSession[]> =>
  tx.rows(
    ownSessionSchema,
    `select s.id::text as "sessionId", s.browser, s.system, s.created_at as since, s.last_used_at as "lastUsedAt",
       exists (select 1 from presences p where p.session_hash = s.token_hash and p.connection_id = $4) as "isThis"
     from sessions s where s.role = $1 and s.subject_id = $2 and s.expires_at > $3 order by s.created_at desc`,
    [role, id, tx.now, connectionId],
  );

export const deleteOwnSession = (tx: Transaction, { role, id }: Subject, sessionId: string): Promise<number> =>
  tx.run('delete from sessions where role = $1 and subject_id = $2 and id = $3::uuid', [role, id, sessionId]);

const placeRow = subjectRow.extend({ place: z.string().nullable() });

/** For whom there are sessions, and for which place. */
export const readPlaces = (tx: Transaction): Promise<z.output<typeof placeRow>[]> =>
  tx.rows(placeRow, 'select distinct role, subject_id as id, place from sessions order by role, id');

export const setPlace = (tx: Transaction, { role, id }: Subject, place: string): Promise<number> =>
  tx.run('update sessions set place = $3 where role = $1 and subject_id = $2', [role, id, place]);

export const deleteSessionsIn = (tx: Transaction, { role, id }: Subject, place: string | null): Promise<number> =>
  tx.run('delete from sessions where role = $1 and subject_id = $2 and place is not distinct from $3', [role, id, place]);

/** Gives a key to a session that has none. Returns whether it had none. */
export const adoptKey = async (tx: Transaction, hash: Buffer, publicKey: Buffer): Promise<boolean> =>
  (await tx.run('update sessions set public_key = $2 where token_hash = $1 and public_key is null', [hash, publicKey])) > 0;

const enrolledRow = z.object({ terminalId: z.string(), expiresAt: instantSchema, hasKey: z.boolean() });
export type EnrolledRow = z.output<typeof enrolledRow>;

/** Until when each of the terminals is enrolled, if it is. */
export const readEnrolled = (tx: Transaction, terminalIds: readonly string[]): Promise<EnrolledRow[]> =>
  tx.rows(
    enrolledRow,
    `select distinct on (subject_id) subject_id as "terminalId", expires_at as "expiresAt", public_key is not null as "hasKey"
     from sessions where role = 'terminal' and subject_id = any($1) and expires_at > $2 order by subject_id, expires_at desc`,
    [terminalIds, tx.now],
  );

const codeRow = z.object({ terminalId: z.string(), expiresAt: instantSchema });

/** Until when a code for each of the terminals holds, if there is one. */
export const readTerminalCodes = (tx: Transaction, terminalIds: readonly string[]): Promise<z.output<typeof codeRow>[]> =>
  tx.rows(
    codeRow,
    `select subject_id as "terminalId", max(expires_at) as "expiresAt" from access_codes
     where role = 'terminal' and subject_id = any($1) and expires_at > $2 group by subject_id`,
    [terminalIds, tx.now],
  );

export const deleteSession = (transaction: Transaction, token: string): Promise<number> =>
  transaction.run('delete from sessions where token_hash = $1', [hashOf(token)]);

/** Every session of the people's records but those by these tokens. */
export const deleteOtherSessions = (tx: Transaction, staffIds: readonly string[], tokens: readonly string[]): Promise<number> =>
  tx.run(`delete from sessions where role <> 'terminal' and subject_id = any($1) and encode(token_hash, 'hex') <> all($2::text[])`, [
    staffIds,
    tokens.map((token) => hashOf(token).toString('hex')),
  ]);

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

/** Terminals are enrolled by another door than people sign in by. */
export type CodeKind = 'terminal' | 'person';

/** Uses a code up; the delete makes it one-time even when two try at once. */
export async function redeemAccessCode(transaction: Transaction, code: string, kind: CodeKind): Promise<Subject | null> {
  const rows = await transaction.rows(
    subjectRow,
    `delete from access_codes where code_hash = $1 and expires_at > $2 and (role = 'terminal') = $3 returning role, subject_id as id`,
    [hashOf(code), transaction.now, kind === 'terminal'],
  );
  return rows[0] ?? null;
}

export const deleteCodesOf = (tx: Transaction, { role, id }: Subject): Promise<number> =>
  tx.run('delete from access_codes where role = $1 and subject_id = $2', [role, id]);
