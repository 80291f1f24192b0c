import type { z } from 'zod';
import type { setUpOptionsRequestSchema, setUpSchema } from '#shared/accounts/http.ts';
import type { Subject } from '#shared/contract/http.ts';
import { appendAudit } from '#server/audit/index.ts';
import { putStaffMember, raiseVersion } from '#server/catalogue/index.ts';
import { AppError } from '#server/errors.ts';
import type { Transaction } from '#server/platform/database/index.ts';
import type { AccountsContext, Progress, RelyingParty } from './context.ts';
import { type NewFactor, addFactor, beginFactor } from './factors.ts';
import { isGuessable } from './passwords.ts';
import { type StepOf, demandStep, endStep, goOn } from './progress.ts';
import { readRoles } from './roles.ts';
import { replaceStep, takeLink } from './stepStore.ts';
import * as store from './store.ts';
import { hashOfRecoveryCode, newRecoveryCodes } from './tokens.ts';

/** Errors: passwordTooCommon. */
export function demandGoodPassword(password: string, userName: string): void {
  if (isGuessable(password, userName)) throw new AppError('passwordTooCommon');
}

type OptionsRequest = z.output<typeof setUpOptionsRequestSchema>;

/** Begins both second factors, of which the person uses one. Errors: notSignedIn, passwordTooCommon, userNameTaken. */
export async function beginSetUp(context: AccountsContext, token: string | undefined, party: RelyingParty, { userName, password }: OptionsRequest) {
  demandGoodPassword(password, userName);
  return context.database.transaction(async (tx) => {
    const step = await demandStep(tx, token, 'setUp');
    const other = await store.findAccountByName(tx, userName);
    if (other !== null && other.id !== step.accountId) throw new AppError('userNameTaken');
    const { options, begun } = await beginFactor(context.secrets, tx, party, { accountId: step.accountId, userName, displayName: step.displayName });
    return { options, token: await replaceStep(tx, token, { ...step, begun }) };
  });
}

/**
 * Makes the account, or begins anew with the old one: its other factors are gone then. Answers the recovery codes, this once. Errors: notSignedIn,
 * badCredentials, passwordTooCommon, userNameTaken.
 */
export async function finishSetUp(
  context: AccountsContext,
  token: string | undefined,
  party: RelyingParty,
  { userName, password, factor }: z.output<typeof setUpSchema>,
): Promise<{ readonly recoveryCodes: string[]; readonly progress: Progress }> {
  const { database, passwords, catalogue, changes, identity } = context;
  demandGoodPassword(password, userName);
  const passwordHash = await passwords.hash(password);
  const done = await database.transaction(async (tx) => {
    const step = await demandStep(tx, token, 'setUp');
    if (step.begun === null) throw new AppError('notSignedIn');
    const staff = await staffOf(tx, context, step);
    await writeAccount(tx, step, { userName, passwordHash });
    if (!(await store.linkStaff(tx, staff.id, step.accountId, null))) throw new AppError('notSignedIn');
    await addFactor(context.secrets, tx, party, { accountId: step.accountId, begun: step.begun, factor: factor satisfies NewFactor });
    const recoveryCodes = newRecoveryCodes();
    await store.writeRecoveryCodes(tx, step.accountId, recoveryCodes.map(hashOfRecoveryCode));
    await endStep(tx, token);
    const actor = { kind: 'subject', ...staff } as const;
    const act = step.isNew ? 'account.created' : 'account.renewed';
    await appendAudit(tx, { actor, act, object: { kind: 'account', id: step.accountId }, details: { factor: factor.kind } });
    if (step.link !== null) tx.afterCommit(() => changes.announce(['catalogue']));
    const roles = step.isNew ? [] : await readRoles(tx, catalogue, step.accountId);
    return { accountId: step.accountId, recoveryCodes, isNewStaff: step.link !== null, roles };
  });
  // Whoever had the old password and factors may be somebody else.
  for (const { role, id } of done.roles) await identity.endAllOf({ role, id });
  // The new administrator's session needs the record that this server has not read yet.
  if (done.isNewStaff) await catalogue.reload();
  const progress = await database.transaction((tx) => goOn(tx, context, { accountId: done.accountId, method: 'accessCode' }));
  return { recoveryCodes: done.recoveryCodes, progress };
}

/** The record of the staff that the account is for; the first administrator's is made here. Errors: notSignedIn where another one was faster. */
async function staffOf(tx: Transaction, { randomId }: AccountsContext, { staff, link, displayName }: StepOf<'setUp'>): Promise<Subject> {
  if (staff !== null) return staff;
  if (link === null || !(await takeLink(tx, link))) throw new AppError('notSignedIn');
  const id = `administrator-${randomId().slice(0, 8)}`;
  const languages = [
    { language: 'fi', level: 5 },
    { language: 'sv', level: 5 },
  ];
  await putStaffMember(tx, { id, role: 'administrator', displayName, scope: { kind: 'nation' }, languages });
  await raiseVersion(tx);
  await appendAudit(tx, { actor: { kind: 'system' }, act: 'firstAdministrator.made', object: { kind: 'administrator', id } });
  return { role: 'administrator', id };
}

type Credentials = { readonly userName: string; readonly passwordHash: string };

/** Errors: userNameTaken. */
async function writeAccount(tx: Transaction, { accountId, isNew }: StepOf<'setUp'>, { userName, passwordHash }: Credentials): Promise<void> {
  if (isNew) await store.insertAccount(tx, accountId);
  else {
    await store.deletePasskeys(tx, accountId);
    await store.writeTotp(tx, accountId, null, null);
  }
  if (!(await store.giveUserName(tx, accountId, userName))) throw new AppError('userNameTaken');
  await store.writePassword(tx, accountId, passwordHash);
}
