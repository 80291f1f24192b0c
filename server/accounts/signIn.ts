import type { z } from 'zod';
import type { passwordSignInSchema, recoverySignInSchema, roleSignInSchema, totpSignInSchema } from '#shared/accounts/http.ts';
import type { Subject } from '#shared/contract/http.ts';
import { appendAudit } from '#server/audit/index.ts';
import { AppError } from '#server/errors.ts';
import type { AccountsContext, Progress, RelyingParty } from './context.ts';
import { type Answer, provenCounter, requestOptions } from './passkeys.ts';
import { demandStep, endElsewhere, endStep, enter, goOn, refuse, shownStep } from './progress.ts';
import { readRoles } from './roles.ts';
import { insertStep, readStep, replaceStep } from './stepStore.ts';
import * as store from './store.ts';
import { hashOfRecoveryCode } from './tokens.ts';
import { stepOfCode } from './totp.ts';

/** How far the browser has come. */
export const stepOf = (context: AccountsContext, token: string | undefined) => context.database.transaction((tx) => shownStep(tx, context, token));

/** A one-time code of the administrator: a terminal is enrolled, a person makes an account or a new beginning with the old one. Errors: badAccessCode. */
export async function withCode(context: AccountsContext, code: string): Promise<Progress> {
  const { database, catalogue, identity, randomId } = context;
  const staff = await identity.redeemAccessCode(code);
  if (staff.role === 'terminal') return { kind: 'signedIn', subject: staff };
  const displayName = catalogue.nameOf(staff.id);
  return database.transaction(async (tx) => {
    const known = await store.findAccountOfStaff(tx, staff.id);
    await appendAudit(tx, { actor: { kind: 'subject', ...staff }, act: 'accessCode.used' });
    const account = { accountId: known ?? randomId(), isNew: known === null };
    return { kind: 'step', token: await insertStep(tx, { kind: 'setUp', ...account, staff, displayName, link: null, begun: null }) };
  });
}

/** The role of a code that has just been given, if the browser comes from there: it becomes the account's. */
async function joinsOf({ database }: AccountsContext, token: string | undefined): Promise<Subject | null> {
  if (token === undefined) return null;
  const step = await database.transaction((tx) => readStep(tx, token));
  if (step?.kind === 'setUp') return step.isNew ? step.staff : null;
  return step?.kind === 'passkey' || step?.kind === 'factor' ? step.joins : null;
}

type PasswordSignIn = z.output<typeof passwordSignInSchema>;

/** Errors: badCredentials, the same and after the same time whether the name or the password is wrong. */
export async function withPassword(context: AccountsContext, token: string | undefined, { userName, password }: PasswordSignIn): Promise<Progress> {
  const { database, passwords } = context;
  const account = await database.transaction((tx) => store.findAccountByName(tx, userName.trim().toLowerCase()));
  const isRight = await passwords.isRight(account?.passwordHash ?? null, password);
  if (account === null || !isRight) return refuse(context, { method: 'password', reason: 'wrong', accountId: account?.id ?? null });
  const joins = await joinsOf(context, token);
  return database.transaction(async (tx) => ({
    kind: 'step',
    token: await replaceStep(tx, token, { kind: 'factor', accountId: account.id, challenge: null, joins }),
  }));
}

/** Whose second factor is asked for; for the limit of tries. Errors: notSignedIn. */
export const accountAtFactor = ({ database }: AccountsContext, token: string | undefined): Promise<string> =>
  database.transaction(async (tx) => (await demandStep(tx, token, 'factor')).accountId);

/** Errors: notSignedIn, badCredentials. */
export async function withTotp(context: AccountsContext, token: string | undefined, { code }: z.output<typeof totpSignInSchema>): Promise<Progress> {
  const progress = await context.database.transaction(async (tx) => {
    const { accountId, joins } = await demandStep(tx, token, 'factor');
    const account = await store.lockAccount(tx, accountId);
    const step = account?.totpSecret == null ? null : stepOfCode(context.secrets.open(account.totpSecret, accountId), code, tx.now, account.totpStep);
    if (step === null) return { kind: 'wrong', accountId } as const;
    await store.writeTotpStep(tx, accountId, step);
    await endStep(tx, token);
    return goOn(tx, context, { accountId, method: 'totp', joins });
  });
  return progress.kind === 'wrong' ? refuse(context, { method: 'totp', reason: 'wrong', accountId: progress.accountId }) : progress;
}

/** Errors: notSignedIn, badCredentials. */
export async function withRecoveryCode(
  context: AccountsContext,
  token: string | undefined,
  { code }: z.output<typeof recoverySignInSchema>,
): Promise<Progress> {
  const progress = await context.database.transaction(async (tx) => {
    const { accountId, joins } = await demandStep(tx, token, 'factor');
    if (!(await store.useRecoveryCode(tx, accountId, hashOfRecoveryCode(code)))) return { kind: 'wrong', accountId } as const;
    await endStep(tx, token);
    // Whoever has lost the second factor does not know who has it, and where it has been used.
    const endedSessions = await endElsewhere(context.identity, tx, accountId, []);
    await appendAudit(tx, { actor: { kind: 'unknown' }, act: 'recoveryCode.used', object: { kind: 'account', id: accountId }, details: { endedSessions } });
    return goOn(tx, context, { accountId, method: 'recoveryCode', joins });
  });
  return progress.kind === 'wrong' ? refuse(context, { method: 'recoveryCode', reason: 'wrong', accountId: progress.accountId }) : progress;
}

/** What the browser proves a passkey by: as the second factor one of the account's, else whichever the person has. */
export async function beginPasskey({ database }: AccountsContext, token: string | undefined, party: RelyingParty) {
  return database.transaction(async (tx) => {
    const step = token === undefined ? null : await readStep(tx, token);
    const options = await requestOptions(party, step?.kind === 'factor' ? await store.readPasskeys(tx, step.accountId) : []);
    const { challenge } = options;
    if (step?.kind === 'factor') return { options, token: await replaceStep(tx, token, { ...step, challenge }) };
    const joins = step?.kind === 'setUp' && step.isNew ? step.staff : null;
    return { options, token: await replaceStep(tx, token, { kind: 'passkey', challenge, joins }) };
  });
}

/** Errors: notSignedIn, badCredentials. */
export async function withPasskey(context: AccountsContext, token: string | undefined, party: RelyingParty, answer: Answer): Promise<Progress> {
  const progress = await context.database.transaction(async (tx) => {
    const step = token === undefined ? null : await readStep(tx, token);
    if ((step?.kind !== 'passkey' && step?.kind !== 'factor') || step.challenge === null) throw new AppError('notSignedIn');
    // A challenge is answered once, rightly or not.
    await endStep(tx, token);
    const passkey = await store.findPasskey(tx, answer.id);
    const isOwn = step.kind === 'passkey' || passkey?.accountId === step.accountId;
    const counter = passkey === null || !isOwn ? null : await provenCounter(party, step.challenge, answer, passkey);
    if (passkey === null || counter === null) return { kind: 'wrong', accountId: passkey?.accountId ?? null } as const;
    await store.notePasskeyUse(tx, passkey.id, counter);
    return goOn(tx, context, { accountId: passkey.accountId, method: 'passkey', joins: step.joins });
  });
  return progress.kind === 'wrong' ? refuse(context, { method: 'passkey', reason: 'wrong', accountId: progress.accountId }) : progress;
}

/** Errors: notSignedIn, notFound for a role that is not the person's. */
export const chooseRole = (context: AccountsContext, token: string | undefined, { role, id }: z.output<typeof roleSignInSchema>): Promise<Progress> =>
  context.database.transaction(async (tx) => {
    const { accountId } = await demandStep(tx, token, 'role');
    const chosen = (await readRoles(tx, context.catalogue, accountId)).find((one) => one.role === role && one.id === id);
    if (chosen === undefined) throw new AppError('notFound');
    await endStep(tx, token);
    return enter(tx, accountId, { role, id }, 'role');
  });
