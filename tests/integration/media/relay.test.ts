import { once } from 'node:events';
import { connect } from 'node:tls';
import { afterEach, expect, it } from 'vitest';
import type { ParticipantKey } from '#shared/call/mediaRouting.ts';
import { iceServers } from '#server/connection/index.ts';
import { makeCertificate } from '#tests/support/certificate.ts';
import { type RunningTurn, startTurn, turnSecret } from '#tests/support/turn.ts';
import { TurnClient, askOverStream } from '#tests/support/turnClient.ts';

const address = '127.0.0.1';
const mediaAddress = '127.0.0.5';
let turn: RunningTurn | null = null;
let clients: TurnClient[] = [];
afterEach(async () => {
  for (const client of clients) client.close();
  clients = [];
  await turn?.stop();
  turn = null;
});

function clientOf(name: string, now = Date.now()): TurnClient {
  const [server] = iceServers({ urls: ['turn:here'], secret: turnSecret, lifetimeSeconds: 600 }, now, `terminal:${name}` as ParticipantKey);
  if (server === undefined) throw new Error('no relay');
  const client = new TurnClient({ address, port: turn?.port ?? 0 }, server);
  clients.push(client);
  return client;
}

it('[Q38] ASVS 17.1.1: the relay reaches the media server and nobody else, be it private, special, this host’s own or anywhere', async () => {
  turn = await startTurn(address, { mediaAddress, options: ['relay-ip=::1'] });
  const client = clientOf('t1');
  expect(await client.allocate()).toBe(200);
  const peers = [
    '127.0.0.1',
    '10.0.0.1',
    '100.64.0.1',
    '169.254.169.254',
    '172.16.3.4',
    '192.0.0.8',
    '192.168.1.1',
    '198.18.0.1',
    '224.0.0.1',
    '240.0.0.1',
    '0.0.0.0',
    '203.0.113.77',
    '8.8.8.8',
  ];
  for (const peer of peers) expect([peer, await client.permit(peer)]).toEqual([peer, 403]);
  expect(await client.permit(mediaAddress)).toBe(200);
  const six = clientOf('t2');
  expect(await six.allocate(true)).toBe(200);
  for (const peer of ['::1', '::ffff:127.0.0.1', '::ffff:10.0.0.1', '64:ff9b::7f00:1', 'fd00::1', 'fe80::1', '2a00::1'])
    expect([peer, await six.permit(peer)]).toEqual([peer, 403]);
});

it('[Q38] credentials that have ended or are made up open nothing, and one participant no more than the quota', async () => {
  turn = await startTurn(address, { mediaAddress, options: ['user-quota=3'] });
  expect(await clientOf('t1', Date.now() - 3_600_000).allocate()).toBe(401);
  const stranger = new TurnClient({ address, port: turn?.port ?? 0 }, { username: '9999999999:x', credential: 'guessed' });
  clients.push(stranger);
  expect(await stranger.allocate()).toBe(401);
  // Credentials of another second are those of the same participant.
  const answers: number[] = [];
  for (const index of [0, 1, 2, 3]) answers.push(await clientOf('t1', Date.now() + index * 1_000).allocate());
  expect(answers).toEqual([200, 200, 200, 486]);
  expect(await clientOf('t2').allocate()).toBe(200);
});

it('[Q17] the relay answers over TLS, as it does on 443 where nothing else gets out', async () => {
  const certificate = await makeCertificate(address);
  turn = await startTurn(address, { certificate });
  const stream = connect({ host: address, port: turn.tlsPort, rejectUnauthorized: false });
  await once(stream, 'secureConnect');
  expect(await askOverStream(stream)).toBe(401);
  stream.destroy();
  await certificate.remove();
});
