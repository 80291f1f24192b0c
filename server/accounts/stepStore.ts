import { z } from 'zod';
import { subjectSchema } from '#shared/contract/http.ts';
import { after } from '#shared/instant.ts';
import type { Transaction } from '#server/platform/database/index.ts';
import { hashOf, newToken } from './tokens.ts';

/** How far a browser has come. */
const stepSchema = z.discriminatedUnion('kind', [
  /** Whose passkey it will be shows in the answer. `joins`: the role that a code has given, for the account that is signed in to. */
  z.strictObject({ kind: z.literal('passkey'), challenge: z.string(), joins: subjectSchema.nullable() }),
  /** The password was right. */
  z.strictObject({ kind: z.literal('factor'), accountId: z.string(), challenge: z.string().nullable(), joins: subjectSchema.nullable() }),
  /** It is proven who it is. */
  z.strictObject({ kind: z.literal('role'), accountId: z.string() }),
  /** A first sign-in: as a record of the staff, or as the administrator that there is none of yet. */
  z.strictObject({
    kind: z.literal('setUp'),
    accountId: z.string(),
    isNew: z.boolean(),
    staff: subjectSchema.nullable(),
    displayName: z.string(),
    /** The hash of the first administrator's link. */
    link: z.string().nullable(),
    begun: z.strictObject({ totpSecret: z.string(), challenge: z.string() }).nullable(),
  }),
  /** Somebody who is signed in adds a second factor. */
  z.strictObject({ kind: z.literal('ownFactor'), accountId: z.string(), totpSecret: z.string(), challenge: z.string() }),
  /** At a provider. */
  z.strictObject({ kind: z.literal('provider'), provider: z.string(), state: z.string(), nonce: z.string(), verifier: z.string() }),
]);
export type Step = z.output<typeof stepSchema>;

const lifetimeMs = 10 * 60_000;
/** Who chooses a password and fetches a telephone takes longer. */
const setUpMs = 30 * 60_000;

/** Writes the step, and returns the token by which the browser goes on. */
export async function insertStep(tx: Transaction, step: Step): Promise<string> {
  const token = newToken();
  await tx.run('insert into sign_in_steps (token_hash, step, expires_at) values ($1, $2, $3)', [
    hashOf(token),
    JSON.stringify(step),
    after(tx.now, step.kind === 'setUp' ? setUpMs : lifetimeMs),
  ]);
  return token;
}

const stepRow = z.object({ step: stepSchema });

export const readStep = async (tx: Transaction, token: string): Promise<Step | null> =>
  (await tx.rows(stepRow, 'select step from sign_in_steps where token_hash = $1 and expires_at > $2 for update', [hashOf(token), tx.now]))[0]?.step ?? null;

export const deleteStep = (tx: Transaction, token: string): Promise<number> => tx.run('delete from sign_in_steps where token_hash = $1', [hashOf(token)]);

/** Every sign-in to the account that has begun and is not finished, in whatever browser. What an administrator's code has begun stays. */
export const deleteStepsOf = (tx: Transaction, accountId: string): Promise<number> =>
  tx.run(`delete from sign_in_steps where step ->> 'accountId' = $1 and step ->> 'kind' in ('factor', 'role', 'ownFactor')`, [accountId]);

/** Instead of the step that the browser had. */
export async function replaceStep(tx: Transaction, token: string | undefined, step: Step): Promise<string> {
  if (token !== undefined) await deleteStep(tx, token);
  return insertStep(tx, step);
}

/** In place of those before it. */
export async function insertLink(tx: Transaction, token: string, lifeMs: number): Promise<void> {
  await tx.run('delete from first_administrator_links where expires_at <= $1', [tx.now]);
  await tx.run('insert into first_administrator_links (token_hash, expires_at) values ($1, $2)', [hashOf(token), after(tx.now, lifeMs)]);
}

const linkRow = z.object({ count: z.coerce.number() });

export const isLink = async (tx: Transaction, hash: string): Promise<boolean> =>
  ((
    await tx.rows(linkRow, `select count(*) as count from first_administrator_links where token_hash = decode($1, 'hex') and expires_at > $2`, [hash, tx.now])
  )[0]?.count ?? 0) > 0;

/** Uses the link up, and with it every other: whoever comes second finds none. */
export async function takeLink(tx: Transaction, hash: string): Promise<boolean> {
  const isTaken = (await tx.run(`delete from first_administrator_links where token_hash = decode($1, 'hex') and expires_at > $2`, [hash, tx.now])) > 0;
  if (isTaken) await tx.run('delete from first_administrator_links');
  return isTaken;
}

export async function deleteExpired(tx: Transaction): Promise<void> {
  await tx.run('delete from sign_in_steps where expires_at <= $1', [tx.now]);
  await tx.run('delete from first_administrator_links where expires_at <= $1', [tx.now]);
}
