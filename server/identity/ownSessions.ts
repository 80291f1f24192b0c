import type { Subject } from '#shared/contract/http.ts';
import type { OwnSession } from '#shared/identity/contract.ts';
import { appendAudit } from '#server/audit/index.ts';
import { AppError } from '#server/errors.ts';
import type { IdentityContext } from './context.ts';
import * as store from './store.ts';

/** Where the subject is signed in, the latest first; the page of that connection sees which one is its own. */
export const listOwn = ({ database }: IdentityContext, subject: Subject, connectionId: string): Promise<OwnSession[]> =>
  database.transaction((tx) => store.readSessionsOf(tx, subject, connectionId));

/** Signs the subject out at one of the own sessions. Errors: notFound. */
export async function endOwn({ database, onEnded }: IdentityContext, { role, id }: Subject, sessionId: string): Promise<void> {
  await database.transaction(async (tx) => {
    if ((await store.deleteOwnSession(tx, { role, id }, sessionId)) === 0) throw new AppError('notFound');
    await appendAudit(tx, { actor: { kind: 'subject', role, id }, act: 'session.ended', object: { kind: 'session', id: sessionId } });
  });
  onEnded();
}
