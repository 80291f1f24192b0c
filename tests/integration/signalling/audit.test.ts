import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { AuditFilter, AuditLine } from '#shared/audit/contract.ts';
import type { CallId } from '#shared/ids.ts';
import { Person, signIn } from '#tests/support/socketPeople.ts';
import { type RunningServer, startServer } from '#tests/support/startApp.ts';

let server: RunningServer;
let nation: Person<'administrator'>;

beforeAll(async () => {
  server = await startServer({ env: { MEDIA_WORKERS: '0', WRAP_UP_MS: '60000' } });
  nation = await Person.arrive(server.url, 'administrator', 'administrator-1');
});
afterAll(() => server.stop());

const list = async (filter: AuditFilter, by = nation): Promise<AuditLine[]> => (await by.do('audit:list', { filter, before: null })).entries;
const actorOf = ({ actor }: AuditLine): string => (actor.kind === 'subject' ? actor.id : actor.kind);

it('[F108] a talk of three leaves who did what, by which session, in the same chain', async () => {
  const terminal = await Person.arrive(server.url, 'terminal', 'mikkeli-1');
  const expert = await Person.arrive(server.url, 'expert', 'expert-fpa-1');
  const adviser = await Person.arrive(server.url, 'adviser', 'adviser-mikkeli-1');
  const supervisor = await Person.arrive(server.url, 'supervisor', 'supervisor-fpa-1');
  const callId = randomUUID() as CallId;
  await adviser.do('adviser:setUpCall', {
    callId,
    terminalId: 'mikkeli-1' as never,
    agencyId: 'fpa' as never,
    serviceId: 'fpa.studentAid' as never,
    language: 'sv',
    note: '',
  });
  await supervisor.do('queue:setPriority', { callId, priority: 1, reason: 'deadline' });
  await expert.do('status:choose', { status: 'available' });
  const { offer } = await expert.until((view) => view.offer !== null);
  await expert.do('offer:accept', { callId, offerNumber: offer?.offerNumber ?? 0 });
  await terminal.do('call:confirmConnected', { callId });
  await adviser.do('call:join', { callId, microphone: 'open' });
  await supervisor.do('call:listen', { callId });
  await supervisor.do('call:stopListening', { callId });
  await adviser.do('call:leaveAsThirdParty', { callId });
  const newCallId = randomUUID() as CallId;
  await expert.do('call:transfer', { callId, newCallId, agencyId: 'fpa' as never, serviceId: 'fpa.pension' as never, note: '' });
  await expert.do('wrapUp:complete', { callId, outcomeCode: 'referred', note: '' });
  await adviser.do('adviser:removeEntries', { terminalId: 'mikkeli-1' as never, callIds: [newCallId] });
  const lines = (await list({ objectId: callId })).toReversed();
  expect(lines.map((line) => [line.act, actorOf(line)])).toEqual([
    ['entry.setUp', 'adviser-mikkeli-1'],
    ['entry.priorityChanged', 'supervisor-fpa-1'],
    ['offer.accepted', 'expert-fpa-1'],
    ['call.joined', 'adviser-mikkeli-1'],
    ['call.listenedIn', 'supervisor-fpa-1'],
    ['call.stoppedListening', 'supervisor-fpa-1'],
    ['call.left', 'adviser-mikkeli-1'],
    ['call.ended', 'expert-fpa-1'],
    ['call.completed', 'expert-fpa-1'],
  ]);
  expect((await list({ objectId: newCallId })).map(({ act }) => act)).toEqual(['entry.removed', 'call.transferred']);
  for (const line of lines) expect(line.session).toMatch(/^[0-9a-f]{16}$/);
  expect(new Set(lines.filter((line) => actorOf(line) === 'expert-fpa-1').map(({ session }) => session)).size).toBe(1);
  await expect
    .poll(async () => (await list({ objectId: callId })).every(({ sequence, hash }) => sequence !== null && hash !== null), { timeout: 5_000 })
    .toBe(true);
  for (const person of [terminal, expert, adviser, supervisor]) person.leave();
});

it('[S8] whoever is refused for want of the role, or for what is not theirs, is in the audit', async () => {
  const expert = await Person.arrive(server.url, 'expert', 'expert-te-1');
  await expert.ask('point:close', {});
  await expert.ask('call:hold', { callId: randomUUID() });
  await expert.ask('audit:list', { filter: {}, before: null });
  await expect
    .poll(async () => (await list({ actorId: 'expert-te-1', outcome: 'refused' })).map(({ details }) => `${details['request']} ${details['code']}`), {
      timeout: 5_000,
    })
    .toEqual(['audit:list forbidden', 'call:hold notFound', 'point:close forbidden']);
  expert.leave();
});

it('[F108] an administrator sees the acts of the own scope alone, on the socket and in the file', async () => {
  const adviser = await Person.arrive(server.url, 'adviser', 'adviser-mikkeli-1');
  await adviser.do('point:close', {});
  await adviser.do('point:reopen', {});
  adviser.leave();
  const agency = await Person.arrive(server.url, 'administrator', 'administrator-fpa-1');
  expect((await list({ act: 'point' })).map(({ act }) => act)).toEqual(['point.reopened', 'point.closed']);
  expect(await list({ act: 'point' }, agency)).toEqual([]);
  expect((await list({}, agency)).length).toBeGreaterThan(0);
  expect((await list({}, agency)).every(({ agencyId }) => agencyId === 'fpa')).toBe(true);
  const fetchAs = async (id: string | null, query: string) => {
    const headers: Record<string, string> = id === null ? {} : { cookie: `distans_administrator=${await signIn(server.url, 'administrator', id)}` };
    return fetch(`${server.url}/api/administration/audit${query}`, { headers });
  };
  const actsIn = async (response: Response): Promise<string[]> =>
    (await response.text())
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => (JSON.parse(line) as AuditLine).act);
  expect((await fetchAs(null, '')).status).toBe(401);
  expect((await fetchAs('administrator-1', '?act=1')).status).toBe(400);
  expect((await fetchAs('administrator-1', '?owner=1')).status).toBe(400);
  const whole = await fetchAs('administrator-1', '?act=point');
  expect(whole.headers.get('content-type')).toContain('application/jsonl');
  expect(whole.headers.get('cache-control')).toBe('no-store');
  expect(await actsIn(whole)).toEqual(['point.reopened', 'point.closed']);
  expect(await actsIn(await fetchAs('administrator-fpa-1', '?act=point'))).toEqual([]);
  expect((await list({ act: 'audit.exported' })).map(actorOf)).toEqual(expect.arrayContaining(['administrator-1', 'administrator-fpa-1']));
  const today = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Helsinki' }).format();
  expect((await list({ act: 'point', firstDay: today as never, lastDay: today as never })).length).toBe(2);
  expect(await list({ act: 'point', lastDay: '2020-01-01' as never })).toEqual([]);
  agency.leave();
});

it('[F108] pages go on where the last one ended, and meet nothing twice', async () => {
  const adviser = await Person.arrive(server.url, 'adviser', 'adviser-pargas-1');
  for (let round = 0; round < 52; round += 1) await adviser.do('connection:history', { terminalId: 'pargas-1' as never });
  adviser.leave();
  const filter = { act: 'connectionHistory' };
  const first = await nation.do('audit:list', { filter, before: null });
  expect([first.entries.length, first.hasMore]).toEqual([50, true]);
  const second = await nation.do('audit:list', { filter, before: first.entries.at(-1)?.id ?? null });
  expect([second.entries.length, second.hasMore]).toEqual([2, false]);
  expect(new Set([...first.entries, ...second.entries].map(({ id }) => id)).size).toBe(52);
});
