import { type Records, isCovered, recordOf, recordsByKey } from '#shared/administration/records.ts';
import type { AdministratorId } from '#shared/ids.ts';
import type { SignInState } from '#shared/people/contract.ts';
import type { Scope } from '#shared/permissions/scope.ts';
import { appendAudit } from '#server/audit/index.ts';
import { type CatalogueReader, readRecords } from '#server/catalogue/index.ts';
import { AppError } from '#server/errors.ts';
import type { Identity } from '#server/identity/index.ts';
import type { Database } from '#server/platform/database/index.ts';
import { withContext } from '#server/useCases.ts';
import * as store from './store.ts';

export type PeopleContext = {
  readonly database: Database;
  readonly catalogue: Pick<CatalogueReader, 'member' | 'refresh'>;
  readonly identity: Pick<Identity, 'makeAccessCode' | 'signedInSince'>;
};

/** Who looks after people, and after which. */
export type Author = { readonly id: AdministratorId; readonly scope: Scope };

/** As long as the code itself is good. */
const invitationMs = 24 * 3_600_000;

const ownPeople = (records: Records, { scope }: Author) =>
  [...records.values()].flatMap((record) => (record.kind === 'staff' && isCovered(scope, record, records) ? [record.content] : []));

/** How far each of the scope's people has come with signing in. */
async function signIns({ database, identity }: PeopleContext, author: Author): Promise<{ states: SignInState[] }> {
  const signedIn = new Map((await identity.signedInSince()).map(({ role, id, since }) => [`${role} ${id}`, since]));
  return database.transaction(async (tx) => {
    const people = ownPeople(recordsByKey(await readRecords(tx)), author);
    const invited = new Map((await store.readInvitations(tx)).map(({ staffId, at }) => [staffId, at]));
    const states = people.map(({ id, role }) => ({
      staffId: id,
      signedInAt: signedIn.get(`${role} ${id}`) ?? null,
      invitedAt: invited.get(id) ?? null,
    }));
    return { states };
  });
}

/** A one-time code for one of the scope's people. Errors: notFound. */
async function makeCode({ database, catalogue, identity }: PeopleContext, author: Author, staffId: string): Promise<{ code: string }> {
  const role = await database.transaction(async (tx) => {
    const records = recordsByKey(await readRecords(tx));
    const record = recordOf(records, 'staff', staffId);
    if (record === undefined || !isCovered(author.scope, record, records)) throw new AppError('notFound');
    return record.content.role;
  });
  // Somebody who was added a moment ago may not be known to this server yet.
  if (catalogue.member(staffId)?.role !== role) await catalogue.refresh();
  const code = await identity.makeAccessCode({ role, id: staffId });
  await database.transaction(async (tx) => {
    await store.putInvitation(tx, staffId, invitationMs);
    await appendAudit(tx, {
      actor: { kind: 'subject', role: 'administrator', id: author.id },
      act: 'accessCode.made',
      object: { kind: 'staff', id: staffId },
      details: { role },
    });
  });
  return { code };
}

export type People = ReturnType<typeof createPeople>;

/** What administrators do with people besides changing their records (server/administration). */
export const createPeople = (context: PeopleContext) => withContext(context, { signIns, makeCode });
