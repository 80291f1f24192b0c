import { afterAll, beforeAll, expect, it } from 'vitest';
import { type DemoStage, type SessionInfo, demoStageSchema, stageRoles } from '#shared/contract/http.ts';
import { Person, signIn } from '#tests/support/socketPeople.ts';
import { type RunningServer, startServer } from '#tests/support/startApp.ts';

let server: RunningServer;

beforeAll(async () => {
  server = await startServer({ env: { MEDIA_WORKERS: '0' } });
});
afterAll(() => server.stop());

const ask = (body: unknown): Promise<Response> =>
  fetch(`${server.url}/api/demo/stage`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
const openStage = async (): Promise<DemoStage> => demoStageSchema.parse(await (await ask({ language: 'sv' })).json());
const sessionOf = async (headers: Record<string, string>): Promise<SessionInfo> =>
  (await (await fetch(`${server.url}/api/session`, { headers })).json()) as SessionInfo;

it('the stage’s door gives three who have a visit together, each by a token of their own', async () => {
  const { players, agencyId, serviceId } = await openStage();
  for (const role of stageRoles)
    expect((await sessionOf({ authorization: `Bearer ${players[role].token}` })).subjects).toEqual([{ role, id: players[role].id }]);
  const terminal = await Person.connect(server.url, 'terminal', players.terminal.token);
  const expert = await Person.connect(server.url, 'expert', players.expert.token);
  const adviser = await Person.connect(server.url, 'adviser', players.adviser.token);
  const { callId } = await terminal.do('queue:join', { callId: crypto.randomUUID() as never, agencyId, serviceId, language: 'sv' });
  await adviser.until(({ terminals }) => terminals.some(({ terminalId, call }) => terminalId === players.terminal.id && call?.callId === callId));
  await expert.do('status:choose', { status: 'available' });
  expect((await expert.until(({ offer }) => offer !== null)).offer?.callId).toBe(callId);
  await terminal.do('visit:close', {});
  for (const person of [terminal, expert, adviser]) person.leave();
});

it('stages that are open at the same time have nobody in common', async () => {
  const stages = await Promise.all([openStage(), openStage(), openStage()]);
  const everybody = stages.flatMap(({ players }) => stageRoles.map((role) => players[role].id));
  expect(new Set(everybody).size).toBe(everybody.length);
  expect(new Set(stages.map(({ agencyId }) => agencyId)).size).toBe(stages.length);
});

it('a bearer’s token goes before the cookie, and one of nobody’s is nobody', async () => {
  const { players } = await openStage();
  const cookie = `distans_terminal=${await signIn(server.url, 'terminal', 'serviceCar-1')}`;
  expect((await sessionOf({ cookie })).subjects).toEqual([{ role: 'terminal', id: 'serviceCar-1' }]);
  const authorization = `Bearer ${players.expert.token}`;
  expect((await sessionOf({ cookie, authorization })).subjects).toEqual([{ role: 'expert', id: players.expert.id }]);
  expect((await sessionOf({ cookie, authorization: 'Bearer made-up' })).subjects).toEqual([]);
  const bytes = await fetch(`${server.url}/api/self-test/bytes`, { headers: { cookie, authorization: 'Bearer made-up' } });
  expect(bytes.status).toBe(401);
});

it('signing out by the token ends it, and leaves the cookie’s session', async () => {
  const { players } = await openStage();
  const cookie = `distans_expert=${await signIn(server.url, 'expert', 'expert-practice-1')}`;
  const headers = { 'content-type': 'application/json', cookie, authorization: `Bearer ${players.expert.token}` };
  await fetch(`${server.url}/api/sign-out`, { method: 'POST', headers, body: JSON.stringify({ role: 'expert' }) });
  expect((await sessionOf({ authorization: headers.authorization })).subjects).toEqual([]);
  expect((await sessionOf({ cookie })).subjects).toEqual([{ role: 'expert', id: 'expert-practice-1' }]);
});

it('the demo’s pages may be shown in frames of its own pages, and of no others', async () => {
  expect((await fetch(server.url)).headers.get('content-security-policy')).toContain("frame-ancestors 'self'");
});

it('the door takes a language and nothing else, and not without end', async () => {
  for (const body of [{}, { language: 'deutsch' }, { language: 'sv', terminalId: 'mikkeli-1' }]) expect((await ask(body)).status).toBe(400);
  // A language that nobody here speaks.
  expect((await ask({ language: 'de' })).status).toBe(503);
  const statuses = await Promise.all(Array.from({ length: 25 }, async () => (await ask({ language: 'fi' })).status));
  expect(statuses).toContain(200);
  expect(statuses).toContain(429);
});
