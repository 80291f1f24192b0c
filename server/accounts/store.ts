import { z } from 'zod';
import { type Instant, instantSchema } from '#shared/instant.ts';
import type { Transaction } from '#server/platform/database/index.ts';

const bytes = z.string().transform((hex) => Buffer.from(hex, 'hex'));

const accountRow = z.object({
  id: z.string(),
  userName: z.string().nullable(),
  passwordHash: z.string().nullable(),
  totpSecret: z.string().nullable(),
  totpStep: z.coerce.number().nullable(),
});
export type AccountRow = z.output<typeof accountRow>;
const accountColumns = 'id, user_name as "userName", password_hash as "passwordHash", totp_secret as "totpSecret", totp_step as "totpStep"';

export const findAccountByName = async (tx: Transaction, userName: string): Promise<AccountRow | null> =>
  (await tx.rows(accountRow, `select ${accountColumns} from accounts where user_name = $1`, [userName]))[0] ?? null;

/** Locked, so that of two who use the same code one comes first. */
export const lockAccount = async (tx: Transaction, id: string): Promise<AccountRow | null> =>
  (await tx.rows(accountRow, `select ${accountColumns} from accounts where id = $1 for update`, [id]))[0] ?? null;

export const insertAccount = (tx: Transaction, id: string): Promise<number> => tx.run('insert into accounts (id, created_at) values ($1, $2)', [id, tx.now]);

/** Whether it was free, or the account's own already. */
export const giveUserName = async (tx: Transaction, accountId: string, userName: string): Promise<boolean> =>
  (await tx.run('update accounts set user_name = $2 where id = $1 and not exists (select 1 from accounts where user_name = $2 and id <> $1)', [
    accountId,
    userName,
  ])) > 0;

export const writePassword = (tx: Transaction, accountId: string, hash: string): Promise<number> =>
  tx.run('update accounts set password_hash = $2 where id = $1', [accountId, hash]);

export const writeTotp = (tx: Transaction, accountId: string, secret: string | null, step: number | null): Promise<number> =>
  tx.run('update accounts set totp_secret = $2, totp_step = $3 where id = $1', [accountId, secret, step]);

const totpRow = z.object({ id: z.string(), totpSecret: z.string() });

/** Every authenticator app's secret, locked until it is written anew. */
export const lockTotpSecrets = (tx: Transaction): Promise<z.output<typeof totpRow>[]> =>
  tx.rows(totpRow, 'select id, totp_secret as "totpSecret" from accounts where totp_secret is not null order by id for update');

export const rewriteTotpSecret = (tx: Transaction, accountId: string, sealed: string): Promise<number> =>
  tx.run('update accounts set totp_secret = $2 where id = $1', [accountId, sealed]);

/** For an installation that has lost the key: people come in by passkey, recovery code or a new one-time code. Returns how many there were. */
export const forgetTotp = (tx: Transaction): Promise<number> =>
  tx.run('update accounts set totp_secret = null, totp_step = null where totp_secret is not null');

export const writeTotpStep = (tx: Transaction, accountId: string, step: number): Promise<number> =>
  tx.run('update accounts set totp_step = $2 where id = $1', [accountId, step]);

const staffRow = z.object({ staffId: z.string(), provider: z.string().nullable() });

/** The records of the staff that are the person's. */
export const readStaffOf = (tx: Transaction, accountId: string): Promise<z.output<typeof staffRow>[]> =>
  tx.rows(staffRow, 'select staff_id as "staffId", provider from account_staff where account_id = $1 order by staff_id', [accountId]);

const ownerRow = z.object({ accountId: z.string() });

export const findAccountOfStaff = async (tx: Transaction, staffId: string): Promise<string | null> =>
  (await tx.rows(ownerRow, 'select account_id as "accountId" from account_staff where staff_id = $1', [staffId]))[0]?.accountId ?? null;

const knownRow = z.object({ isThere: z.boolean() });

/** Whether somebody of these has an account, of their own or at a provider. */
export const hasAccountAmong = async (tx: Transaction, staffIds: readonly string[]): Promise<boolean> =>
  (await tx.rows(knownRow, 'select exists (select from account_staff where staff_id = any($1::text[])) as "isThere"', [staffIds]))[0]?.isThere === true;

/** Whether the record is that account's from now on, or was: one that is another's stays there. */
export const linkStaff = async (tx: Transaction, staffId: string, accountId: string, provider: string | null): Promise<boolean> => {
  await tx.run('insert into account_staff (staff_id, account_id, provider) values ($1, $2, $3) on conflict (staff_id) do nothing', [
    staffId,
    accountId,
    provider,
  ]);
  return (await findAccountOfStaff(tx, staffId)) === accountId;
};

export const unlinkStaff = (tx: Transaction, staffId: string): Promise<number> => tx.run('delete from account_staff where staff_id = $1', [staffId]);

const passkeyRow = z.object({
  id: z.string(),
  accountId: z.string(),
  publicKey: bytes,
  counter: z.coerce.number(),
  transports: z.array(z.enum(['ble', 'cable', 'hybrid', 'internal', 'nfc', 'smart-card', 'usb']).catch('internal')),
  name: z.string(),
  createdAt: instantSchema,
  lastUsedAt: instantSchema.nullable(),
});
export type PasskeyRow = z.output<typeof passkeyRow>;
const passkeyColumns = `id, account_id as "accountId", encode(public_key, 'hex') as "publicKey", counter, transports, name, created_at as "createdAt",
  last_used_at as "lastUsedAt"`;

export const readPasskeys = (tx: Transaction, accountId: string): Promise<PasskeyRow[]> =>
  tx.rows(passkeyRow, `select ${passkeyColumns} from passkeys where account_id = $1 order by created_at, id`, [accountId]);

export const findPasskey = async (tx: Transaction, id: string): Promise<PasskeyRow | null> =>
  (await tx.rows(passkeyRow, `select ${passkeyColumns} from passkeys where id = $1 for update`, [id]))[0] ?? null;

/** Whether nobody had it. */
export const insertPasskey = async (tx: Transaction, passkey: Omit<PasskeyRow, 'createdAt' | 'lastUsedAt'>): Promise<boolean> =>
  (await tx.run(
    `insert into passkeys (id, account_id, public_key, counter, transports, name, created_at) values ($1, $2, $3, $4, $5, $6, $7)
     on conflict (id) do nothing`,
    [passkey.id, passkey.accountId, passkey.publicKey, passkey.counter, passkey.transports, passkey.name, tx.now],
  )) > 0;

export const notePasskeyUse = (tx: Transaction, id: string, counter: number): Promise<number> =>
  tx.run('update passkeys set counter = $2, last_used_at = $3 where id = $1', [id, counter, tx.now]);

export const deletePasskey = (tx: Transaction, accountId: string, id: string): Promise<number> =>
  tx.run('delete from passkeys where id = $1 and account_id = $2', [id, accountId]);

export const deletePasskeys = (tx: Transaction, accountId: string): Promise<number> => tx.run('delete from passkeys where account_id = $1', [accountId]);

export async function writeRecoveryCodes(tx: Transaction, accountId: string, hashes: readonly Buffer[]): Promise<void> {
  await tx.run('delete from recovery_codes where account_id = $1', [accountId]);
  for (const hash of hashes) await tx.run('insert into recovery_codes (account_id, code_hash) values ($1, $2)', [accountId, hash]);
}

/** Whether it was one; it is no more. */
export const useRecoveryCode = async (tx: Transaction, accountId: string, hash: Buffer): Promise<boolean> =>
  (await tx.run('delete from recovery_codes where account_id = $1 and code_hash = $2', [accountId, hash])) > 0;

const countRow = z.object({ count: z.coerce.number() });

export const countRecoveryCodes = async (tx: Transaction, accountId: string): Promise<number> =>
  (await tx.rows(countRow, 'select count(*) as count from recovery_codes where account_id = $1', [accountId]))[0]?.count ?? 0;

/** Whoever has had no role for a while is nobody here: of their names and keys nothing is kept. */
export const deleteEmptyAccounts = (tx: Transaction, before: Instant): Promise<number> =>
  tx.run('delete from accounts a where created_at < $1 and not exists (select 1 from account_staff s where s.account_id = a.id)', [before]);
