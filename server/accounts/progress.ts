import type { SignInStep } from '#shared/accounts/http.ts';
import type { Subject } from '#shared/contract/http.ts';
import { appendAudit } from '#server/audit/index.ts';
import { AppError } from '#server/errors.ts';
import type { Transaction } from '#server/platform/database/index.ts';
import type { AccountsContext, Progress, SignInMethodName } from './context.ts';
import { readRoles } from './roles.ts';
import { type Step, deleteStep, deleteStepsOf, insertStep, readStep } from './stepStore.ts';
import * as store from './store.ts';

export type StepOf<K extends Step['kind']> = Extract<Step, { kind: K }>;

/** The browser's step, if it is of that kind. Errors: notSignedIn. */
export async function demandStep<K extends Step['kind']>(tx: Transaction, token: string | undefined, kind: K): Promise<StepOf<K>> {
  const step = token === undefined ? null : await readStep(tx, token);
  if (step?.kind !== kind) throw new AppError('notSignedIn');
  // TypeScript does not narrow a union by a generic's own kind.
  return step as StepOf<K>;
}

/** Ends the step in the transaction in which it is used: it leads on once. */
export async function endStep(tx: Transaction, token: string | undefined): Promise<void> {
  if (token !== undefined) await deleteStep(tx, token);
}

/**
 * Signs the person out of all their roles, but at the browser with these tokens, and ends every sign-in that had only begun: by the old password, perhaps.
 * Returns how many sessions ended.
 */
export async function endElsewhere(identity: AccountsContext['identity'], tx: Transaction, accountId: string, tokens: readonly string[]): Promise<number> {
  await deleteStepsOf(tx, accountId);
  const staffIds = (await store.readStaffOf(tx, accountId)).map(({ staffId }) => staffId);
  return identity.endOthersIn(tx, staffIds, tokens);
}

type Proven = { readonly accountId: string; readonly method: SignInMethodName; readonly joins?: Subject | null };

/** It is proven who it is: signed in where there is one role, else that is chosen. A role that a code has given is the account's from now on. */
export async function goOn(tx: Transaction, { catalogue, auditRefusal }: AccountsContext, { accountId, method, joins = null }: Proven): Promise<Progress> {
  if (joins !== null && (await store.linkStaff(tx, joins.id, accountId, null)))
    await appendAudit(tx, { actor: { kind: 'subject', ...joins }, act: 'account.roleAdded', object: { kind: 'account', id: accountId } });
  const choices = await readRoles(tx, catalogue, accountId);
  const [only, ...others] = choices;
  if (only === undefined) {
    await auditRefusal(tx, { method, accountId, reason: 'noRole' });
    return { kind: 'noRole' };
  }
  if (others.length > 0) return { kind: 'step', token: await insertStep(tx, { kind: 'role', accountId }) };
  return enter(tx, accountId, { role: only.role, id: only.id }, method);
}

/** The audit says so in the same transaction; the caller opens the session after it. */
export async function enter(tx: Transaction, accountId: string, subject: Subject, method: SignInMethodName | 'role'): Promise<Progress> {
  await appendAudit(tx, { actor: { kind: 'subject', ...subject }, act: 'signIn.done', object: { kind: 'account', id: accountId }, details: { method } });
  return { kind: 'signedIn', subject };
}

type Refusal = { readonly method: SignInMethodName; readonly reason: string; readonly accountId?: string | null };

/** One answer to all that is wrong, after it has been written down. */
export async function refuse({ database, auditRefusal, logger }: AccountsContext, refusal: Refusal): Promise<never> {
  await database.transaction((tx) => auditRefusal(tx, refusal));
  logger.info({ method: refusal.method, reason: refusal.reason }, 'a sign-in was refused');
  throw new AppError('badCredentials');
}

/** What the page shows of a step. */
export async function shownStep(tx: Transaction, { catalogue }: AccountsContext, token: string | undefined): Promise<SignInStep> {
  const step = token === undefined ? null : await readStep(tx, token);
  switch (step?.kind) {
    case 'factor': {
      const account = await store.lockAccount(tx, step.accountId);
      const hasPasskey = (await store.readPasskeys(tx, step.accountId)).length > 0;
      const factors = [
        ...(hasPasskey ? (['passkey'] as const) : []),
        ...(account?.totpSecret == null ? [] : (['totp'] as const)),
        ...((await store.countRecoveryCodes(tx, step.accountId)) > 0 ? (['recoveryCode'] as const) : []),
      ];
      return { next: 'secondFactor', factors };
    }
    case 'role':
      return { next: 'chooseRole', roles: await readRoles(tx, catalogue, step.accountId) };
    case 'setUp': {
      const account = step.isNew ? null : await store.lockAccount(tx, step.accountId);
      return { next: 'setUp', displayName: step.displayName, userName: account?.userName ?? null, canJoin: step.isNew && step.staff !== null };
    }
    case 'passkey':
    case 'ownFactor':
    case 'provider':
    case undefined:
      return { next: 'start' };
  }
}
