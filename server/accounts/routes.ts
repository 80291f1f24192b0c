import express, { type Request, type RequestHandler, type Response } from 'express';
import type { z } from 'zod';
import {
  type SetUpDone,
  type SignInState,
  type SignInStep,
  firstAdministratorSchema,
  passkeyAnswerSchema,
  passwordSignInSchema,
  recoverySignInSchema,
  roleSignInSchema,
  setUpOptionsRequestSchema,
  setUpSchema,
  totpSignInSchema,
} from '#shared/accounts/http.ts';
import { accessCodeSchema } from '#shared/contract/http.ts';
import { type Identity, type WebSessions, signInBrowser } from '#server/identity/index.ts';
import { limitGuesses } from '#server/limits.ts';
import { parse } from '#server/parse.ts';
import { keepStep, partyOf, stepTokenOf } from './browser.ts';
import type { Progress } from './context.ts';
import type { Accounts } from './index.ts';
import type { Providers } from './providers.ts';

/** Wrong tries from one address within the time: a house behind one address has many people. */
export const addressLimit = { points: 60, duration: 60 };
/** Wrong passwords for one name from one address: strangers elsewhere lock nobody out. */
const nameLimit = { points: 10, duration: 900 };
/** Wrong second factors of one account, from anywhere: whoever gets so far has the password. */
export const factorLimit = { points: 10, duration: 900 };

export type SignInParts = {
  readonly accounts: Accounts;
  readonly identity: Pick<Identity, 'open'>;
  readonly webSessions: Pick<WebSessions, 'addressOf'>;
  readonly providers: Providers;
  readonly publicOrigins: readonly string[];
};

/** Sets the browser's cookies by how far it has come, and says what comes next. */
export function createProceed({ accounts, identity }: Pick<SignInParts, 'accounts' | 'identity'>) {
  return async (request: Request, response: Response, progress: Progress): Promise<SignInStep> => {
    if (progress.kind === 'step') {
      keepStep(request, response, progress.token);
      return accounts.stepOf(progress.token);
    }
    if (progress.kind === 'signedIn') await signInBrowser(identity, request, response, progress.subject);
    keepStep(request, response, null);
    return progress.kind === 'signedIn' ? { next: 'signedIn', subject: progress.subject } : { next: 'noRole' };
  };
}

/** Signing in, one step after the other. Every step is kept on the server; the browser has its token in a cookie. */
export function signInRoutes(parts: SignInParts): express.Router {
  const { accounts, webSessions, providers, publicOrigins } = parts;
  const router = express.Router();
  const json = express.json({ limit: '16kb' });
  const limitAddress = limitGuesses(addressLimit);
  const limitName = limitGuesses(nameLimit);
  const limitFactor = limitGuesses(factorLimit);
  const proceed = createProceed(parts);

  /** A step that anybody may try; wrong ones count for the address. */
  const step =
    <S extends z.ZodType>(schema: S, work: (request: Request, body: z.output<S>) => Promise<Progress>): RequestHandler =>
    async (request, response) => {
      const progress = await limitAddress(webSessions.addressOf(request), async () => work(request, parse(schema, request.body)));
      response.json(await proceed(request, response, progress));
    };
  /** Wrong ones count for the account as well. */
  const factorStep = <S extends z.ZodType>(schema: S, work: (token: string | undefined, body: z.output<S>, request: Request) => Promise<Progress>) =>
    step(schema, async (request, body) => {
      const token = stepTokenOf(request);
      return limitFactor(await accounts.accountAtFactor(token), () => work(token, body, request));
    });

  router.get('/sign-in', async (request, response) => {
    const shown = providers.settings.map(({ id, names }) => ({ id, names }));
    response.json({ providers: shown, step: await accounts.stepOf(stepTokenOf(request)) } satisfies SignInState);
  });
  router.post(
    '/sign-in',
    json,
    step(accessCodeSchema, (_request, { code }) => accounts.withCode(code)),
  );
  router.post(
    '/first-administrator',
    json,
    step(firstAdministratorSchema, (_request, body) => accounts.withFirstAdministratorToken(body)),
  );
  router.post(
    '/sign-in/password',
    json,
    step(passwordSignInSchema, (request, body) =>
      limitName(`${webSessions.addressOf(request)} ${body.userName.trim().toLowerCase()}`, () => accounts.withPassword(stepTokenOf(request), body)),
    ),
  );
  router.post(
    '/sign-in/totp',
    json,
    factorStep(totpSignInSchema, (token, body) => accounts.withTotp(token, body)),
  );
  router.post(
    '/sign-in/recovery-code',
    json,
    factorStep(recoverySignInSchema, (token, body) => accounts.withRecoveryCode(token, body)),
  );
  router.post('/sign-in/passkey/options', async (request, response) => {
    const { options, token } = await accounts.beginPasskey(stepTokenOf(request), partyOf(request, publicOrigins));
    keepStep(request, response, token);
    response.json({ options });
  });
  router.post(
    '/sign-in/passkey',
    json,
    step(passkeyAnswerSchema, (request, { answer }) => accounts.withPasskey(stepTokenOf(request), partyOf(request, publicOrigins), answer)),
  );
  router.post(
    '/sign-in/role',
    json,
    step(roleSignInSchema, (request, body) => accounts.chooseRole(stepTokenOf(request), body)),
  );
  router.post('/sign-in/leave', (request, response) => {
    keepStep(request, response, null);
    response.json({});
  });
  router.use(setUpRoutes(parts));
  return router;
}

/** The first sign-in: user name, password and second factor. */
function setUpRoutes(parts: SignInParts): express.Router {
  const { accounts, webSessions, publicOrigins } = parts;
  const router = express.Router();
  const json = express.json({ limit: '16kb' });
  const limitAddress = limitGuesses(addressLimit);
  const proceed = createProceed(parts);
  router.post('/sign-in/set-up/options', json, async (request, response) => {
    const body = parse(setUpOptionsRequestSchema, request.body);
    const { options, token } = await accounts.beginSetUp(stepTokenOf(request), partyOf(request, publicOrigins), body);
    keepStep(request, response, token);
    response.json(options);
  });
  router.post('/sign-in/set-up', json, async (request, response) => {
    const { recoveryCodes, progress } = await limitAddress(webSessions.addressOf(request), async () =>
      accounts.finishSetUp(stepTokenOf(request), partyOf(request, publicOrigins), parse(setUpSchema, request.body)),
    );
    response.json({ recoveryCodes, step: await proceed(request, response, progress) } satisfies SetUpDone);
  });
  return router;
}
