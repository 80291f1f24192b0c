import { randomBytes } from 'node:crypto';
import type { Role } from '#shared/contract/define.ts';
import type { Subject } from '#shared/contract/http.ts';
import { isEngaged } from '#server/calls/index.ts';
import type { CatalogueReader } from '#server/catalogue/index.ts';
import type { Database, Transaction } from '#server/db/index.ts';
import { AppError } from '#server/errors.ts';
import { atOnce } from '#server/limits.ts';
import * as store from './store.ts';

const hourMs = 3_600_000;
/** A terminal is enrolled once and stays; a person signs in for a shift. */
export const terminalSessionDays = 365;
const terminalSessionMs = terminalSessionDays * 24 * hourMs;
const accessCodeMs = 24 * hourMs;
/** However many strangers come with tokens, they hold so many connections to the database between them; calls have the others. */
const lookupsAtOnce = 4;
/** An expired session is kept so long, for a call that goes on. */
const keptMs = 24 * hourMs;
// Crockford's base 32: no letters that are mistaken for digits when read aloud.
const codeAlphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** Codes are compared as people type them: without spaces and dashes, in any case, with O read as 0 and I, L as 1. */
const normalised = (code: string): string => code.toUpperCase().replaceAll(/[\s-]/g, '').replaceAll('O', '0').replaceAll(/[IL]/g, '1');

export type Identity = ReturnType<typeof createIdentity>;

type IdentityOptions = {
  readonly database: Database;
  readonly catalogue: CatalogueReader;
  readonly sessionHours: number;
  /** Sessions were ended: those connected by them are to be sent away, wherever they are. */
  readonly onEnded: () => void;
};

/** Who is signed in: the subject, and which session it is by. */
export type SignedIn = { readonly subject: Subject; readonly hash: Buffer };

/** Sessions: opaque random tokens of which only the hash is stored, revocable by row. */
export function createIdentity({ database, catalogue, sessionHours, onEnded }: IdentityOptions) {
  const exists = ({ role, id }: Subject): boolean => (role === 'terminal' ? catalogue.terminal(id) !== undefined : catalogue.member(id)?.role === role);
  /** An expired session takes effect when the call that runs, and its wrap-up, are over. */
  const holds = async (tx: Transaction, { role, id, isExpired }: Pick<store.SessionRow, 'role' | 'id' | 'isExpired'>): Promise<boolean> =>
    !isExpired || isEngaged(tx, role, id);
  const lifetimeOf = (role: Role) => (role === 'terminal' ? terminalSessionMs : sessionHours * hourMs);

  const inTurn = atOnce(lookupsAtOnce);
  const signedIn = async (tokens: readonly string[]): Promise<(SignedIn | null)[]> => {
    if (tokens.length === 0) return [];
    return inTurn(() =>
      database.transaction(async (tx) =>
        Promise.all(
          (await store.findSessions(tx, tokens)).map(async (session) => {
            if (session === null || !exists(session) || !(await holds(tx, session))) return null;
            const { role, id, hash } = session;
            return { subject: { role, id }, hash };
          }),
        ),
      ),
    );
  };

  return {
    /** Opens a session. Errors: notFound. */
    async open(subject: Subject): Promise<{ token: string; cookieMs: number }> {
      if (!exists(subject)) throw new AppError('notFound');
      const token = randomBytes(32).toString('base64url');
      const lifetimeMs = lifetimeOf(subject.role);
      await database.transaction((tx) => store.insertSession(tx, token, subject, lifetimeMs));
      // The cookie stays a while longer: whether a session still holds is decided here.
      return { token, cookieMs: lifetimeMs + keptMs };
    },

    /** Whom the tokens are for, in one query; null for one that is unknown or does not hold any more, or whose subject is gone. */
    subjectsOf: async (tokens: readonly string[]): Promise<(Subject | null)[]> => (await signedIn(tokens)).map((one) => one?.subject ?? null),

    /** The same of one token, and the session that it is by. */
    signedIn: async (token: string): Promise<SignedIn | null> => (await signedIn([token]))[0] ?? null,

    /** Signs out: whoever is connected by it is sent away at once. */
    async end(token: string): Promise<void> {
      await database.transaction((tx) => store.deleteSession(tx, token));
      onEnded();
    },

    /** Signs the subject out everywhere, as when somebody leaves, has another task from now on, or a terminal is taken away. */
    async endAllOf(subject: Subject): Promise<void> {
      await database.transaction((tx) => store.deleteSessionsOf(tx, subject));
      onEnded();
    },

    /** Who is connected to that process by a session that does not hold any more. */
    readEnded: (nodeId: string): Promise<(SignedIn & { readonly connectionId: string })[]> =>
      database.transaction(async (tx) => {
        const ended: (SignedIn & { readonly connectionId: string })[] = [];
        for (const session of await store.readEnded(tx, nodeId)) {
          const { role, id, hash, connectionId, isExpired } = session;
          if (!isExpired || !(await holds(tx, session))) ended.push({ subject: { role, id }, hash, connectionId });
        }
        return ended;
      }),

    /** Makes a one-time code, good for a day, by which a terminal is enrolled or a person signs in. Errors: notFound. */
    async makeAccessCode(subject: Subject): Promise<string> {
      if (!exists(subject)) throw new AppError('notFound');
      const letters = [...randomBytes(12)].map((byte) => codeAlphabet[byte % codeAlphabet.length]);
      const code = letters.join('');
      await database.transaction((tx) => store.insertAccessCode(tx, code, subject, accessCodeMs));
      return code.replace(/(.{4})(.{4})(.{4})/, '$1-$2-$3');
    },

    /** Errors: badAccessCode. */
    async redeemAccessCode(code: string): Promise<Subject> {
      const subject = await database.transaction((tx) => store.redeemAccessCode(tx, normalised(code)));
      if (subject === null || !exists(subject)) throw new AppError('badAccessCode');
      return subject;
    },

    /** Deletes what has expired long ago; called now and then. */
    cleanUp: (): Promise<void> => database.transaction((tx) => store.deleteExpired(tx, keptMs)),
  };
}
