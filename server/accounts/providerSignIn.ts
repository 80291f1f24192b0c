import { createHash } from 'node:crypto';
import type { Subject } from '#shared/contract/http.ts';
import { appendAudit } from '#server/audit/index.ts';
import type { StaffMember } from '#shared/contract/staff.ts';
import { endStaffMember, putStaffMember, raiseVersion, readStaffValidity, resumeStaffMember } from '#server/catalogue/index.ts';
import { AppError } from '#server/errors.ts';
import type { Transaction } from '#server/platform/database/index.ts';
import { type Claims, type Given, type KnownPlaces, givenBy, textsOf } from './claims.rules.ts';
import type { AccountsContext, Progress } from './context.ts';
import * as providerStore from './providerStore.ts';
import { logoutTokenSeconds } from './providers.ts';
import type { Arrived, LogoutToken, Pending } from './providers.ts';
import { demandStep, endStep, goOn } from './progress.ts';
import { replaceStep } from './stepStore.ts';
import * as store from './store.ts';

/** Keeps what must come back; the browser gets the token. */
export const keepPending = ({ database }: AccountsContext, token: string | undefined, provider: string, pending: Pending): Promise<string> => {
  const { state, nonce, verifier } = pending;
  return database.transaction((tx) => replaceStep(tx, token, { kind: 'provider', provider, state, nonce, verifier }));
};

/** Uses up what was kept: an answer is taken once. Errors: notSignedIn. */
export const takePending = ({ database }: AccountsContext, token: string | undefined, provider: string): Promise<Pending> =>
  database.transaction(async (tx) => {
    const step = await demandStep(tx, token, 'provider');
    await endStep(tx, token);
    if (step.provider !== provider) throw new AppError('notSignedIn');
    return step;
  });

export const knownPlaces = ({ catalogue }: Pick<AccountsContext, 'catalogue'>): KnownPlaces => ({
  isAgency: (id) => catalogue.agency(id) !== undefined,
  isPoint: (id) => catalogue.point(id) !== undefined,
  isMunicipality: (name) => catalogue.all.points.some(({ municipality }) => municipality['fi'] === name),
});

/** The same person at the same provider in the same role has the same record again, also after a pause. */
const staffIdOf = (provider: string, subject: string, { grant, placeId }: Given): string =>
  `${provider}-${createHash('sha256')
    .update(JSON.stringify([provider, subject, grant.role, placeId]))
    .digest('hex')
    .slice(0, 20)}`;

function nameOf(claims: Claims, subject: string): string {
  const given = ['name', 'preferred_username'].flatMap((claim) => textsOf(claims[claim])).find((name) => name.trim() !== '');
  return (given ?? subject).trim().slice(0, 100);
}

/** A record for somebody who comes for the first time; null where the agency has nothing that could be done by video. */
function newMember({ catalogue }: AccountsContext, { grant, placeId }: Given, id: string, displayName: string): StaffMember | null {
  const { languages } = grant;
  switch (grant.role) {
    case 'administrator':
      return { id, role: 'administrator', displayName, scope: grant.scope, languages };
    case 'adviser':
      return placeId === null ? null : { id, role: 'adviser', displayName, pointId: placeId, languages };
    case 'supervisor':
      return placeId === null ? null : { id, role: 'supervisor', displayName, agencyId: placeId, languages };
    case 'expert': {
      const services = (placeId === null ? [] : (catalogue.agency(placeId)?.services ?? [])).filter(({ isPractice }) => !isPractice);
      if (placeId === null || services.length === 0) return null;
      return { id, role: 'expert', displayName, agencyId: placeId, languages, services: services.map((service) => ({ serviceId: service.id, level: 1 })) };
    }
  }
}

/** The person has come back from the provider: gets the roles that the claims give now, and loses those that they give no more. */
export async function withProvider(context: AccountsContext, provider: string, { claims }: Pick<Arrived, 'claims'>): Promise<Progress> {
  const { database, catalogue, changes, identity, auditRefusal } = context;
  const { rules, accountId } = await database.transaction(async (tx) => ({
    rules: (await providerStore.readMapping(tx, provider)).rules,
    accountId: await providerStore.findAccountOfSubject(tx, provider, claims.sub),
  }));
  const given = new Map(givenBy(rules, claims, knownPlaces(context)).map((one) => [staffIdOf(provider, claims.sub, one), one]));
  // Of who has no business here nothing is kept.
  if (accountId === null && given.size === 0) {
    await database.transaction((tx) => auditRefusal(tx, { method: 'provider', reason: 'noRole' }));
    return { kind: 'noRole' };
  }
  // First the sessions, then the role: whatever fails between leaves nobody with more than the claims say.
  const withdrawn = accountId === null ? [] : await readWithdrawn(context, accountId, provider, [...given.keys()]);
  for (const subject of withdrawn) await identity.endAllOf(subject);
  const arrived = await database.transaction(async (tx) => {
    const id = accountId ?? (await newAccount(tx, context, provider, claims.sub));
    for (const subject of withdrawn) await withdraw(tx, id, subject, provider);
    const displayName = nameOf(claims, claims.sub);
    let isChanged = withdrawn.length > 0;
    for (const [staffId, one] of given) isChanged = (await give(tx, context, { accountId: id, provider, staffId, given: one, displayName })) || isChanged;
    if (isChanged) await raiseVersion(tx);
    if (isChanged) tx.afterCommit(() => changes.announce(['catalogue']));
    if (claims.sid !== undefined) await providerStore.noteProviderSession(tx, provider, claims.sid, id);
    return { id, isChanged };
  });
  if (arrived.isChanged) await catalogue.reload();
  return database.transaction((tx) => goOn(tx, context, { accountId: arrived.id, method: 'provider' }));
}

async function newAccount(tx: Transaction, { randomId }: AccountsContext, provider: string, subject: string): Promise<string> {
  const id = randomId();
  await store.insertAccount(tx, id);
  await providerStore.insertSubject(tx, provider, subject, id);
  return id;
}

/** The roles that the provider has given before and does not give now. */
const readWithdrawn = ({ database, catalogue }: AccountsContext, accountId: string, provider: string, given: readonly string[]): Promise<Subject[]> =>
  database.transaction(async (tx) =>
    (await store.readStaffOf(tx, accountId)).flatMap((one) => {
      const member = catalogue.member(one.staffId);
      return one.provider !== provider || given.includes(one.staffId) || member === undefined ? [] : [{ role: member.role, id: one.staffId }];
    }),
  );

/** The record stays, for what was done by it, with its end; nobody signs in to it any more. */
async function withdraw(tx: Transaction, accountId: string, subject: Subject, provider: string): Promise<void> {
  await store.unlinkStaff(tx, subject.id);
  await endStaffMember(tx, subject.id);
  const object = { kind: 'account', id: accountId };
  await appendAudit(tx, { actor: { kind: 'system' }, act: 'role.withdrawn', object, details: { provider, role: subject.role, staff: subject.id } });
}

type Giving = {
  readonly accountId: string;
  readonly provider: string;
  readonly staffId: string;
  readonly given: Given;
  readonly displayName: string;
};

/** Whether the catalogue has changed by it. */
async function give(tx: Transaction, context: AccountsContext, { accountId, provider, staffId, given, displayName }: Giving): Promise<boolean> {
  const validity = await readStaffValidity(tx, staffId);
  // Whom an administrator has taken out, by its end, is still linked: the claims do not bring that one back.
  if ((await store.findAccountOfStaff(tx, staffId)) === accountId) return false;
  const member = validity === undefined ? newMember(context, given, staffId, displayName) : null;
  if (validity === undefined && member === null) return false;
  if (member === null) await resumeStaffMember(tx, staffId);
  else await putStaffMember(tx, member);
  await store.linkStaff(tx, staffId, accountId, provider);
  const details = { provider, role: given.grant.role, staff: staffId };
  await appendAudit(tx, { actor: { kind: 'system' }, act: 'role.given', object: { kind: 'account', id: accountId }, details });
  return member !== null || validity?.endedAt !== undefined;
}

/** The person has signed out at the provider, or was signed out there: ends their sessions here at once. Errors: notSignedIn for a token that was used. */
export async function signedOutAtProvider(context: AccountsContext, provider: string, { jti, sub, sid }: LogoutToken): Promise<void> {
  const { database, catalogue, identity } = context;
  const subjects = await database.transaction(async (tx) => {
    if (!(await providerStore.takeLogoutToken(tx, provider, jti, 2 * logoutTokenSeconds * 1_000))) throw new AppError('notSignedIn');
    const bySession = sid === undefined ? null : await providerStore.findAccountOfSession(tx, provider, sid);
    const accountId = bySession ?? (sub === undefined ? null : await providerStore.findAccountOfSubject(tx, provider, sub));
    if (accountId === null) return [];
    if (sid !== undefined) await providerStore.deleteProviderSession(tx, provider, sid);
    await appendAudit(tx, { actor: { kind: 'system' }, act: 'provider.signedOut', object: { kind: 'account', id: accountId }, details: { provider } });
    return (await store.readStaffOf(tx, accountId)).flatMap(({ staffId }): Subject[] => {
      const member = catalogue.member(staffId);
      return member === undefined ? [] : [{ role: member.role, id: staffId }];
    });
  });
  for (const subject of subjects) await identity.endAllOf(subject);
}

/** What came from the provider, or in its name, was not taken; the reason stands in the log. */
export const noteProviderRefusal = ({ database, auditRefusal }: AccountsContext, provider: string): Promise<void> =>
  database.transaction((tx) => auditRefusal(tx, { method: 'provider', reason: provider }));
