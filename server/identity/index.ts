import { randomBytes } from 'node:crypto';
import type { Role } from '#shared/contract/define.ts';
import type { Subject } from '#shared/contract/http.ts';
import type { CatalogueReader } from '#server/catalogue/index.ts';
import type { Database } from '#server/db/index.ts';
import { AppError } from '#server/errors.ts';
import { atOnce } from '#server/limits.ts';
import * as store from './store.ts';

const hourMs = 3_600_000;
/** A terminal is enrolled once and stays; a person signs in for a shift. */
const terminalSessionMs = 365 * 24 * hourMs;
const accessCodeMs = 24 * hourMs;
/** However many strangers come with tokens, they hold so many connections to the database between them; calls have the others. */
const lookupsAtOnce = 4;
// Crockford's base 32: no letters that are mistaken for digits when read aloud.
const codeAlphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** Each role has its own cookie, so that one browser can show a terminal and both desks while trying the product out. */
export const cookieNameOf = (role: Role): string => `distans_${role}`;

/** Codes are compared as people type them: without spaces and dashes, in any case, with O read as 0 and I, L as 1. */
const normalised = (code: string): string => code.toUpperCase().replaceAll(/[\s-]/g, '').replaceAll('O', '0').replaceAll(/[IL]/g, '1');

export type Identity = ReturnType<typeof createIdentity>;

/** Sessions: opaque random tokens of which only the hash is stored, revocable by row. */
export function createIdentity({ database, catalogue, sessionHours }: { database: Database; catalogue: CatalogueReader; sessionHours: number }) {
  const exists = ({ role, id }: Subject): boolean => (role === 'terminal' ? catalogue.terminal(id) !== undefined : catalogue.member(id)?.role === role);
  const lifetimeOf = (role: Role) => (role === 'terminal' ? terminalSessionMs : sessionHours * hourMs);

  const inTurn = atOnce(lookupsAtOnce);
  const subjectsOf = async (tokens: readonly string[]): Promise<(Subject | null)[]> => {
    if (tokens.length === 0) return [];
    const found = await inTurn(() => database.transaction((tx) => store.findSessions(tx, tokens)));
    return found.map((subject) => (subject !== null && exists(subject) ? subject : null));
  };

  return {
    /** Opens a session. Errors: notFound. */
    async open(subject: Subject): Promise<{ token: string; lifetimeMs: number }> {
      if (!exists(subject)) throw new AppError('notFound');
      const token = randomBytes(32).toString('base64url');
      const lifetimeMs = lifetimeOf(subject.role);
      await database.transaction((tx) => store.insertSession(tx, token, subject, lifetimeMs));
      return { token, lifetimeMs };
    },

    /** Whom the tokens are for, in one query; null for one that is unknown or expired, or whose subject is gone. */
    subjectsOf,

    /** The same of one token. */
    subjectOf: async (token: string): Promise<Subject | null> => (await subjectsOf([token]))[0] ?? null,

    async end(token: string): Promise<void> {
      await database.transaction((tx) => store.deleteSession(tx, token));
    },

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

    /** Deletes what has expired; called now and then. */
    cleanUp: (): Promise<void> => database.transaction(store.deleteExpired),
  };
}
