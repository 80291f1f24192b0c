import type { Subject } from '#shared/contract/http.ts';
import { atOnce } from '#server/limits.ts';
import { withContext } from '#server/useCases.ts';
import { makeAccessCode, redeemAccessCode } from './accessCodes.ts';
import type { IdentityContext } from './context.ts';
import { type SignedIn, cleanUp, end, endAllOf, findSignedIn, open, readEnded, signedInSince } from './sessions.ts';

/** However many strangers come with tokens, they hold so many connections to the database between them; calls have the others. */
const lookupsAtOnce = 4;

export type Identity = ReturnType<typeof createIdentity>;

/** Sessions: opaque random tokens of which only the hash is stored, revocable by row. */
export function createIdentity(context: IdentityContext) {
  const inTurn = atOnce(lookupsAtOnce);
  const signedIn = async (tokens: readonly string[]): Promise<(SignedIn | null)[]> => (tokens.length === 0 ? [] : inTurn(() => findSignedIn(context, tokens)));
  return {
    ...withContext(context, { open, end, endAllOf, readEnded, signedInSince, makeAccessCode, redeemAccessCode, cleanUp }),

    /** Whom the tokens are for, in one query; null for one that is unknown or does not hold any more, or whose subject is gone. */
    subjectsOf: async (tokens: readonly string[]): Promise<(Subject | null)[]> => (await signedIn(tokens)).map((one) => one?.subject ?? null),

    /** The same of one token, and the session that it is by. */
    signedIn: async (token: string): Promise<SignedIn | null> => (await signedIn([token]))[0] ?? null,
  };
}
