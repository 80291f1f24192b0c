import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { io } from 'socket.io-client';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { protocolVersion } from '#shared/contract/version.ts';
import { Transcript, written } from '#tests/support/transcript.ts';
import { Person, signIn } from '#tests/support/socketPeople.ts';
import { type RunningServer, startServer } from '#tests/support/startApp.ts';

/** What a client sends of itself: a certificate's fingerprint, and one stream of sound. */
const dtlsParameters = { role: 'client', fingerprints: [{ algorithm: 'sha-256', value: Array.from({ length: 32 }, () => 'AB').join(':') }] } as const;
const rtpParameters = (ssrc: number) => ({
  mid: '0',
  codecs: [{ mimeType: 'audio/opus', payloadType: 100, clockRate: 48_000, channels: 2, parameters: { useinbandfec: 1, usedtx: 1 } }],
  encodings: [{ ssrc }],
  rtcp: { cname: 'CNAME' },
});

let server: RunningServer;
beforeAll(async () => {
  server = await startServer({ env: { MEDIA_WORKERS: '1' } });
});
afterAll(() => server.stop());

/** Plays the quickstart's call and keeps what crosses the wire. */
async function play(transcript: Transcript): Promise<void> {
  const subject = { role: 'terminal', id: 'mikkeli-1' } as const;
  const token = await signIn(server.url, subject.role, subject.id);
  const auth = { role: subject.role, version: protocolVersion, token };
  transcript.lines('signIn', `POST /api/demo/sign-in ${written(subject)}`, `200 ${written(subject)}`, 'Set-Cookie: distans_terminal=TOKEN; HttpOnly; …');
  transcript.lines('handshake', `auth: ${written({ ...auth, token: 'TOKEN' })}`);
  transcript.lines('connectError', `data: ${written(await refusedHandshake({ ...auth, version: 1 }))}`);

  const terminal = await Person.connect(server.url, 'terminal', token);
  const expert = await Person.arrive(server.url, 'expert', 'expert-fpa-1');
  const at = { terminal: transcript.of(terminal), expert: transcript.of(expert) };
  await at.terminal.sync('sync', ['terminal', 'call', 'serviceRequests']);

  const callId = randomUUID();
  await at.terminal.ask('join', 'queue:join', { callId, agencyId: 'fpa', serviceId: 'fpa.studentAid', language: 'sv' });
  await at.terminal.view('join', ({ call }) => call?.state === 'queued', ['visitNumber', 'call']);

  const { routerRtpCapabilities: rtpCapabilities } = await terminal.do('media:capabilities', {});
  transcript.lines('capabilities', transcript.fixed(rtpCapabilities));
  const opened = await terminal.do('media:open', { callId: callId as never, rtpCapabilities });
  const { sessionId, sendTransport } = opened;
  transcript.lines('transport', transcript.fixed(sendTransport));
  const short = { ...opened, sendTransport: { id: sendTransport.id, '…': '…' }, receiveTransport: { id: opened.receiveTransport.id, '…': '…' } };
  transcript.lines('prepare', '→ media:capabilities {}', '← {"ok":true,"data":{"routerRtpCapabilities":{"…":"…"}}}');
  transcript.lines(
    'prepare',
    `→ media:open ${transcript.fixed({ callId, rtpCapabilities: { codecs: ['…'], headerExtensions: ['…'] } })}`,
    `← ${transcript.fixed({ ok: true, data: short })}`,
  );
  await at.terminal.ask('prepare', 'media:connectTransport', { sessionId, transportId: sendTransport.id, dtlsParameters });
  await at.terminal.ask('prepare', 'media:produce', { sessionId, kind: 'audio', source: 'microphone', rtpParameters: rtpParameters(1_111) });

  const desk = await expert.do('media:open', { callId: null, rtpCapabilities });
  await expert.do('media:produce', { sessionId: desk.sessionId, kind: 'audio', source: 'microphone', rtpParameters: rtpParameters(2_222) });
  const consumerAdded = terminal.next('media:consumerAdded');
  await at.expert.ask('offer', 'status:choose', { status: 'available' });
  const { offer } = await at.expert.view('offer', (view) => view.offer !== null, ['offer']);

  const consumer = await consumerAdded;
  transcript.lines('consumer', transcript.fixed(consumer));
  transcript.lines('consumers', `⇐ media:consumerAdded ${transcript.fixed({ ...consumer, rtpParameters: { '…': '…' } })}`);
  await at.terminal.ask('consumers', 'media:consumerReady', { sessionId, consumerId: consumer.consumerId });

  const producersOpened = terminal.next('media:producersOpened');
  await at.expert.ask('accept', 'offer:accept', { callId, offerNumber: offer?.offerNumber });
  transcript.lines('opened', `⇐ media:producersOpened ${transcript.fixed(await producersOpened)}`);
  await at.terminal.view('opened', ({ call }) => call?.state === 'connecting', ['call']);
  await at.terminal.ask('confirm', 'call:confirmConnected', { callId });
  await at.terminal.view('confirm', ({ call }) => call?.state === 'active', ['call']);

  await at.terminal.ask('end', 'call:leave', { callId });
  await at.terminal.view('end', ({ call, rating }) => call?.state === 'ended' && rating !== null, ['call', 'rating']);
  await at.terminal.ask('end', 'call:rate', { callId, rating: 5 });
  await at.terminal.ask('end', 'visit:close', {});
  await at.terminal.ask('refusal', 'queue:join', { callId: 'no id', agencyId: 'fpa', serviceId: 'fpa.studentAid', language: 'sv' });
  terminal.leave();
  expert.leave();
}

const refusedHandshake = (auth: object): Promise<unknown> =>
  new Promise((resolve, reject) => {
    const socket = io(server.url, { transports: ['websocket'], auth, forceNew: true, reconnection: false });
    socket.once('connect', () => reject(new Error('it was let in')));
    socket.once('connect_error', (error) => {
      socket.close();
      resolve((error as { data?: unknown }).data);
    });
  });

it('the quickstart’s messages are those of a real call (to write them anew: vitest -u)', async () => {
  const transcript = new Transcript();
  await play(transcript);
  for (const file of ['docs/protocol/quickstart.md', 'docs/protocol/media.md']) {
    await expect(transcript.into(readFileSync(file, 'utf8'))).toMatchFileSnapshot(`${process.cwd()}/${file}`);
  }
  expect(transcript.unused()).toEqual([]);
});

it('the schema is served to everybody', async () => {
  const answer = await fetch(`${server.url}/api/protocol/schema.json`);
  expect(await answer.text()).toBe(readFileSync('docs/protocol/schema.json', 'utf8'));
});
