import express, { type Request } from 'express';
import {
  type OwnAccount,
  type StaffRole,
  addFactorSchema,
  changePasswordSchema,
  ownAccountRequestSchema,
  ownOptionsRequestSchema,
  recoveryCodesRequestSchema,
  removeFactorSchema,
} from '#shared/accounts/http.ts';
import type { Subject } from '#shared/contract/http.ts';
import { AppError } from '#server/errors.ts';
import type { WebSessions } from '#server/identity/index.ts';
import { limitGuesses } from '#server/limits.ts';
import { parse } from '#server/parse.ts';
import { keepStep, partyOf, stepTokenOf } from './browser.ts';
import type { Accounts } from './index.ts';
import { factorLimit } from './routes.ts';

type Parts = {
  readonly accounts: Accounts;
  readonly webSessions: Pick<WebSessions, 'known' | 'tokensOf'>;
  readonly publicOrigins: readonly string[];
};

/** One's own account, at any desk: over HTTP, since a passkey belongs to the page's address. */
export function ownAccountRoutes({ accounts, webSessions, publicOrigins }: Parts): express.Router {
  const router = express.Router();
  const json = express.json({ limit: '16kb' });
  const limitOwn = limitGuesses(factorLimit);

  /** Errors: notSignedIn. */
  async function demandOwn(request: Request, role: StaffRole): Promise<Subject> {
    const subject = (await webSessions.known(request)).find((one) => one.role === role);
    if (subject === undefined) throw new AppError('notSignedIn');
    return subject;
  }

  const ownOf = (request: Request, subject: Subject) => ({ subject, tokens: webSessions.tokensOf(request) });

  router.post('/account', json, async (request, response) => {
    const subject = await demandOwn(request, parse(ownAccountRequestSchema, request.body).role);
    response.json({ account: await accounts.readOwn(subject) } satisfies OwnAccount);
  });
  router.post('/account/password', json, async (request, response) => {
    const { role, ...body } = parse(changePasswordSchema, request.body);
    const subject = await demandOwn(request, role);
    await limitOwn(subject.id, () => accounts.changePassword(ownOf(request, subject), body));
    response.json({});
  });
  router.post('/account/options', json, async (request, response) => {
    const { role, ...body } = parse(ownOptionsRequestSchema, request.body);
    const subject = await demandOwn(request, role);
    const party = partyOf(request, publicOrigins);
    const { options, token } = await limitOwn(subject.id, () => accounts.beginOwnFactor(subject, stepTokenOf(request), party, body));
    keepStep(request, response, token);
    response.json(options);
  });
  router.post('/account/factor', json, async (request, response) => {
    const { role, ...body } = parse(addFactorSchema, request.body);
    const subject = await demandOwn(request, role);
    await limitOwn(subject.id, () => accounts.addOwnFactor(ownOf(request, subject), stepTokenOf(request), partyOf(request, publicOrigins), body));
    keepStep(request, response, null);
    response.json({});
  });
  router.post('/account/factor/remove', json, async (request, response) => {
    const { role, ...body } = parse(removeFactorSchema, request.body);
    const subject = await demandOwn(request, role);
    await limitOwn(subject.id, () => accounts.removeOwnFactor(ownOf(request, subject), body));
    response.json({});
  });
  router.post('/account/recovery-codes', json, async (request, response) => {
    const { role, ...body } = parse(recoveryCodesRequestSchema, request.body);
    const subject = await demandOwn(request, role);
    response.json({ recoveryCodes: await limitOwn(subject.id, () => accounts.renewRecoveryCodes(ownOf(request, subject), body)) });
  });
  return router;
}
