import type { z } from 'zod';
import type { OwnAccount, addFactorSchema, changePasswordSchema, ownOptionsRequestSchema, removeFactorSchema } from '#shared/accounts/http.ts';
import type { Subject } from '#shared/contract/http.ts';
import { appendAudit } from '#server/audit/index.ts';
import { AppError } from '#server/errors.ts';
import type { Transaction } from '#server/platform/database/index.ts';
import type { AccountsContext, RelyingParty } from './context.ts';
import { addFactor, beginFactor } from './factors.ts';
import { demandStep, endElsewhere, endStep } from './progress.ts';
import { readRoles } from './roles.ts';
import { demandGoodPassword } from './setUp.ts';
import { replaceStep } from './stepStore.ts';
import * as store from './store.ts';
import { hashOfRecoveryCode, newRecoveryCodes } from './tokens.ts';

/** One's own account, without its secrets; null where one is signed in without any. */
export const readOwn = ({ database, catalogue }: AccountsContext, subject: Subject): Promise<OwnAccount['account']> =>
  database.transaction(async (tx) => {
    const account = await accountOf(tx, subject);
    if (account === null) return null;
    const { id, userName, totpSecret } = account;
    const passkeys = (await store.readPasskeys(tx, id)).map((passkey) => ({
      id: passkey.id,
      name: passkey.name,
      createdAt: passkey.createdAt,
      lastUsedAt: passkey.lastUsedAt,
    }));
    const [recoveryCodesLeft, roles] = [await store.countRecoveryCodes(tx, id), await readRoles(tx, catalogue, id)];
    return { userName, hasTotp: totpSecret !== null, passkeys, recoveryCodesLeft, roles };
  });

async function accountOf(tx: Transaction, subject: Subject): Promise<store.AccountRow | null> {
  const accountId = await store.findAccountOfStaff(tx, subject.id);
  return accountId === null ? null : store.lockAccount(tx, accountId);
}

type LocalAccount = store.AccountRow & { readonly userName: string };

/** Whoever changes how the account is signed in to gives the password again. Errors: notFound without a local account, badCredentials. */
async function demandPassword({ database, passwords }: AccountsContext, subject: Subject, password: string): Promise<LocalAccount> {
  const account = await database.transaction((tx) => accountOf(tx, subject));
  if (account?.userName == null) throw new AppError('notFound');
  if (!(await passwords.isRight(account.passwordHash, password))) throw new AppError('badCredentials');
  return { ...account, userName: account.userName };
}

/** Whose account it is, and the tokens of the browser in which it is changed. */
export type Own = { readonly subject: Subject; readonly tokens: readonly string[] };

/** How the account is signed in to has changed: whoever is signed in to it elsewhere may be somebody else, and is signed out (ASVS 7.4.3). The audit says how many. */
async function changed({ identity }: AccountsContext, tx: Transaction, { subject, tokens }: Own, accountId: string, act: string): Promise<void> {
  const endedSessions = await endElsewhere(identity, tx, accountId, tokens);
  await appendAudit(tx, { actor: { kind: 'subject', ...subject }, act, object: { kind: 'account', id: accountId }, details: { endedSessions } });
}

type NewPassword = Omit<z.output<typeof changePasswordSchema>, 'role'>;

/** Errors: notFound, badCredentials, passwordTooCommon. */
export async function changePassword(context: AccountsContext, own: Own, { password, newPassword }: NewPassword): Promise<void> {
  const { id, userName } = await demandPassword(context, own.subject, password);
  demandGoodPassword(newPassword, userName);
  const hash = await context.passwords.hash(newPassword);
  await context.database.transaction(async (tx) => {
    await store.writePassword(tx, id, hash);
    await changed(context, tx, own, id, 'account.passwordChanged');
  });
}

type Proof = Omit<z.output<typeof ownOptionsRequestSchema>, 'role'>;

/** Errors: notFound, badCredentials. */
export async function beginOwnFactor(context: AccountsContext, subject: Subject, token: string | undefined, party: RelyingParty, { password }: Proof) {
  const { id, userName } = await demandPassword(context, subject, password);
  return context.database.transaction(async (tx) => {
    const { options, begun } = await beginFactor(context.secrets, tx, party, { accountId: id, userName, displayName: context.catalogue.nameOf(subject.id) });
    return { options, token: await replaceStep(tx, token, { kind: 'ownFactor', accountId: id, ...begun }) };
  });
}

type Adding = Omit<z.output<typeof addFactorSchema>, 'role'>;

/** Errors: notSignedIn where it was not begun, badCredentials. */
export const addOwnFactor = (context: AccountsContext, own: Own, token: string | undefined, party: RelyingParty, { factor }: Adding): Promise<void> =>
  context.database.transaction(async (tx) => {
    const { accountId, ...begun } = await demandStep(tx, token, 'ownFactor');
    if ((await store.findAccountOfStaff(tx, own.subject.id)) !== accountId) throw new AppError('notSignedIn');
    await addFactor(context.secrets, tx, party, { accountId, begun, factor });
    await endStep(tx, token);
    await changed(context, tx, own, accountId, `${factor.kind}.added`);
  });

type Removing = Omit<z.output<typeof removeFactorSchema>, 'role'>;

/** Removes a passkey, or the authenticator app. Errors: notFound, badCredentials, wrongState for the last one. */
export async function removeOwnFactor(context: AccountsContext, own: Own, { password, passkeyId }: Removing): Promise<void> {
  const { id } = await demandPassword(context, own.subject, password);
  await context.database.transaction(async (tx) => {
    const account = await store.lockAccount(tx, id);
    const others = (await store.readPasskeys(tx, id)).filter((passkey) => passkey.id !== passkeyId).length;
    const isLast = others === 0 && (passkeyId === null || account?.totpSecret == null);
    if (isLast) throw new AppError('wrongState');
    const removed = passkeyId === null ? await store.writeTotp(tx, id, null, null) : await store.deletePasskey(tx, id, passkeyId);
    if (removed === 0) throw new AppError('notFound');
    await changed(context, tx, own, id, passkeyId === null ? 'totp.removed' : 'passkey.removed');
  });
}

/** New codes in place of the old, shown this once. Errors: notFound, badCredentials. */
export async function renewRecoveryCodes(context: AccountsContext, own: Own, { password }: Proof): Promise<string[]> {
  const { id } = await demandPassword(context, own.subject, password);
  const codes = newRecoveryCodes();
  await context.database.transaction(async (tx) => {
    await store.writeRecoveryCodes(tx, id, codes.map(hashOfRecoveryCode));
    await changed(context, tx, own, id, 'recoveryCodes.renewed');
  });
  return codes;
}
