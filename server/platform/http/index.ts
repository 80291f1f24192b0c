import { existsSync, readFileSync } from 'node:fs';
import type { IncomingMessage } from 'node:http';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import express, { type ErrorRequestHandler, type Express, type RequestHandler } from 'express';
import helmet from 'helmet';
import type { Logger } from 'pino';
import type { Registry } from 'prom-client';
import type { Subject } from '#shared/contract/http.ts';
import { errorCodes } from '#shared/errors.ts';
import { buildIn } from '#shared/pagesBuild.ts';
import { type IsTrusted, clientAddress, limitedNetwork } from '#server/clientAddress.ts';
import { AppError, isConnectionFault } from '#server/errors.ts';
import { isAllowedOrigin } from '#server/platform/gateway/index.ts';
import { limitEach } from '#server/limits.ts';
import { type Refused, demandDeclared, guardRoutes, keepRefusals } from './declared.ts';

export { createListener } from './listener.ts';

export type HttpOptions = {
  /** What the features bring, in this order. */
  readonly routes: readonly express.Router[];
  /** For whom the browser that asks is signed in. */
  readonly known: (request: IncomingMessage) => Promise<readonly Subject[]>;
  /** Somebody who is signed in was refused at a route. */
  readonly onRefused: (who: Subject, refused: Refused) => void;
  readonly metrics: Registry;
  /** Whether /metrics is served where the pages are; in production it has a port of its own. */
  readonly showsMetrics: boolean;
  readonly publicOrigins: readonly string[];
  /** Whether an address is a proxy of ours. */
  readonly isTrusted: IsTrusted;
  readonly clientDirectory: string;
  /** The demo's stage shows pages of its own in frames. */
  readonly isDemo: boolean;
  /** Resolves when the server can take calls; rejects with the reason when it cannot. */
  readonly checkReady: () => Promise<void>;
  readonly logger: Logger;
};

/** What anybody may ask for from one address within the time: all pages of a house that opens in the morning, behind one address. */
export const publicLimit = { points: 1_200, duration: 60 };
/** The protocol as JSON Schema, for those who write clients. Made by `npm run docs`. */
const protocolSchema = fileURLToPath(new URL('../../../docs/protocol/schema.json', import.meta.url));
/** How often one address may ask how the server is. */
const healthLimit = { points: 100, duration: 60 };

/** The HTTP side: health, what the features bring, and the pages. */
export function createHttp(options: HttpOptions): Express {
  const app = express();
  app.disable('x-powered-by');
  app.set('trust proxy', options.isTrusted);
  app.use(securityHeaders(options));
  app.use(health(options));
  if (options.showsMetrics) app.use(metrics(options));
  app.use('/api', api(options));
  app.use('/api', keepRefusals(options));
  servePages(app, options.clientDirectory);
  app.use(sendError(options.logger));
  demandDeclared(app);
  return app;
}

/** What those who operate the server ask, on a port that the pages do not have. */
export function createOperationsHttp(options: HttpOptions): Express {
  const app = express();
  app.disable('x-powered-by');
  app.use(health(options));
  app.use(metrics(options));
  app.use(() => {
    throw new AppError('notFound');
  });
  app.use(sendError(options.logger));
  return app;
}

function health({ checkReady, isTrusted }: HttpOptions): express.Router {
  const router = express.Router();
  const limitHealth = limitEach(healthLimit);
  router.get('/healthz', (_request, response) => void response.json({ status: 'ok' }));
  router.get('/readyz', async (request, response) => {
    await limitHealth(limitedNetwork(clientAddress(request, isTrusted)));
    await checkReady();
    response.json({ status: 'ok' });
  });
  return router;
}

function metrics({ metrics: registry, isTrusted }: HttpOptions): express.Router {
  const router = express.Router();
  const limitMetrics = limitEach(healthLimit);
  router.get('/metrics', async (request, response) => {
    await limitMetrics(limitedNetwork(clientAddress(request, isTrusted)));
    response.type(registry.contentType).send(await registry.metrics());
  });
  return router;
}

function securityHeaders({ isDemo }: Pick<HttpOptions, 'isDemo'>): RequestHandler {
  const headers = helmet({
    contentSecurityPolicy: {
      useDefaults: true,
      directives: {
        'connect-src': ["'self'", (request) => socketsOf(request.headers.host)],
        'img-src': ["'self'", 'data:'],
        'media-src': ["'self'", 'blob:', 'data:'],
        // Without it a browser compiles no WebAssembly, which reads a terminal's QR code. It lets no text be run as a script.
        'script-src': ["'self'", "'wasm-unsafe-eval'"],
        'style-src': ["'self'", "'unsafe-inline'"],
        'worker-src': ["'self'", 'blob:'],
        'frame-ancestors': [isDemo ? "'self'" : "'none'"],
        // Plain HTTP is how a terminal is tried out on one machine; TLS is the proxy's task.
        'upgrade-insecure-requests': null,
      },
    },
    // Only an answer over TLS may say it (RFC 6797, 7.2), and browsers believe no other.
    strictTransportSecurity: { maxAge: 31_536_000, includeSubDomains: false },
    // As `frame-ancestors` says, for browsers that do not know that.
    frameguard: { action: 'deny' },
  });
  return (request, response, next) => {
    response.setHeader('Permissions-Policy', 'camera=(self), microphone=(self), display-capture=(self), geolocation=(), payment=()');
    headers(request, response, next);
  };
}

/** The page's own host for sockets: not every browser takes `'self'` for them. */
const socketsOf = (host: string | undefined): string =>
  host !== undefined && /^[\w.-]+(?::\d+)?$|^\[[\da-f:.]+\](?::\d+)?$/i.test(host) ? `ws://${host} wss://${host}` : '';

function api({ routes, known, publicOrigins, isTrusted }: HttpOptions): express.Router {
  const router = express.Router();
  const limitPublic = limitEach(publicLimit);
  router.use(async (request, _response, next) => {
    // Forms of other sites cannot act here: the browser tells where a request comes from.
    if (request.method !== 'GET' && !isAllowedOrigin(request, publicOrigins)) throw new AppError('forbidden');
    await limitPublic(limitedNetwork(clientAddress(request, isTrusted)));
    next();
  });
  // Who is signed in, and the rest, is nothing to keep: not in a proxy and not on a machine that others use.
  router.use((_request, response, next) => {
    response.setHeader('Cache-Control', 'no-store');
    next();
  });
  router.use(guardRoutes(known));
  router.get('/protocol/schema.json', (_request, response) => response.sendFile(protocolSchema));
  for (const route of routes) router.use(route);
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
