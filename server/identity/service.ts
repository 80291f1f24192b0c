import type { Subject } from '#shared/contract/http.ts';
import { atOnce } from '#server/limits.ts';
import { withContext } from '#server/useCases.ts';
import { makeAccessCode, makeTerminalCodeIn, redeemAccessCode } from './accessCodes.ts';
import type { IdentityContext } from './context.ts';
import { enrol } from './enrolment.ts';
import { endOwn, listOwn } from './ownSessions.ts';
import { followRegister } from './register.ts';
import { type SignedIn, cleanUp, cookieMsOf, end, endAllOf, endAllOfIn, endOthersIn, findSignedIn, open, readEnded, signedInSince, used } from './sessions.ts';
import { demandProof } from './terminalKeys.ts';

/** However many strangers come with tokens, they hold so many connections to the database between them; calls have the others. */
const lookupsAtOnce = 4;

export type Identity = ReturnType<typeof createIdentity>;

/** Sessions: opaque random tokens of which only the hash is stored, revocable by row. */
export function createIdentity(context: IdentityContext) {
  const inTurn = atOnce(lookupsAtOnce);
  const signedIn = async (tokens: readonly string[]): Promise<(SignedIn | null)[]> => (tokens.length === 0 ? [] : inTurn(() => findSignedIn(context, tokens)));
  /** Which state of the register the sessions agree with. */
  let followed = -1;
  return {
    ...withContext(context, { open, end, endAllOf, readEnded, signedInSince, makeAccessCode, makeTerminalCodeIn, redeemAccessCode, enrol, cleanUp }),
    ...withContext(context, { listOwn, endOwn, endAllOfIn, endOthersIn, used, demandProof }),

    /** Ends the sessions of who is not in the register any more, or elsewhere in it. Cheap where the register is as it was. */
    async followRegister(): Promise<void> {
      const { version } = context.catalogue;
      if (version !== followed && (await followRegister(context))) followed = version;
    },

    /** How long a browser is to keep the cookie of that role from now on. */
    cookieMs: (role: Subject['role']): number => cookieMsOf(context, role),

    /** Whom the tokens are for, in one query; null for one that is unknown or does not hold any more, or whose subject is gone. */
    subjectsOf: async (tokens: readonly string[]): Promise<(Subject | null)[]> => (await signedIn(tokens)).map((one) => one?.subject ?? null),

    /** The same of one token, and the session that it is by. */
    signedIn: async (token: string): Promise<SignedIn | null> => (await signedIn([token]))[0] ?? null,
  };
}
