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
  'POST /api/terminal/enrol',
  'GET /api/sign-in',
  'POST /api/sign-in/password',
  'POST /api/sign-in/totp',
  'POST /api/sign-in/recovery-code',
  'POST /api/sign-in/passkey/options',
  'POST /api/sign-in/passkey',
  'POST /api/sign-in/role',
  'POST /api/sign-in/leave',
  'POST /api/sign-in/set-up/options',
  'POST /api/sign-in/set-up',
  'POST /api/first-administrator',
  'GET /api/sign-in/provider/:provider',
  'GET /api/sign-in/provider/:provider/callback',
  'POST /api/sign-in/provider/:provider/logout',
  'POST /api/sign-in/provider-sign-out',
  'POST /api/account',
  'POST /api/account/password',
  'POST /api/account/options',
  'POST /api/account/factor',
  'POST /api/account/factor/remove',
  'POST /api/account/recovery-codes',
  'GET /api/administration/audit',
  'GET /api/exchange/schema.json',
  'GET /api/exchange/export',
  'POST /api/exchange/import',
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
