import { randomBytes } from 'node:crypto';
import type { Role } from '#shared/contract/define.ts';
import type { Subject } from '#shared/contract/http.ts';
import type { Device } from '#shared/identity/contract.ts';
import { isEngaged } from '#server/calls/index.ts';
import type { Transaction } from '#server/platform/database/index.ts';
import { AppError } from '#server/errors.ts';
import { handOver } from '#server/presence/index.ts';
import { type IdentityContext, placeOf } from './context.ts';
import { unknownDevice } from './device.ts';
import * as store from './store.ts';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
/** A terminal that is used stays enrolled; one that was away for so long is enrolled anew. */
export const terminalSessionDays = 365;
export const sessionIdleMinutes = 240;
/** An expired session is kept so long, for a call that goes on. */
const keptMs = dayMs;

/** Who is signed in: the subject, which session it is by, and the key that a terminal proves to have; null for one without. */
export type SignedIn = { readonly subject: Subject; readonly hash: Buffer; readonly publicKey: Buffer | null };

export type Opening = {
  /** Ends it earlier than its role's own time. */
  readonly lifetimeMs?: number;
  readonly device?: Device;
  /** The token that the browser had until now: that session ends. */
  readonly replaces?: string | undefined;
  /** The terminal's key, as SPKI. A terminal enrolled by key is the only one of its name. */
  readonly publicKey?: Buffer | undefined;
};

/** Opens a session. Errors: notFound. */
export async function open(context: IdentityContext, subject: Subject, opening: Opening = {}): Promise<{ token: string; cookieMs: number }> {
  const { device = unknownDevice, publicKey, replaces } = opening;
  const place = placeOf(context, subject);
  if (place === undefined) throw new AppError('notFound');
  const token = randomBytes(32).toString('base64url');
  const { idleMs, absoluteMs } = limitsOf(context, subject.role, opening.lifetimeMs);
  const isEnded = await context.database.transaction(async (tx) => {
    const others = publicKey === undefined ? 0 : await store.deleteSessionsOf(tx, subject);
    await store.insertSession(tx, token, { subject, device, place, publicKey: publicKey ?? null, idleMs, absoluteMs });
    return (replaces !== undefined && (await replaceIn(tx, replaces, token, subject))) || others > 0;
  });
  if (isEnded) context.onEnded();
  // The cookie stays a while longer: whether a session still holds is decided here.
  return { token, cookieMs: cookieMsOf(context, subject.role, opening.lifetimeMs) };
}

/** How long a browser is to keep the cookie from now on. */
export const cookieMsOf = (context: IdentityContext, role: Role, lifetimeMs?: number): number => {
  const { idleMs, absoluteMs } = limitsOf(context, role, lifetimeMs);
  return (absoluteMs ?? idleMs) + keptMs;
};

/** Ends the browser's session of before. Whether its page is to be sent away: one of the same subject goes on by the new one. */
async function replaceIn(tx: Transaction, oldToken: string, newToken: string, { role, id }: Subject): Promise<boolean> {
  const [old] = await store.findSessions(tx, [oldToken]);
  if (old?.role !== role) return false;
  if (old.id === id) await handOver(tx, old.hash, store.hashOf(newToken));
  return (await store.deleteSession(tx, oldToken)) > 0 && old.id !== id;
}

/** Whom the tokens are for, in one query; null for one that is unknown or does not hold any more, or whose subject is gone. */
export const findSignedIn = (context: IdentityContext, tokens: readonly string[]): Promise<(SignedIn | null)[]> =>
  context.database.transaction(async (tx) =>
    Promise.all(
      (await store.findSessions(tx, tokens)).map(async (session) => {
        if (session === null || !isInPlace(context, session) || !(await holds(tx, session))) return null;
        const { role, id, hash, publicKey } = session;
        await store.use(tx, hash, limitsOf(context, role).idleMs);
        return { subject: { role, id }, hash, publicKey };
      }),
    ),
  );

/** A terminal's session goes along with it to another point. */
const isInPlace = (context: IdentityContext, { role, id, place }: store.SessionRow): boolean => {
  const now = placeOf(context, { role, id });
  return now !== undefined && (role === 'terminal' || place === null || place === now);
};

/** Something was done by the page of that connection: its session is not idle. */
export const used = async (context: IdentityContext, role: Role, connectionId: string): Promise<void> => {
  await context.database.transaction((tx) => store.useBy(tx, connectionId, limitsOf(context, role).idleMs));
};

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

/** The same of a terminal or person and of their codes, as a part of what else is done; nobody is sent away unless all of it is. */
export async function endAllOfIn({ onEnded }: IdentityContext, tx: Transaction, subject: Subject): Promise<void> {
  await store.deleteSessionsOf(tx, subject);
  await store.deleteCodesOf(tx, subject);
  tx.afterCommit(onEnded);
}

/** Signs a person out of all the records of the staff that are theirs, but at the browser with these tokens; as a part of what else is done. Returns how often. */
export async function endOthersIn({ onEnded }: IdentityContext, tx: Transaction, staffIds: readonly string[], tokens: readonly string[]): Promise<number> {
  const ended = await store.deleteOtherSessions(tx, staffIds, tokens);
  if (ended > 0) tx.afterCommit(onEnded);
  return ended;
}

export type Ended = { readonly subject: Subject; readonly hash: Buffer; readonly connectionId: string };

/** Who is connected to that process by a session that does not hold any more, or is called away from it. */
export const readEnded = ({ database }: IdentityContext, nodeId: string): Promise<Ended[]> =>
  database.transaction(async (tx) => {
    const ended: Ended[] = [];
    for (const session of await store.readEnded(tx, nodeId)) {
      const { role, id, hash, connectionId, isExpired, isRecalled } = session;
      if (isRecalled || !isExpired || !(await holds(tx, session))) ended.push({ subject: { role, id }, hash, connectionId });
    }
    return ended;
  });

/** Deletes what has expired long ago; called now and then. */
export const cleanUp = ({ database }: IdentityContext): Promise<void> => database.transaction((tx) => store.deleteExpired(tx, keptMs));

/** An expired session takes effect when the call that runs, and its wrap-up, are over. */
const holds = async (tx: Transaction, { role, id, isExpired }: Pick<store.SessionRow, 'role' | 'id' | 'isExpired'>): Promise<boolean> =>
  !isExpired || isEngaged(tx, role, id);

type Limits = { readonly idleMs: number; readonly absoluteMs: number | null };

function limitsOf(context: IdentityContext, role: Role, lifetimeMs?: number): Limits {
  const days = context.terminalSessionDays ?? terminalSessionDays;
  if (role === 'terminal') return { idleMs: days * dayMs, absoluteMs: lifetimeMs ?? null };
  return { idleMs: (context.sessionIdleMinutes ?? sessionIdleMinutes) * 60_000, absoluteMs: lifetimeMs ?? context.sessionHours * hourMs };
}
