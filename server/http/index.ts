import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parseCookie } from 'cookie';
import express, { type ErrorRequestHandler, type Express, type Request, type RequestHandler, type Response } from 'express';
import helmet from 'helmet';
import type { Logger } from 'pino';
import type { Registry } from 'prom-client';
import type { z } from 'zod';
import { roles } from '#shared/contract/define.ts';
import { type DemoPeople, type SessionInfo, type Subject, accessCodeSchema, selfTestBytes, signOutSchema, subjectSchema } from '#shared/contract/http.ts';
import { errorCodes } from '#shared/errors.ts';
import { buildIn } from '#shared/pagesBuild.ts';
import type { CatalogueReader } from '#server/catalogue/index.ts';
import { cleanText } from '#server/cleanText.ts';
import { type IsTrusted, clientAddress, limitedNetwork } from '#server/clientAddress.ts';
import { AppError, isConnectionFault } from '#server/errors.ts';
import { isAllowedOrigin } from '#server/gateway/index.ts';
import { type Identity, cookieNameOf } from '#server/identity/index.ts';
import { limitEach, limitGuesses } from '#server/limits.ts';
import { demoPeople } from './demoPeople.ts';

export { createListener } from './listener.ts';

export type HttpOptions = {
  readonly catalogue: CatalogueReader;
  readonly identity: Identity;
  readonly metrics: Registry;
  readonly isDemo: boolean;
  readonly publicOrigins: readonly string[];
  /** Whether an address is a proxy of ours. */
  readonly isTrusted: IsTrusted;
  readonly clientDirectory: string;
  /** Resolves when the server can take calls; rejects with the reason when it cannot. */
  readonly checkReady: () => Promise<void>;
  readonly logger: Logger;
};

/** Trials of the line that one address may make within the time. */
const selfTestLimit = { points: 60, duration: 600 };
/** Wrong access codes from one address within the time; a guessed one would need some 10^17. */
const codeLimit = { points: 60, duration: 60 };
/** Cookies from one address within the time that belong to nobody. */
const cookieLimit = { points: 300, duration: 60 };
/** What anybody may ask for from one address within the time: all pages of a house that opens in the morning, behind one address. */
const publicLimit = { points: 1_200, duration: 60 };
/** How often one address may ask how the server is. */
const healthLimit = { points: 100, duration: 60 };

/** The HTTP side: health, sign-in, public content, and the pages. */
export function createHttp(options: HttpOptions): Express {
  const app = express();
  app.disable('x-powered-by');
  app.set('trust proxy', options.isTrusted);
  app.use(securityHeaders());
  app.get('/healthz', (_request, response) => void response.json({ status: 'ok' }));
  const limitHealth = limitEach(healthLimit);
  app.get('/readyz', async (request, response) => {
    await limitHealth(limitedNetwork(clientAddress(request, options.isTrusted)));
    await options.checkReady();
    response.json({ status: 'ok' });
  });
  app.get('/metrics', async (request, response) => {
    await limitHealth(limitedNetwork(clientAddress(request, options.isTrusted)));
    response.type(options.metrics.contentType).send(await options.metrics.metrics());
  });
  app.use('/api', api(options));
  servePages(app, options.clientDirectory);
  app.use(sendError(options.logger));
  return app;
}

function securityHeaders(): RequestHandler {
  const headers = helmet({
    contentSecurityPolicy: {
      useDefaults: true,
      directives: {
        'connect-src': ["'self'", 'ws:', 'wss:'],
        'img-src': ["'self'", 'data:'],
        'media-src': ["'self'", 'blob:', 'data:'],
        'style-src': ["'self'", "'unsafe-inline'"],
        'worker-src': ["'self'", 'blob:'],
        'frame-ancestors': ["'none'"],
        // Plain HTTP is how a terminal is tried out on one machine; TLS is the proxy's task.
        'upgrade-insecure-requests': null,
      },
    },
    strictTransportSecurity: false,
  });
  return (request, response, next) => {
    response.setHeader('Permissions-Policy', 'camera=(self), microphone=(self), display-capture=(self), geolocation=(), payment=()');
    headers(request, response, next);
  };
}

const parse = <S extends z.ZodType>(schema: S, body: unknown): z.output<S> => {
  const parsed = schema.safeParse(cleanText(body));
  if (!parsed.success) throw new AppError('invalidPayload', { places: parsed.error.issues.map((issue) => issue.path.join('.')).join(', ') });
  return parsed.data;
};

function api({ catalogue, identity, isDemo, publicOrigins, isTrusted }: HttpOptions): express.Router {
  const router = express.Router();
  const addressOf = (request: Request): string => limitedNetwork(clientAddress(request, isTrusted));
  const limitPublic = limitEach(publicLimit);
  const limitTest = limitEach(selfTestLimit);
  const limitCodes = limitGuesses(codeLimit);
  const limitCookies = limitGuesses(cookieLimit);
  const tokenOf = (request: Request, role: Subject['role']): string | undefined => parseCookie(request.headers.cookie ?? '')[cookieNameOf(role)];
  router.use(async (request, _response, next) => {
    // Forms of other sites cannot act here: the browser tells where a request comes from.
    if (request.method !== 'GET' && !isAllowedOrigin(request, publicOrigins)) throw new AppError('forbidden');
    await limitPublic(addressOf(request));
    next();
  });
  /** Whom the browser's cookies are for. Errors: notSignedIn where it has some and none is anybody's, tooMany. */
  const subjectsOf = async (request: Request): Promise<Subject[]> => {
    const tokens = roles.map((role) => tokenOf(request, role)).filter((token) => token !== undefined);
    if (tokens.length === 0) return [];
    return limitCookies(addressOf(request), async () => {
      const subjects = (await identity.subjectsOf(tokens)).filter((subject) => subject !== null);
      if (subjects.length === 0) throw new AppError('notSignedIn');
      return subjects;
    });
  };
  /** The same where cookies of nobody's are as good as none. */
  const known = (request: Request): Promise<Subject[]> =>
    subjectsOf(request).catch((error: unknown) => {
      if (error instanceof AppError && error.code === 'notSignedIn') return [];
      throw error;
    });
  const carriesSession = async (request: Request): Promise<void> => {
    if ((await subjectsOf(request)).length === 0) throw new AppError('notSignedIn');
  };
  // How wide the line is, for the self-test: bytes that cannot be compressed, one way and the other. Before the JSON parser, which would refuse them.
  router.get('/self-test/bytes', async (request, response) => {
    await carriesSession(request);
    await limitTest(addressOf(request));
    response.setHeader('Cache-Control', 'no-store');
    response.type('application/octet-stream').send(randomBytes(selfTestBytes.down));
  });
  router.post('/self-test/bytes', express.raw({ limit: selfTestBytes.up, type: 'application/octet-stream' }), async (request, response) => {
    await carriesSession(request);
    await limitTest(addressOf(request));
    response.json({});
  });
  router.use(express.json({ limit: '16kb' }));

  const signIn = async (request: Request, response: Response, subject: Subject): Promise<void> => {
    const { token, cookieMs } = await identity.open(subject);
    response.cookie(cookieNameOf(subject.role), token, { httpOnly: true, sameSite: 'strict', secure: request.secure, maxAge: cookieMs, path: '/' });
    response.json(subject);
  };
  router.get('/catalogue', (_request, response) => void response.json(catalogue.all));
  router.get('/session', async (request, response) => {
    response.json({ isDemo, subjects: await known(request) } satisfies SessionInfo);
  });
  router.get('/demo/people', (_request, response) => {
    if (!isDemo) throw new AppError('notFound');
    response.json(demoPeople(catalogue) satisfies DemoPeople);
  });
  router.post('/demo/sign-in', async (request, response) => {
    if (!isDemo) throw new AppError('notFound');
    await signIn(request, response, parse(subjectSchema, request.body));
  });
  router.post('/sign-in', async (request, response) => {
    const subject = await limitCodes(addressOf(request), async () => identity.redeemAccessCode(parse(accessCodeSchema, request.body).code));
    await signIn(request, response, subject);
  });
  router.post('/sign-out', async (request, response) => {
    const { role } = parse(signOutSchema, request.body);
    const token = tokenOf(request, role);
    if (token !== undefined && (await known(request)).some((subject) => subject.role === role)) await identity.end(token);
    response.clearCookie(cookieNameOf(role), { path: '/' });
    response.json({});
  });
  router.use(() => {
    throw new AppError('notFound');
  });
  return router;
}

const indexOf = (directory: string): string => path.join(directory, 'index.html');

/** Which build of the pages stands in the directory; null if none does. */
export const pagesBuildOf = (directory: string): string | null => (existsSync(indexOf(directory)) ? buildIn(readFileSync(indexOf(directory), 'utf8')) : null);

function servePages(app: Express, directory: string): void {
  const index = indexOf(directory);
  app.use('/assets', express.static(path.join(directory, 'assets'), { immutable: true, maxAge: '1y', fallthrough: false }));
  app.use(express.static(directory, { index: false, maxAge: 0 }));
  app.get('/{*path}', (_request, response) => {
    if (!existsSync(index)) throw new AppError('unavailable');
    response.setHeader('Cache-Control', 'no-cache');
    response.sendFile(index);
  });
}

const sendError =
  (logger: Logger): ErrorRequestHandler =>
  (error: unknown, request, response, _next) => {
    const appError = error instanceof AppError ? error : asAppError(error);
    if (appError.code === 'fault') logger.error({ err: error, path: request.path }, 'a request failed');
    response.status(errorCodes[appError.code].http).json({ error: appError.toWire() });
  };

/** What Express and its parsers throw carries a status; below 500 it is the sender's fault. */
function asAppError(error: unknown): AppError {
  const status = typeof error === 'object' && error !== null && 'status' in error ? error.status : undefined;
  if (status === 404) return new AppError('notFound', undefined, { cause: error });
  if (typeof status === 'number' && status < 500) return new AppError('invalidPayload', undefined, { cause: error });
  return new AppError(isConnectionFault(error) ? 'unavailable' : 'fault', undefined, { cause: error });
}
