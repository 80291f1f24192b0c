import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Role, roles } from '#shared/contract/define.ts';
import { partsOf, routes } from '#shared/permissions/routes.ts';
import { allowedTo } from '#shared/permissions/table.ts';
import { cookieNameOf } from '#server/identity/index.ts';
import { signIn } from '#tests/support/socketPeople.ts';
import { type RunningServer, startServer } from '#tests/support/startApp.ts';

const people: Readonly<Record<Role, string>> = {
  terminal: 'mikkeli-1',
  expert: 'expert-fpa-1',
  adviser: 'adviser-mikkeli-1',
  supervisor: 'supervisor-fpa-1',
  administrator: 'administrator-1',
};
let server: RunningServer;
const tokens = new Map<Role, string>();

beforeAll(async () => {
  server = await startServer({ env: { MEDIA_WORKERS: '0' } });
  for (const role of roles) tokens.set(role, await signIn(server.url, role, people[role]));
});
afterAll(() => server.stop());

async function ask(name: string, cookie: string): Promise<{ status: number; text: string }> {
  const [method = '', path = ''] = name.split(' ');
  const address = path.replaceAll(/:\w+/g, 'x');
  const body = method === 'GET' || method === 'HEAD' ? {} : { body: '{}' };
  const response = await fetch(`${server.url}${address}`, { method, headers: { 'content-type': 'application/json', cookie }, ...body });
  return { status: response.status, text: await response.text() };
}
const cookieOf = (role: Role, token = tokens.get(role)): string => `${cookieNameOf(role)}=${token}`;

it('[Q22] [Q24] every route lets in whom the table of permissions names, and nobody else', async () => {
  const wrong: string[] = [];
  for (const name of routes) {
    const allowed = allowedTo(name);
    for (const who of [null, ...roles]) {
      const { status } = await ask(name, who === null ? '' : cookieOf(who));
      const isLetIn = allowed === null || (who !== null && allowed.includes(who));
      // What is wrong with the request is told to those only who may make it.
      if (isLetIn ? status === 401 || status >= 500 : status !== 401) wrong.push(`${name} as ${who ?? 'nobody'}: ${status}`);
    }
  }
  expect(wrong).toEqual([]);
});

it('[Q20] [Q22] a session that is made up, malformed, ended or another role’s is told the same, word for word', async () => {
  const ended = await signIn(server.url, 'supervisor', 'supervisor-tax-1');
  await fetch(`${server.url}/api/sign-out`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', cookie: cookieOf('supervisor', ended) },
    body: '{"role":"supervisor"}',
  });
  for (const name of routes.filter((route) => allowedTo(route) !== null)) {
    const nobody = await ask(name, '');
    expect(nobody.status, name).toBe(401);
    const [wrongRole] = roles.filter((role) => allowedTo(name)?.includes(role) !== true);
    const cookies = [
      cookieOf('supervisor', ended),
      cookieOf('supervisor', 'made-up'),
      cookieOf('supervisor', '%00%ff'),
      cookieOf('supervisor', 'x'.repeat(4_000)),
      ...(wrongRole === undefined ? [] : [cookieOf('supervisor', tokens.get(wrongRole))]),
    ];
    for (const cookie of cookies) expect(await ask(name, cookie), `${name} ${cookie.slice(0, 60)}`).toEqual(nobody);
  }
});

it('[Q24] what is not declared does not exist: other addresses, other methods, names of Object', async () => {
  const all = [...tokens].map(([role, token]) => cookieOf(role, token)).join('; ');
  const others = [
    'GET /api',
    'GET /api/admin',
    'GET /api/__proto__',
    'GET /api/constructor',
    'POST /api/session',
    'GET /api/sign-in/x',
    'GET /api/sign-out',
    'POST /api/wall',
  ];
  for (const name of others) expect((await ask(name, all)).status, name).toBe(404);
  for (const name of routes.filter((route) => route.includes(' /api/')))
    for (const method of ['PUT', 'PATCH', 'DELETE']) expect((await ask(`${method} ${partsOf(name).path}`, all)).status, `${method} ${name}`).toBe(404);
});
