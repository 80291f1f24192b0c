import type { IncomingMessage } from 'node:http';
import { roles } from '#shared/contract/define.ts';
import type { Subject } from '#shared/contract/http.ts';
import { AppError } from '#server/errors.ts';
import { limitGuesses } from '#server/limits.ts';
import { tokenIn } from './cookie.ts';
import type { Identity } from './service.ts';

/** Cookies and tokens from one address within the time that belong to nobody. */
const cookieLimit = { points: 300, duration: 60 };

/** Who asks, whichever proxies are between. */
export type AddressOf = (request: IncomingMessage) => string;

export type WebSessions = ReturnType<typeof createWebSessions>;

type WebSessionsOptions = {
  readonly identity: Pick<Identity, 'subjectsOf'>;
  readonly addressOf: AddressOf;
  readonly isDemo: boolean;
};

/** The token of a page that is one of several in a window (RFC 6750), as on the demo's stage: they share their cookies. */
const bearerOf = (request: IncomingMessage): string | undefined => /^Bearer ([\w-]{1,128})$/i.exec(request.headers.authorization ?? '')?.[1];

/** Who asks over HTTP, by the cookies that the browser sends; in demo mode by the bearer's token instead, where there is one. */
export function createWebSessions({ identity, addressOf, isDemo }: WebSessionsOptions) {
  const limitCookies = limitGuesses(cookieLimit);
  const bearerIn = (request: IncomingMessage): string | undefined => (isDemo ? bearerOf(request) : undefined);
  const tokenOf = (request: IncomingMessage, role: Subject['role']): string | undefined => bearerIn(request) ?? tokenIn(request.headers.cookie, role);
  const tokensOf = (request: IncomingMessage): string[] => [...new Set(roles.map((role) => tokenOf(request, role)).filter((token) => token !== undefined))];

  /** Errors: notSignedIn where the browser has cookies and none is anybody's, tooMany. */
  async function subjectsOf(request: IncomingMessage): Promise<Subject[]> {
    const tokens = tokensOf(request);
    if (tokens.length === 0) return [];
    return limitCookies(addressOf(request), async () => {
      const subjects = (await identity.subjectsOf(tokens)).filter((subject) => subject !== null);
      if (subjects.length === 0) throw new AppError('notSignedIn');
      return subjects;
    });
  }

  return {
    addressOf,
    tokenOf,
    tokensOf,

    /** Whom the browser's cookies, or the bearer's token, are for, where cookies of nobody's are as good as none. Errors: tooMany. */
    known: (request: IncomingMessage): Promise<Subject[]> =>
      subjectsOf(request).catch((error: unknown) => {
        if (error instanceof AppError && error.code === 'notSignedIn') return [];
        throw error;
      }),

    /** Errors: notSignedIn, tooMany. */
    async demand(request: IncomingMessage): Promise<void> {
      if ((await subjectsOf(request)).length === 0) throw new AppError('notSignedIn');
    },
  };
}
