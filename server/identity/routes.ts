import express, { type Request, type Response } from 'express';
import { type DemoPeople, type SessionInfo, type Subject, enrolmentSchema, signOutSchema, stageRequestSchema, subjectSchema } from '#shared/contract/http.ts';
import type { CatalogueReader } from '#server/catalogue/index.ts';
import { AppError } from '#server/errors.ts';
import { parse } from '#server/parse.ts';
import { limitEach, limitGuesses } from '#server/limits.ts';
import { demoPeople } from './demoPeople.ts';
import { type StageParts, createStages } from './demoStage.ts';
import { clearCookies, setCookie } from './cookie.ts';
import { deviceOf } from './device.ts';
import { type Identity, type WebSessions, signInBrowser, tokenIn } from './index.ts';

/** Wrong access codes from one address within the time; a guessed one would need some 10^17. */
export const codeLimit = { points: 60, duration: 60 };

/** Stages from one address within the time. */
export const stageLimit = { points: 20, duration: 60 };

type Parts = StageParts & {
  readonly identity: Identity;
  readonly webSessions: WebSessions;
  readonly catalogue: CatalogueReader;
  readonly isDemo: boolean;
  readonly accessibilityContact: string;
};

/** Signing in and out, and who the browser is signed in as. */
export function identityRoutes({ identity, webSessions, catalogue, isDemo, accessibilityContact, ...parts }: Parts): express.Router {
  const router = express.Router();
  const json = express.json({ limit: '16kb' });
  const limitCodes = limitGuesses(codeLimit);
  const limitStages = limitEach(stageLimit);
  const openStage = createStages({ ...parts, identity, catalogue });
  const signIn = async (request: Request, response: Response, subject: Subject): Promise<void> => {
    await signInBrowser(identity, request, response, subject);
    response.json(subject);
  };
  const demandDemo = (): void => {
    if (!isDemo) throw new AppError('notFound');
  };
  router.get('/session', async (request, response) => {
    const subjects = await webSessions.known(request);
    // A terminal's session is renewed for as long as it is used, and so is the cookie that holds it.
    const terminalToken = tokenIn(request.headers.cookie, 'terminal');
    const isTerminal = subjects.some(({ role }) => role === 'terminal');
    if (isTerminal && terminalToken !== undefined) setCookie(request, response, 'terminal', terminalToken, identity.cookieMs('terminal'));
    response.json({ isDemo, subjects, accessibilityContact } satisfies SessionInfo);
  });
  router.get('/demo/people', (_request, response) => {
    demandDemo();
    response.json(demoPeople(catalogue) satisfies DemoPeople);
  });
  router.post('/demo/sign-in', json, async (request, response) => {
    demandDemo();
    await signIn(request, response, parse(subjectSchema, request.body));
  });
  router.post('/demo/stage', json, async (request, response) => {
    demandDemo();
    const { language } = parse(stageRequestSchema, request.body);
    await limitStages(webSessions.addressOf(request));
    response.json(await openStage(language));
  });
  router.post('/terminal/enrol', json, async (request, response) => {
    const { subject, token, cookieMs } = await limitCodes(webSessions.addressOf(request), async () =>
      identity.enrol({ ...parse(enrolmentSchema, request.body), device: deviceOf(request.headers['user-agent']) }),
    );
    setCookie(request, response, 'terminal', token, cookieMs);
    response.json(subject);
  });
  router.post('/sign-out', json, async (request, response) => {
    const { role } = parse(signOutSchema, request.body);
    const token = webSessions.tokenOf(request, role);
    if (token !== undefined && (await webSessions.known(request)).some((subject) => subject.role === role)) await identity.end(token);
    clearCookies(request, response, role);
    response.json({});
  });
  return router;
}
