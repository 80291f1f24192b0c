import express, { type Request, type Response } from 'express';
import { type DemoPeople, type SessionInfo, type Subject, signOutSchema, stageRequestSchema, subjectSchema } from '#shared/contract/http.ts';
import type { CatalogueReader } from '#server/catalogue/index.ts';
import { AppError } from '#server/errors.ts';
import { parse } from '#server/parse.ts';
import { limitEach } from '#server/limits.ts';
import { demoPeople } from './demoPeople.ts';
import { type StageParts, createStages } from './demoStage.ts';
import { type Identity, type WebSessions, cookieNameOf } from './index.ts';
import { signInBrowser } from './signingIn.ts';

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
    response.json({ isDemo, subjects: await webSessions.known(request), accessibilityContact } satisfies SessionInfo);
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
  router.post('/sign-out', json, async (request, response) => {
    const { role } = parse(signOutSchema, request.body);
    const token = webSessions.tokenOf(request, role);
    if (token !== undefined && (await webSessions.known(request)).some((subject) => subject.role === role)) await identity.end(token);
    response.clearCookie(cookieNameOf(role), { path: '/' });
    response.json({});
  });
  return router;
}
