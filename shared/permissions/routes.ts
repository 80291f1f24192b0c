/**
 * Every route over HTTP. The server mounts these and nothing else: what a feature brings besides answers as if it were not there, and the server refuses
 * to start with it. Who may use a route stands in table.ts.
 */
export const routes = [
  'GET /healthz',
  'GET /readyz',
  'GET /metrics',
  'GET /api/protocol/schema.json',
  'GET /api/catalogue',
  'GET /api/languages',
  'GET /api/texts/:language/:namespace',
  'GET /api/session',
  'GET /api/wall',
  'GET /api/self-test/bytes',
  'POST /api/self-test/bytes',
  'POST /api/sign-in',
  'POST /api/sign-out',
  'GET /api/demo/people',
  'POST /api/demo/sign-in',
  'POST /api/demo/stage',
  'POST /api/demo/past-calls',
] as const;

export type RouteName = (typeof routes)[number];

/** The pages themselves: the same index for every address that is no file and no route. */
export const pageRoutes = ['GET /{*path}'] as const;

/** The two parts of a route's name. */
export function partsOf(name: RouteName): { readonly method: 'get' | 'post'; readonly path: string } {
  const [method = '', path = ''] = name.split(' ');
  return { method: method === 'GET' ? 'get' : 'post', path };
}
