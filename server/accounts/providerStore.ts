import { z } from 'zod';
import { type ClaimRule, claimRulesSchema } from '#shared/accounts/claims.ts';
import { after } from '#shared/instant.ts';
import type { Transaction } from '#server/platform/database/index.ts';

const mappingRow = z.object({ rules: claimRulesSchema, version: z.number().int() });
type Mapping = z.output<typeof mappingRow>;

/** Which claims of the provider give which role; none until somebody has said so. */
export const readMapping = async (tx: Transaction, provider: string): Promise<Mapping> =>
  (await tx.rows(mappingRow, 'select rules, version from claim_mappings where provider = $1', [provider]))[0] ?? { rules: [], version: 0 };

/** Whether `version` was still the one in force. */
export const writeMapping = async (
  tx: Transaction,
  provider: string,
  { rules, version }: { readonly rules: readonly ClaimRule[]; readonly version: number },
) => {
  if (version === 0) await tx.run(`insert into claim_mappings (provider, rules, version) values ($1, '[]', 0) on conflict (provider) do nothing`, [provider]);
  const changed = await tx.run('update claim_mappings set rules = $2, version = version + 1 where provider = $1 and version = $3', [
    provider,
    JSON.stringify(rules),
    version,
  ]);
  return changed > 0;
};

const accountRow = z.object({ accountId: z.string() });

export const findAccountOfSubject = async (tx: Transaction, provider: string, subject: string): Promise<string | null> =>
  (await tx.rows(accountRow, 'select account_id as "accountId" from provider_subjects where provider = $1 and subject = $2', [provider, subject]))[0]
    ?.accountId ?? null;

export const insertSubject = (tx: Transaction, provider: string, subject: string, accountId: string): Promise<number> =>
  tx.run('insert into provider_subjects (provider, subject, account_id) values ($1, $2, $3)', [provider, subject, accountId]);

/** Longer than any session of ours lasts. */
const sessionMs = 14 * 24 * 3_600_000;

export const noteProviderSession = (tx: Transaction, provider: string, sid: string, accountId: string): Promise<number> =>
  tx.run(
    `insert into provider_sessions (provider, sid, account_id, expires_at) values ($1, $2, $3, $4)
     on conflict (provider, sid) do update set account_id = excluded.account_id, expires_at = excluded.expires_at`,
    [provider, sid, accountId, after(tx.now, sessionMs)],
  );

export const findAccountOfSession = async (tx: Transaction, provider: string, sid: string): Promise<string | null> =>
  (await tx.rows(accountRow, 'select account_id as "accountId" from provider_sessions where provider = $1 and sid = $2', [provider, sid]))[0]?.accountId ??
  null;

export const deleteProviderSession = (tx: Transaction, provider: string, sid: string): Promise<number> =>
  tx.run('delete from provider_sessions where provider = $1 and sid = $2', [provider, sid]);

/** Whether the token comes for the first time. */
export const takeLogoutToken = async (tx: Transaction, provider: string, jti: string, keptMs: number): Promise<boolean> =>
  (await tx.run('insert into used_logout_tokens (provider, jti, expires_at) values ($1, $2, $3) on conflict do nothing', [
    provider,
    jti,
    after(tx.now, keptMs),
  ])) > 0;

export async function deleteExpiredOfProviders(tx: Transaction): Promise<void> {
  await tx.run('delete from provider_sessions where expires_at <= $1', [tx.now]);
  await tx.run('delete from used_logout_tokens where expires_at <= $1', [tx.now]);
}
