import type { IncomingMessage } from 'node:http';
import express, { type ErrorRequestHandler, type Express } from 'express';
import type { Subject } from '#shared/contract/http.ts';
import { type RouteName, pageRoutes, partsOf, routes } from '#shared/permissions/routes.ts';
import { allowedTo } from '#shared/permissions/table.ts';
import { AppError } from '#server/errors.ts';

type Known = (request: IncomingMessage) => Promise<readonly Pick<Subject, 'role'>[]>;

/**
 * Stands before what the features bring below /api: lets in whom the table of permissions names for the route, and lets nothing through that is not
 * declared. Errors: notSignedIn, notFound.
 */
export function guardRoutes(known: Known): express.Router {
  const router = express.Router();
  for (const name of routes) {
    const { method, path } = partsOf(name);
    if (!path.startsWith('/api/')) continue;
    router[method](path.slice('/api'.length), async (request, response, next) => {
      response.locals['route'] = name;
      const allowed = allowedTo(name);
      if (allowed !== null && !(await known(request)).some(({ role }) => allowed.includes(role))) throw new AppError('notSignedIn');
      next();
    });
  }
  router.use((_request, response, next) => {
    if (response.locals['route'] === undefined) throw new AppError('notFound');
    next();
  });
  return router;
}

export type Refused = { readonly request: RouteName; readonly code: string };
type KeepParts = { readonly known: (request: IncomingMessage) => Promise<readonly Subject[]>; readonly onRefused: (who: Subject, refused: Refused) => void };

/** By these somebody who is signed in learns that something is not theirs, or has not proven again who they are. */
const refusalCodes: readonly string[] = ['notSignedIn', 'forbidden', 'notFound', 'badCredentials'];
/** Those who sign in are nobody yet; what fails there the features keep themselves. */
const isSigningIn = (route: string): boolean => /^\w+ \/api\/(?:sign-in|sign-out|first-administrator|terminal\/enrol)/.test(route);

/** Tells who of those that are signed in was refused at a declared route, and goes on to the answer, whatever comes of it. */
export const keepRefusals =
  ({ known, onRefused }: KeepParts): ErrorRequestHandler =>
  async (error, request, response, next) => {
    const route = routes.find((name) => name === response.locals['route']);
    if (route !== undefined && error instanceof AppError && refusalCodes.includes(error.code) && !isSigningIn(route)) {
      // Who cannot be told now, as when the database is away, or a stranger has tried too often, is not kept.
      const all = await known(request).catch(() => []);
      // One browser may be signed in for several roles.
      const who = all.find(({ role }) => allowedTo(route)?.includes(role)) ?? all[0];
      if (who !== undefined) onRefused(who, { request: route, code: error.code });
    }
    next(error);
  };

/** What a router holds, as far as it is read here. */
type Layer = {
  readonly route?: { readonly path: string | readonly string[]; readonly stack: readonly { readonly method?: string }[] };
  readonly handle?: { readonly stack?: readonly Layer[] };
  readonly rawPath: string | readonly string[];
};

function routesIn(stack: readonly Layer[], base: string): string[] {
  return stack.flatMap((layer) => {
    if (layer.route !== undefined) {
      const { path, stack: handlers } = layer.route;
      const methods = [...new Set(handlers.map(({ method }) => method?.toUpperCase() ?? 'ALL'))];
      return [path].flat().flatMap((one) => methods.map((method) => `${method} ${base}${one}`));
    }
    return layer.handle?.stack === undefined
      ? []
      : [layer.rawPath].flat().flatMap((path) => routesIn(layer.handle?.stack ?? [], path === '/' ? base : base + path));
  });
}

/** Every route that the application answers, by method and path, as its routers hold them. */
export const routesOf = (app: Express): string[] => [...new Set(routesIn(app.router.stack as unknown as readonly Layer[], ''))].toSorted();

/** Errors: says which route is served without being declared, a fault of ours that is seen at the first start. */
export function demandDeclared(app: Express): void {
  const declared: readonly string[] = [...routes, ...pageRoutes];
  const undeclared = routesOf(app).filter((name) => !declared.includes(name));
  if (undeclared.length > 0) throw new Error(`not declared in shared/permissions/routes.ts: ${undeclared.join(', ')}`);
}
