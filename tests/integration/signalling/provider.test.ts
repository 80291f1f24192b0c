import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { ClaimRule } from '#shared/accounts/claims.ts';
import type { AgencyId, CallId, ServiceId } from '#shared/ids.ts';
import { CookieJar } from '#tests/support/cookieJar.ts';
import { type Payload, faults, rightly, startForger } from '#tests/support/forger.ts';
import { freePort } from '#tests/support/freePort.ts';
import { type RunningProvider, startProvider } from '#tests/support/provider.ts';
import { Person } from '#tests/support/socketPeople.ts';
import { type RunningServer, startServer } from '#tests/support/startApp.ts';

const client = { clientId: 'distans', clientSecret: 'only-for-the-test-and-long-enough' };
const languages = [{ language: 'sv', level: 5 }];
const rules = [
  { when: [{ claim: 'groups', equals: 'experts' }], gives: { role: 'expert', agency: { from: 'claim', claim: 'office' }, languages } },
  { when: [{ claim: 'groups', equals: 'leaders' }], gives: { role: 'supervisor', agency: { from: 'claim', claim: 'office' }, languages } },
] as const;
const logoutEvent = 'http://schemas.openid.net/event/backchannel-logout';
const withinMs = 2_000;

let server: RunningServer;
let provider: RunningProvider;
/** A provider whose tokens are whatever the test makes them. */
let forger: Awaited<ReturnType<typeof startForger>>;

beforeAll(async () => {
  const [good, forged] = [await freePort(), await freePort()];
  const names = { sv: 'Fortsätt med Virtu', fi: 'Jatka Virtulla', en: 'Go on with Virtu' };
  const settings = [
    { id: 'virtu', issuer: `http://127.0.0.1:${good}`, ...client, names },
    { id: 'forged', issuer: `http://127.0.0.1:${forged}`, ...client, names },
  ];
  server = await startServer({
    env: { OIDC_PROVIDERS: JSON.stringify(settings), MEDIA_WORKERS: '1', EXPERT_GRACE_MS: '60000', WRAP_UP_MS: '600000', CONNECT_MS: '600000' },
  });
  provider = await startProvider({ port: good, ...client, pages: server.url, id: 'virtu' });
  forger = await startForger(forged);
  const administrator = await Person.arrive(server.url, 'administrator', 'administrator-1');
  for (const id of ['virtu', 'forged']) await administrator.do('signInMethods:change', { provider: id, version: 0, rules: rules as unknown as ClaimRule[] });
  administrator.leave();
}, 120_000);
afterAll(async () => {
  await provider.stop();
  await forger.stop();
  await server.stop();
});

const signIn = (jar: CookieJar, login: string): Promise<string> => jar.walk(`${server.url}/api/sign-in/provider/virtu`, { login, password: 'any' });
const post = (jar: CookieJar, path: string, body: unknown): Promise<Response> =>
  jar.fetch(`${server.url}${path}`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
const subjectsOf = async (jar: CookieJar): Promise<{ role: string; id: string }[]> =>
  ((await (await jar.fetch(`${server.url}/api/session`)).json()) as { subjects: { role: string; id: string }[] }).subjects;
const path = (url: string): string => url.slice(server.url.length);

it('[F104] whoever comes from the provider gets the role that the claims give, with a record of their own; the same one at the next sign-in', async () => {
  provider.people.set('aino', { name: 'Aino Virtanen', groups: ['experts'], office: 'fpa' });
  const jar = new CookieJar();
  expect(path(await signIn(jar, 'aino'))).toBe('/expert');
  const [subject] = await subjectsOf(jar);
  expect(subject).toMatchObject({ role: 'expert', id: expect.stringMatching(/^virtu-/) });
  const expert = await Person.connect(server.url, 'expert', jar.cookie(server.url, 'distans_expert') ?? '');
  expect(expert.view).toMatchObject({ expert: { displayName: 'Aino Virtanen', agencyId: 'fpa' } });
  expert.leave();
  const again = new CookieJar();
  await signIn(again, 'aino');
  expect(await subjectsOf(again)).toEqual([subject]);
});

it('[F104] who has no claim that gives a role is told so and is not signed in; who has two chooses', async () => {
  provider.people.set('eino', { name: 'Eino', groups: ['guests'], office: 'fpa' });
  provider.people.set('olga', { name: 'Olga', groups: ['experts', 'leaders'], office: 'fpa' });
  const [none, two] = [new CookieJar(), new CookieJar()];
  expect(path(await signIn(none, 'eino'))).toBe('/?provider=noRole');
  expect(await subjectsOf(none)).toEqual([]);
  expect(path(await signIn(two, 'olga'))).toBe('/');
  const { step } = (await (await two.fetch(`${server.url}/api/sign-in`)).json()) as { step: { roles: { role: string; id: string }[] } };
  expect(step.roles.map(({ role }) => role).toSorted()).toEqual(['expert', 'supervisor']);
  const chosen = step.roles.find(({ role }) => role === 'supervisor');
  expect(await (await post(two, '/api/sign-in/role', { role: 'supervisor', id: chosen?.id })).json()).toMatchObject({ next: 'signedIn' });
  expect(await subjectsOf(two)).toMatchObject([{ role: 'supervisor' }]);
});

it('[F104] signing out leads to the provider, which ends its own session too', async () => {
  provider.people.set('aino', { name: 'Aino Virtanen', groups: ['experts'], office: 'fpa' });
  const jar = new CookieJar();
  await signIn(jar, 'aino');
  await post(jar, '/api/sign-out', { role: 'expert' });
  const { address } = (await (await post(jar, '/api/sign-in/provider-sign-out', {})).json()) as { address: string };
  expect(address).toContain(provider.issuer);
  expect(new URL(address).searchParams.get('id_token_hint')).toMatch(/^ey/);
  expect(await jar.walk(address, { logout: 'yes' })).toBe(`${server.url}/`);
  // It asks again who it is.
  const asked = await jar.fetch((await jar.fetch(`${server.url}/api/sign-in/provider/virtu`)).headers.get('location') ?? '');
  expect(asked.headers.get('location')).toContain('/interaction/');
});

/** In a call, signed in by the provider. */
async function inCall(login: string, terminalId: string) {
  provider.people.set(login, { name: login, groups: ['experts'], office: 'te' });
  const jar = new CookieJar();
  await signIn(jar, login);
  const expert = await Person.connect(server.url, 'expert', jar.cookie(server.url, 'distans_expert') ?? '');
  const terminal = await Person.arrive(server.url, 'terminal', terminalId);
  await expert.do('status:choose', { status: 'available' });
  const wanted = { agencyId: 'te' as AgencyId, serviceId: 'te.jobSeeker' as ServiceId, language: 'sv' as const };
  const { callId } = await terminal.do('queue:join', { callId: randomUUID() as CallId, ...wanted });
  const { offer } = await expert.until((view) => view.offer?.callId === callId);
  await expert.do('offer:accept', { callId, offerNumber: offer?.offerNumber ?? 0 });
  await terminal.do('call:confirmConnected', { callId });
  await terminal.until(({ call }) => call?.state === 'active');
  return { jar, expert, terminal, callId };
}

it.each([
  [
    'the claims no longer give the role, and they sign in elsewhere',
    'mikkeli-1',
    async (login: string) => {
      provider.people.set(login, { name: login, groups: [], office: 'te' });
      await signIn(new CookieJar(), login);
    },
  ],
  [
    'they are signed out at the provider',
    'mikkeli-2',
    async (_login: string, jar: CookieJar) => void (await jar.walk(`${provider.issuer}/session/end`, { logout: 'yes' })),
  ],
])('[E3] in a call: %s, and within 2 s it is over for the expert; the customer goes first in the queue', async (_how, terminalId, end) => {
  const login = `expert-at-${terminalId}`;
  const { jar, expert, terminal, callId } = await inCall(login, terminalId);
  const ended = expert.next('session:ended').then(() => performance.now());
  const from = performance.now();
  await end(login, jar);
  const requeued = await terminal.until(({ call }) => call?.state === 'queued');
  expect(requeued.call).toMatchObject({ callId, returnsAfter: 'expertLost', position: 1 });
  expect((await ended) - from).toBeLessThan(withinMs);
  expect(performance.now() - from).toBeLessThan(withinMs);
  expect(await subjectsOf(jar)).toEqual([]);
  await terminal.do('call:leave', { callId });
  terminal.leave();
});

/** Begins at the forger; the answer that it would send back. */
async function begun() {
  const jar = new CookieJar();
  const location = new URL((await jar.fetch(`${server.url}/api/sign-in/provider/forged`)).headers.get('location') ?? '');
  const [state, nonce] = [location.searchParams.get('state') ?? '', location.searchParams.get('nonce') ?? ''];
  const callback = `${server.url}/api/sign-in/provider/forged/callback?code=x&state=${state}`;
  return { jar, nonce, callback, location };
}
const now = (): number => Math.floor(Date.now() / 1_000);
const idClaims = (nonce: string): Payload => ({
  iss: forger.issuer,
  aud: client.clientId,
  sub: 'mallory',
  nonce,
  iat: now(),
  exp: now() + 60,
  name: 'Mallory',
  groups: ['experts'],
  office: 'fpa',
});
it('[F104] PKCE, state and nonce go along, and a right token is taken: what follows is refused for its own fault', async () => {
  const { jar, nonce, callback, location } = await begun();
  expect(location.searchParams.get('code_challenge_method')).toBe('S256');
  expect(location.searchParams.get('redirect_uri')).toBe(`${server.url}/api/sign-in/provider/forged/callback`);
  forger.setIdToken(await rightly(idClaims(nonce)));
  expect((await jar.fetch(callback)).headers.get('location')).toBe('/expert');
  // An answer is taken once.
  expect((await jar.fetch(callback)).headers.get('location')).toBe('/?provider=refused');
});

it.each([...faults, ['with a replayed nonce', { nonce: 'of an earlier sign-in' }, rightly] as const])(
  '[Q20] an identity token %s is refused with the one text, and logged',
  async (_what, changed, sign) => {
    const { jar, nonce, callback } = await begun();
    forger.setIdToken(await sign({ ...idClaims(nonce), ...changed }));
    const before = (await server.log()).split('a sign-in by the provider was refused').length;
    expect((await jar.fetch(callback)).headers.get('location')).toBe('/?provider=refused');
    expect(await subjectsOf(jar)).toEqual([]);
    expect((await server.log()).split('a sign-in by the provider was refused').length).toBe(before + 1);
  },
);

it('[Q20] a state of another browser is refused', async () => {
  const [own, other] = [await begun(), await begun()];
  forger.setIdToken(await rightly(idClaims(own.nonce)));
  expect((await own.jar.fetch(other.callback)).headers.get('location')).toBe('/?provider=refused');
});

const logoutClaims = (): Payload => ({
  iss: forger.issuer,
  aud: client.clientId,
  sub: 'mallory',
  jti: randomUUID(),
  iat: now(),
  exp: now() + 60,
  events: { [logoutEvent]: {} },
});
const logout = (token: string) =>
  fetch(`${server.url}/api/sign-in/provider/forged/logout`, { method: 'POST', body: new URLSearchParams({ logout_token: token }) });

it('[Q20] a logout token is taken once', async () => {
  const token = await rightly(logoutClaims());
  expect((await logout(token)).status).toBe(200);
  expect((await logout(token)).status).toBe(400);
});

it.each([
  ...faults,
  ['with a nonce, as an identity token has it', { nonce: 'x' }, rightly] as const,
  ['without the event', { events: {} }, rightly] as const,
  ['for nobody', { sub: undefined }, rightly] as const,
  ['without an id', { jti: undefined }, rightly] as const,
])('[Q20] a logout token %s is refused with the one text', async (_what, changed, sign) => {
  const response = await logout(await sign({ ...logoutClaims(), ...changed }));
  expect(response.status).toBe(400);
  expect(await response.json()).toEqual({ error: { code: 'invalidPayload', message: expect.any(String) } });
});

it('[F104] claims are tried without a sign-in, by who looks after the nation alone; two who change the rules do not overwrite each other', async () => {
  const administrator = await Person.arrive(server.url, 'administrator', 'administrator-1');
  const other = await Person.arrive(server.url, 'administrator', 'administrator-fpa-1');
  const given = rules as unknown as ClaimRule[];
  const pasted = JSON.stringify({ groups: ['leaders'], office: 'nowhere' });
  expect(await administrator.do('signInMethods:try', { rules: given, pasted })).toEqual({
    results: [
      { result: 'conditionFails', claim: 'groups', equals: 'experts', found: 'leaders' },
      { result: 'placeUnknown', claim: 'office', found: 'nowhere' },
    ],
  });
  const token = await rightly({ groups: ['experts'], office: 'fpa' });
  expect((await administrator.do('signInMethods:try', { rules: given, pasted: token })).results[0]).toEqual({
    result: 'gives',
    role: 'expert',
    placeId: 'fpa',
  });
  const { methods } = await administrator.do('signInMethods:read', {});
  const version = methods.find(({ provider: id }) => id === 'virtu')?.version ?? 0;
  await administrator.do('signInMethods:change', { provider: 'virtu', version, rules: given });
  await expect(administrator.do('signInMethods:change', { provider: 'virtu', version, rules: [] })).rejects.toThrow('wrongState');
  for (const name of ['signInMethods:read', 'signInMethods:try', 'signInMethods:change'] as const) {
    const input = {
      'signInMethods:read': {},
      'signInMethods:try': { rules: [], pasted: '{}' },
      'signInMethods:change': { provider: 'virtu', version: 0, rules: [] },
    }[name];
    await expect(other.do(name, input as never)).rejects.toThrow('notFound');
  }
  administrator.leave();
  other.leave();
});

it('[Q20] wrong passwords are limited for a name and an address, and a right one elsewhere is let in to the second factor', async () => {
  const jar = new CookieJar();
  const tried: number[] = [];
  for (let round = 0; round < 12; round += 1) tried.push((await post(jar, '/api/sign-in/password', { userName: 'aino', password: 'wrong' })).status);
  expect(tried).toEqual([...Array.from({ length: 10 }, () => 403), 429, 429]);
  expect((await post(jar, '/api/sign-in/password', { userName: 'eino', password: 'wrong' })).status).toBe(403);
  const elsewhere = await jar.fetch(`${server.url}/api/sign-in/password`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-forwarded-for': '192.0.2.7' },
    body: JSON.stringify({ userName: 'aino', password: 'wrong' }),
  });
  expect(elsewhere.status).toBe(403);
});
