import { appendAudit } from '#server/audit/index.ts';
import type { AccountsContext } from './context.ts';
import * as store from './store.ts';

/**
 * Before the first page is let in: every authenticator app's secret can be read, and is encrypted with the key in use; those of a release before, or of
 * the key before, are written anew. Errors: SecretsKeyError.
 */
export const sealSecrets = ({ database, secrets, logger }: Pick<AccountsContext, 'database' | 'secrets' | 'logger'>): Promise<void> =>
  database.transaction(async (tx) => {
    const rows = (await store.lockTotpSecrets(tx)).map((row) => ({ ...row, secret: secrets.open(row.totpSecret, row.id) }));
    const outdated = rows.filter(({ totpSecret }) => !secrets.isCurrent(totpSecret));
    for (const { id, secret } of outdated) await store.rewriteTotpSecret(tx, id, secrets.seal(secret, id));
    if (outdated.length > 0) tx.afterCommit(() => logger.info({ count: outdated.length }, 'secrets of authenticator apps encrypted with the key in use'));
  });

/** Where the key is lost: every authenticator app is forgotten; people come in by passkey, recovery code or one-time code. Returns how many there were. */
export const forgetTotp = ({ database }: Pick<AccountsContext, 'database'>): Promise<number> =>
  database.transaction(async (tx) => {
    const count = await store.forgetTotp(tx);
    await appendAudit(tx, { actor: { kind: 'system' }, act: 'totp.forgotten', details: { count } });
    return count;
  });
