import type { z } from 'zod';
import type { firstAdministratorSchema } from '#shared/accounts/http.ts';
import { appendAudit } from '#server/audit/index.ts';
import { hasAdministrator } from '#server/catalogue/index.ts';
import { AppError } from '#server/errors.ts';
import type { AccountsContext, Progress } from './context.ts';
import { insertLink, insertStep, isLink } from './stepStore.ts';
import { hashOf, newToken } from './tokens.ts';

const linkHours = 2;

/** A token by which the first administrator is made, good for two hours; null where there is an administrator. */
export const offerFirstAdministrator = ({ database }: Pick<AccountsContext, 'database'>): Promise<string | null> =>
  database.transaction(async (tx) => {
    if (await hasAdministrator(tx)) return null;
    const token = newToken();
    await insertLink(tx, token, linkHours * 3_600_000);
    await appendAudit(tx, { actor: { kind: 'system' }, act: 'firstAdministrator.offered' });
    return token;
  });

/** Begins the account of the first administrator; the token is used up when the account is made. Errors: badAccessCode. */
export const withFirstAdministratorToken = async (
  { database, randomId, auditRefusal }: AccountsContext,
  { token, displayName }: z.output<typeof firstAdministratorSchema>,
): Promise<Progress> => {
  const begun = await database.transaction(async (tx): Promise<Progress | null> => {
    const link = hashOf(token).toString('hex');
    if (!(await isLink(tx, link)) || (await hasAdministrator(tx))) {
      await auditRefusal(tx, { method: 'firstAdministrator', reason: 'wrong' });
      return null;
    }
    const step = { kind: 'setUp', accountId: randomId(), isNew: true, staff: null, displayName, link, begun: null } as const;
    return { kind: 'step', token: await insertStep(tx, step) };
  });
  if (begun === null) throw new AppError('badAccessCode');
  return begun;
};
