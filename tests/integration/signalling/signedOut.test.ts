import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { rtpParametersSchema } from '#shared/contract/mediaParameters.ts';
import type { Role } from '#shared/contract/define.ts';
import type { AgencyId, CallId, ServiceId } from '#shared/ids.ts';
import { type TestPostgres, startPostgres } from '#tests/support/postgres.ts';
import { Person, signIn } from '#tests/support/socketPeople.ts';
import { type RunningServer, startServer } from '#tests/support/startApp.ts';

let postgres: TestPostgres;
let database: pg.Client;
/** The people are at the first; the second is another process on the same database. */
let servers: [RunningServer, RunningServer];

beforeAll(async () => {
  postgres = await startPostgres();
  const url = await postgres.createDatabase();
  const env = { DATABASE_URL: url, DEMO: 'true', EXPERT_GRACE_MS: '60000', TERMINAL_GRACE_MS: '60000', WRAP_UP_MS: '600000', CONNECT_MS: '600000' };
  const first = await startServer({ env: { ...env, MEDIA_WORKERS: '1' } });
  servers = [first, await startServer({ env: { ...env, MEDIA_WORKERS: '0' } })];
  database = new pg.Client({ connectionString: url });
  await database.connect();
}, 120_000);
afterAll(async () => {
  await database.end();
  for (const server of servers) await server.stop();
  await postgres.stop();
});

const withinMs = 2_000;
const sound = rtpParametersSchema.parse({
  mid: '0',
  codecs: [{ mimeType: 'audio/opus', payloadType: 111, clockRate: 48_000, channels: 2, parameters: { useinbandfec: 1 } }],
  encodings: [{ ssrc: 4711 }],
  rtcp: { cname: 'test' },
});

/** A call that runs, with the expert's sound on its way to the customer. */
async function inCall(terminalId: string) {
  const token = await signIn(servers[0].url, 'expert', 'expert-fpa-1');
  const expert = await Person.connect(servers[0].url, 'expert', token);
  const terminal = await Person.arrive(servers[0].url, 'terminal', terminalId);
  const serviceRequest = { agencyId: 'fpa' as AgencyId, serviceId: 'fpa.studentAid' as ServiceId, language: 'sv' as const };
  const { callId } = await terminal.do('queue:join', { callId: randomUUID() as CallId, ...serviceRequest });
  await expert.do('status:choose', { status: 'available' });
  const { offer } = await expert.until((view) => view.offer?.callId === callId);
  await expert.do('offer:accept', { callId, offerNumber: offer?.offerNumber ?? 0 });
  await terminal.do('call:confirmConnected', { callId });
  const { routerRtpCapabilities: rtpCapabilities } = await expert.do('media:capabilities', {});
  await terminal.do('media:open', { callId, rtpCapabilities });
  const { sessionId } = await expert.do('media:open', { callId, rtpCapabilities });
  const heard = terminal.next('media:consumerAdded');
  await expert.do('media:produce', { sessionId, kind: 'audio', source: 'microphone', rtpParameters: sound });
  await heard;
  return { token, expert, terminal, callId };
}
const signOut = (server: RunningServer, role: Role, token: string) =>
  fetch(`${server.url}/api/sign-out`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', cookie: `distans_${role}=${token}` },
    body: JSON.stringify({ role }),
  });
const deleteSessions = (role: Role, id: string) => database.query('delete from sessions where role = $1 and subject_id = $2', [role, id]);
const isLetIn = (role: Role, token: string): Promise<boolean> =>
  Person.connect(servers[0].url, role, token).then(
    (person) => {
      person.leave();
      return true;
    },
    () => false,
  );

it.each([
  ['signs out', (token: string) => signOut(servers[0], 'expert', token)],
  ['signs out at another process', (token: string) => signOut(servers[1], 'expert', token)],
  ['is signed out by whoever writes into the database', () => deleteSessions('expert', 'expert-fpa-1')],
])('[E3] an expert who %s in a call is cut off within 2 s; the customer goes first in the queue at once', async (how, end) => {
  const { token, expert, terminal, callId } = await inCall(how === 'signs out' ? 'mikkeli-1' : how.includes('process') ? 'mikkeli-2' : 'pargas-1');
  const from = performance.now();
  const seen = Promise.all([expert.next('session:ended'), terminal.next('media:consumerRemoved')]);
  await end(token);
  await seen;
  const view = await terminal.until(({ call }) => call?.state === 'queued', withinMs);
  expect(performance.now() - from).toBeLessThan(withinMs);
  expect(view.call).toMatchObject({ callId, returnsAfter: 'expertLost', position: 1 });
  await expect.poll(() => expert.socket.connected).toBe(false);
  expect(await isLetIn('expert', token)).toBe(false);
  // Nobody is offered to who is not there.
  const again = await Person.arrive(servers[0].url, 'expert', 'expert-fpa-1');
  expect(again.view?.chosen).toEqual({ status: 'offline' });
  await terminal.do('call:leave', { callId });
  for (const person of [again, expert, terminal]) person.leave();
});

it('[Q21] an expert who leaves the register in a call, by whichever program, is cut off within 2 s, and is not let in at any server', async () => {
  const { token, expert, terminal, callId } = await inCall('pelkosenniemi-1');
  const roleOf = (role: string): Promise<unknown> =>
    database.query(`with changed as (update staff set role = '${role}' where id = 'expert-fpa-1') update catalogue_version set version = version + 1`);
  const from = performance.now();
  const seen = Promise.all([expert.next('session:ended'), terminal.next('media:consumerRemoved')]);
  await roleOf('supervisor');
  await seen;
  const view = await terminal.until(({ call }) => call?.state === 'queued', withinMs);
  expect(performance.now() - from).toBeLessThan(withinMs);
  expect(view.call).toMatchObject({ callId, returnsAfter: 'expertLost', position: 1 });
  expect(await isLetIn('expert', token)).toBe(false);
  await roleOf('expert');
  await terminal.do('call:leave', { callId });
  // The session is gone for good, also when the person comes back into the register.
  expect(await isLetIn('expert', token)).toBe(false);
  await expect.poll(() => signIn(servers[0].url, 'expert', 'expert-fpa-1').catch(() => null), { timeout: 5_000 }).not.toBeNull();
  for (const person of [expert, terminal]) person.leave();
});

it('[E3] ASVS 7.4.2, 7.4.5, 8.3.2: a terminal whose enrolment is taken back in a call is cut off within 2 s, and the call ends', async () => {
  const { expert, terminal, callId } = await inCall('pargas-2');
  const from = performance.now();
  const ended = terminal.next('session:ended');
  await deleteSessions('terminal', 'pargas-2');
  await ended;
  const view = await expert.until(({ wrapUp }) => wrapUp?.callId === callId, withinMs);
  expect(performance.now() - from).toBeLessThan(withinMs);
  expect(view.wrapUp).toMatchObject({ endedBy: 'terminalLost' });
  await expert.do('wrapUp:complete', { callId, outcomeCode: 'settled', referral: null, note: '' });
  for (const person of [expert, terminal]) person.leave();
});

it('[E3] an adviser who is signed out in a call leaves it within 2 s, and the call goes on', async () => {
  const { expert, terminal, callId } = await inCall('kiiminki-1');
  const adviser = await Person.arrive(servers[0].url, 'adviser', 'adviser-kiiminki-1');
  await adviser.do('call:join', { callId, microphone: 'open' });
  await expert.until(({ call }) => call?.advisers.length === 1);
  const ended = adviser.next('session:ended');
  await deleteSessions('adviser', 'adviser-kiiminki-1');
  await ended;
  await expert.until(({ call }) => call?.advisers.length === 0, withinMs);
  expect(expert.view?.call).toMatchObject({ callId, state: 'active' });
  await terminal.do('call:leave', { callId });
  await expert.until(({ wrapUp }) => wrapUp !== null);
  await expert.do('wrapUp:complete', { callId, outcomeCode: 'settled', referral: null, note: '' });
  for (const person of [adviser, expert, terminal]) person.leave();
});

it('[E3] a session that expires in a call holds, through a reconnect too, until the wrap-up is over', async () => {
  const { token, expert, terminal, callId } = await inCall('saarijarvi-1');
  await database.query(`update sessions set expires_at = 1 where role = 'expert'`);
  let isEnded = false;
  expert.socket.on('session:ended', () => {
    isEnded = true;
  });
  const back = await Person.connect(servers[0].url, 'expert', token);
  expect(back.view?.call).toMatchObject({ callId, state: 'active' });
  const again = await Person.connect(servers[0].url, 'expert', token);
  await again.do('call:end', { callId });
  await again.until(({ wrapUp }) => wrapUp !== null);
  const last = await Person.connect(servers[0].url, 'expert', token);
  const ended = last.next('session:ended');
  const from = performance.now();
  await last.do('wrapUp:complete', { callId, outcomeCode: 'settled', referral: null, note: '' });
  await ended;
  expect(performance.now() - from).toBeLessThan(withinMs);
  expect(isEnded).toBe(false);
  expect(await isLetIn('expert', token)).toBe(false);
  for (const person of [back, again, last, expert, terminal]) person.leave();
});
