import { randomBytes } from 'node:crypto';
import type { Role } from '#shared/contract/define.ts';
import type { Subject } from '#shared/contract/http.ts';
import { isEngaged } from '#server/calls/index.ts';
import type { Transaction } from '#server/platform/database/index.ts';
import { AppError } from '#server/errors.ts';
import { type IdentityContext, exists } from './context.ts';
import * as store from './store.ts';

const hourMs = 3_600_000;
/** A terminal is enrolled once and stays; a person signs in for a shift. */
export const terminalSessionDays = 365;
const terminalSessionMs = terminalSessionDays * 24 * hourMs;
/** An expired session is kept so long, for a call that goes on. */
const keptMs = 24 * hourMs;

/** Who is signed in: the subject, and which session it is by. */
export type SignedIn = { readonly subject: Subject; readonly hash: Buffer };

/** Opens a session. Errors: notFound. */
export async function open(
  context: IdentityContext,
  subject: Subject,
  lifetimeMs = lifetimeOf(context, subject.role),
): Promise<{ token: string; cookieMs: number }> {
  if (!exists(context, subject)) throw new AppError('notFound');
  const token = randomBytes(32).toString('base64url');
  await context.database.transaction((tx) => store.insertSession(tx, token, subject, lifetimeMs));
  // The cookie stays a while longer: whether a session still holds is decided here.
  return { token, cookieMs: lifetimeMs + keptMs };
}

/** Whom the tokens are for, in one query; null for one that is unknown or does not hold any more, or whose subject is gone. */
export const findSignedIn = (context: IdentityContext, tokens: readonly string[]): Promise<(SignedIn | null)[]> =>
  context.database.transaction(async (tx) =>
    Promise.all(
      (await store.findSessions(tx, tokens)).map(async (session) => {
        if (session === null || !exists(context, session) || !(await holds(tx, session))) return null;
        const { role, id, hash } = session;
        return { subject: { role, id }, hash };
      }),
    ),
  );

/** When each subject with a session that holds signed in last. */
export const signedInSince = ({ database }: IdentityContext) => database.transaction(store.readSignedIn);

/** Signs out: whoever is connected by it is sent away at once. */
export async function end({ database, onEnded }: IdentityContext, token: string): Promise<void> {
  await database.transaction((tx) => store.deleteSession(tx, token));
  onEnded();
}

/** Signs the subject out everywhere, as when somebody leaves, has another task from now on, or a terminal is taken away. */
export async function endAllOf({ database, onEnded }: IdentityContext, subject: Subject): Promise<void> {
  await database.transaction((tx) => store.deleteSessionsOf(tx, subject));
  onEnded();
}

/** Who is connected to that process by a session that does not hold any more. */
export const readEnded = ({ database }: IdentityContext, nodeId: string): Promise<(SignedIn & { readonly connectionId: string })[]> =>
  database.transaction(async (tx) => {
    const ended: (SignedIn & { readonly connectionId: string })[] = [];
    for (const session of await store.readEnded(tx, nodeId)) {
      const { role, id, hash, connectionId, isExpired } = session;
      if (!isExpired || !(await holds(tx, session))) ended.push({ subject: { role, id }, hash, connectionId });
    }
    return ended;
  });

/** Deletes what has expired long ago; called now and then. */
export const cleanUp = ({ database }: IdentityContext): Promise<void> => database.transaction((tx) => store.deleteExpired(tx, keptMs));

/** An expired session takes effect when the call that runs, and its wrap-up, are over. */
const holds = async (tx: Transaction, { role, id, isExpired }: Pick<store.SessionRow, 'role' | 'id' | 'isExpired'>): Promise<boolean> =>
  !isExpired || isEngaged(tx, role, id);

const lifetimeOf = ({ sessionHours }: IdentityContext, role: Role) => (role === 'terminal' ? terminalSessionMs : sessionHours * hourMs);
