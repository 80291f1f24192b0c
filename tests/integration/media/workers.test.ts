import { randomUUID } from 'node:crypto';
import { pino } from 'pino';
import { testFakeParameters } from 'mediasoup-client';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { rtpParametersSchema, dtlsParametersSchema } from '#shared/contract/mediaParameters.ts';
import type { ParticipantKey } from '#shared/call/mediaRouting.ts';
import type { CallId } from '#shared/ids.ts';
import { AppError } from '#server/errors.ts';
import { takesCredentials } from '#tests/support/stun.ts';
import { type MediaNotice, type MediaPort, createMedia } from '#server/media/index.ts';

const terminal: ParticipantKey = 'terminal:t1' as ParticipantKey;
const expert: ParticipantKey = 'expert:e1' as ParticipantKey;
const stranger: ParticipantKey = 'terminal:t2' as ParticipantKey;
const logger = pino({ level: 'silent' });

let media: MediaPort;
let notices: MediaNotice[];
let listeners: (() => void)[];

beforeEach(async () => {
  notices = [];
  listeners = [];
  const onNotice = (notice: MediaNotice): void => {
    notices.push(notice);
    for (const listener of listeners) listener();
  };
  media = await createMedia({ workerCount: 2, listenIp: '127.0.0.1', announcedAddress: null, basePort: 0, iceServers: () => [], onNotice, logger });
});
afterEach(() => media.close());

/** Resolves when the condition holds; looked at after every notice and every few milliseconds of real work. */
const until = (holds: () => boolean | Promise<boolean>, timeoutMs = 10_000): Promise<void> =>
  new Promise((resolve, reject) => {
    const deadline = setTimeout(() => reject(new Error('it did not come about')), timeoutMs);
    const look = async (): Promise<void> => {
      if (await holds()) {
        clearTimeout(deadline);
        resolve();
      } else setTimeout(() => void look(), 10);
    };
    void look();
  });

const capabilities = async () => (await media.capabilities()).routerRtpCapabilities as never;
const audioParameters = (ssrc: number) =>
  rtpParametersSchema.parse({
    mid: '0',
    codecs: [{ mimeType: 'audio/opus', payloadType: 111, clockRate: 48_000, channels: 2, parameters: { useinbandfec: 1 } }],
    encodings: [{ ssrc }],
    rtcp: { cname: 'test' },
  });

async function prepare() {
  const callId = randomUUID() as CallId;
  const customer = await media.open(terminal, `call:${callId}`, { rtpCapabilities: await capabilities(), isPractice: false, muted: null });
  const official = await media.open(expert, 'desk:e1', { rtpCapabilities: await capabilities(), isPractice: false, muted: null });
  await media.produce(terminal, { sessionId: customer.sessionId, kind: 'audio', source: 'microphone', rtpParameters: audioParameters(1111) });
  await media.produce(expert, { sessionId: official.sessionId, kind: 'audio', source: 'microphone', rtpParameters: audioParameters(2222) });
  const links = (isOpen: boolean) => [
    { from: terminal, to: expert, isOpen, isMuted: false },
    { from: expert, to: terminal, isOpen, isMuted: false },
  ];
  return { callId, customer, official, links };
}

const codeOf = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'none',
    (error: unknown) => (error instanceof AppError ? error.code : `not ours: ${String(error)}`),
  );

describe('links', () => {
  it('prepared links have consumers on both sides, none of them open; opening tells the senders first', async () => {
    const { callId, links } = await prepare();
    await media.setSubscriptions(callId, links(false));
    const added = notices.filter((notice) => notice.name === 'media:consumerAdded');
    expect(added.map(({ to, payload }) => [to, 'isOpen' in payload && payload.isOpen])).toEqual(
      expect.arrayContaining([
        [terminal, false],
        [expert, false],
      ]),
    );
    expect(notices.some((notice) => notice.name === 'media:producersOpened')).toBe(false);
    notices.length = 0;
    await media.setSubscriptions(callId, links(true));
    expect(notices.slice(0, 2).map(({ name }) => name)).toEqual(['media:producersOpened', 'media:producersOpened']);
    expect(notices.filter((notice) => notice.name === 'media:consumerChanged')).toHaveLength(2);
  });

  it('[F49] a muted link lets no sound through, whatever its sender does, and opens without being made anew', async () => {
    const { callId, links } = await prepare();
    await media.setSubscriptions(
      callId,
      links(true).map((link) => ({ ...link, isMuted: link.from === expert })),
    );
    const isOpenTo = (to: ParticipantKey) =>
      notices.filter((notice) => notice.to === to && notice.name === 'media:consumerAdded').map(({ payload }) => 'isOpen' in payload && payload.isOpen);
    expect(isOpenTo(terminal)).toEqual([false]);
    expect(isOpenTo(expert)).toEqual([true]);
    notices.length = 0;
    await media.setSubscriptions(callId, links(true));
    expect(notices.filter(({ name }) => name === 'media:consumerChanged').map(({ to }) => to)).toEqual([terminal]);
  });

  it('come about in whatever order links, sessions and producers come', async () => {
    const callId = randomUUID() as CallId;
    await media.setSubscriptions(callId, [{ from: terminal, to: expert, isOpen: true, isMuted: false }]);
    const official = await media.open(expert, 'desk:e1', { rtpCapabilities: await capabilities(), isPractice: false, muted: null });
    const customer = await media.open(terminal, `call:${callId}`, { rtpCapabilities: await capabilities(), isPractice: false, muted: null });
    await media.produce(terminal, { sessionId: customer.sessionId, kind: 'audio', source: 'microphone', rtpParameters: audioParameters(1) });
    await until(() => notices.some(({ name, to }) => name === 'media:consumerAdded' && to === expert));
    expect((await media.sync(expert, { sessionId: official.sessionId })).consumers).toHaveLength(1);
  });

  it('nothing is left when calls are dropped and sessions closed: no router, transport or consumer', async () => {
    for (let round = 0; round < 5; round += 1) {
      const { callId, links } = await prepare();
      await media.setSubscriptions(callId, links(true));
      await media.dropCall(callId);
      await media.closeSession(expert);
    }
    await until(() => media.workers().every(({ routers }) => routers === 0));
  });
});

describe('[Q23] another’s things', () => {
  it('are refused before the worker is asked', async () => {
    const { callId, customer, official, links } = await prepare();
    await media.setSubscriptions(callId, links(true));
    const outsider = await media.open(stranger, `call:${randomUUID() as CallId}`, { rtpCapabilities: await capabilities(), isPractice: false, muted: null });
    const fingerprint = dtlsParametersSchema.parse(testFakeParameters.generateLocalDtlsParameters());
    const [consumer] = (await media.sync(expert, { sessionId: official.sessionId })).consumers;
    const { sessionId } = outsider;
    expect(await codeOf(media.sync(stranger, { sessionId: customer.sessionId }))).toBe('mediaSessionGone');
    expect(await codeOf(media.consumerReady(stranger, { sessionId, consumerId: consumer?.consumerId ?? '' }))).toBe('notFound');
    expect(await codeOf(media.connectTransport(stranger, { sessionId, transportId: customer.sendTransport.id, dtlsParameters: fingerprint }))).toBe('notFound');
    expect(await codeOf(media.restartIce(stranger, { sessionId, transportId: official.sendTransport.id }))).toBe('notFound');
    expect((await media.sync(stranger, { sessionId })).consumers).toEqual([]);
  });
});

describe('[Q4] [Q5] workers', () => {
  it('kill -9: the sessions on it are told, and the same links come about on another worker', async () => {
    const { callId, links } = await prepare();
    await media.setSubscriptions(callId, links(true));
    for (const { pid } of media.workers()) process.kill(pid, 'SIGKILL');
    await until(() => notices.filter(({ name }) => name === 'media:sessionLost').length === 2);
    await until(() => media.workers().length > 0);
    notices.length = 0;
    const again = await media.open(terminal, `call:${callId}`, { rtpCapabilities: await capabilities(), isPractice: false, muted: null });
    await media.open(expert, 'desk:e1', { rtpCapabilities: await capabilities(), isPractice: false, muted: null });
    await media.produce(terminal, { sessionId: again.sessionId, kind: 'audio', source: 'microphone', rtpParameters: audioParameters(5) });
    await until(() => notices.some(({ name, to }) => name === 'media:consumerAdded' && to === expert));
  });

  it('SIGSTOP: a worker that hangs is found within 5 s and replaced', async () => {
    await prepare();
    const stopped = media.workers().map(({ pid }) => pid);
    for (const pid of stopped) process.kill(pid, 'SIGSTOP');
    await until(() => media.workers().length > 0 && media.workers().every(({ pid }) => !stopped.includes(pid)), 5_000);
    expect(notices.filter(({ name }) => name === 'media:sessionLost').length).toBe(2);
  });

  it('three deaths in ten seconds: it waits before the next start, and says mediaUnavailable meanwhile', async () => {
    const killed = new Set<number>();
    await until(() => {
      for (const { pid } of media.workers()) {
        if (killed.has(pid)) continue;
        killed.add(pid);
        process.kill(pid, 'SIGKILL');
      }
      return killed.size >= 4 && media.workers().length === 0;
    });
    const rtpCapabilities = { codecs: [{ kind: 'audio', mimeType: 'audio/opus', clockRate: 48_000, channels: 2 }] };
    const options = { rtpCapabilities, isPractice: false, muted: null };
    expect(await codeOf(media.open(terminal, `call:${randomUUID() as CallId}`, options))).toBe('mediaUnavailable');
    await until(() => media.workers().length > 0, 8_000);
  });
});

const anything = fc.oneof(
  { weight: 3, arbitrary: fc.anything() },
  { weight: 1, arbitrary: fc.constantFrom(-1, NaN, Infinity, 2 ** 40, '', 'x'.repeat(100_000), null) },
);
const garbageParameters = fc.record(
  {
    mid: fc.oneof(fc.string(), anything),
    codecs: fc.oneof(
      fc.array(
        fc.record({
          mimeType: fc.constantFrom('audio/opus', 'video/VP8', 'audio/nothing', 'x'),
          payloadType: fc.oneof(fc.integer({ min: -5, max: 300 }), fc.constantFrom(111)),
          clockRate: fc.constantFrom(48_000, 90_000, -1, 0, NaN),
          channels: fc.constantFrom(1, 2, 0, 99),
        }),
        { maxLength: 4 },
      ),
      anything,
    ),
    headerExtensions: fc.oneof(fc.array(fc.record({ uri: fc.string(), id: fc.integer({ min: -1, max: 300 }) }), { maxLength: 4 }), anything),
    encodings: fc.oneof(
      fc.array(fc.record({ ssrc: fc.oneof(fc.integer(), fc.constant(7)), rid: fc.string(), scalabilityMode: fc.string() }, { requiredKeys: [] }), {
        maxLength: 4,
      }),
      anything,
    ),
    rtcp: anything,
  },
  { requiredKeys: [] },
);

/** Passes the schema and is nonsense all the same: this much of it must reach the worker. */
const wellFormedNonsense = fc.record({
  mid: fc.constantFrom('0', '7', 'abc'),
  codecs: fc.array(
    fc.record({
      mimeType: fc.constantFrom('audio/opus', 'video/VP8', 'video/H264', 'video/rtx', 'audio/nothing'),
      payloadType: fc.integer({ min: 0, max: 127 }),
      clockRate: fc.constantFrom(48_000, 90_000, 1, 192_000),
      channels: fc.constantFrom(1, 2, 8),
      parameters: fc.constantFrom({}, { apt: 5 }, { 'packetization-mode': 1, 'profile-level-id': '42e01f' }),
    }),
    { minLength: 1, maxLength: 32 },
  ),
  headerExtensions: fc.array(fc.record({ uri: fc.constantFrom('urn:ietf:params:rtp-hdrext:sdes:mid', 'urn:x', ''), id: fc.integer({ min: 0, max: 255 }) }), {
    maxLength: 32,
  }),
  encodings: fc.uniqueArray(fc.record({ ssrc: fc.integer({ min: 1, max: 0xffff_ffff }), scalabilityMode: fc.constantFrom('L1T3', 'S3T3_KEY', 'L3T3') }), {
    minLength: 1,
    maxLength: 4,
    selector: ({ ssrc }) => ssrc,
  }),
  rtcp: fc.record({ cname: fc.string({ maxLength: 256 }) }),
});

describe('[Q27] garbage in media parameters', () => {
  it('ASVS 17.3.2: is refused by the schema or by the worker, and no worker dies', async () => {
    const { customer } = await prepare();
    const before = media.workers().map(({ pid }) => pid);
    let reached = 0;
    await fc.assert(
      fc.asyncProperty(fc.oneof(garbageParameters, wellFormedNonsense), fc.constantFrom('audio' as const, 'video' as const), async (parameters, kind) => {
        const parsed = rtpParametersSchema.safeParse(parameters);
        if (!parsed.success) return;
        reached += 1;
        const source = kind === 'audio' ? 'microphone' : 'camera';
        expect(await codeOf(media.produce(terminal, { sessionId: customer.sessionId, kind, source, rtpParameters: parsed.data }))).toMatch(
          /none|invalidPayload/,
        );
      }),
      { numRuns: 10_000 },
    );
    expect(reached).toBeGreaterThan(1_000);
    expect(media.workers().map(({ pid }) => pid)).toEqual(before);
  });

  it('empty and malformed fingerprints never reach the worker', () => {
    const role = 'client';
    for (const fingerprints of [
      [],
      [{ algorithm: 'sha-256', value: '' }],
      [{ algorithm: 'md5', value: 'AA:BB' }],
      [{ algorithm: 'sha-256', value: 'ZZ:'.repeat(32) }],
    ]) {
      expect(dtlsParametersSchema.safeParse({ role, fingerprints }).success).toBe(false);
    }
  });
});

describe('[Q31] restarts of ICE', () => {
  it('of a hundred restarts at once the last one counts, and one for a transport that is closed or gone is refused', async () => {
    const callId = randomUUID() as CallId;
    const { sessionId, sendTransport } = await media.open(terminal, `call:${callId}`, {
      rtpCapabilities: await capabilities(),
      isPractice: false,
      muted: null,
    });
    const udp = (sendTransport.iceCandidates as { protocol: string; ip: string; port: number }[]).find(({ protocol }) => protocol === 'udp');
    if (udp === undefined) throw new Error('no UDP candidate');
    const takes = (ice: unknown): Promise<boolean> => takesCredentials(udp.ip, udp.port, ice as { usernameFragment: string; password: string });
    const first = sendTransport.iceParameters;
    expect(await takes(first)).toBe(true);
    const input = { sessionId, transportId: sendTransport.id };
    const answers = await Promise.all(Array.from({ length: 100 }, () => media.restartIce(terminal, input)));
    expect(new Set(answers.map(({ iceParameters }) => iceParameters.usernameFragment)).size).toBe(100);
    // The path that is in use stays open until the newest generation is; everything between the two is stale.
    expect(await takes(answers.at(50)?.iceParameters)).toBe(false);
    expect(await takes(answers.at(-1)?.iceParameters)).toBe(true);
    expect(await takes(first)).toBe(false);

    const again = await media.open(terminal, `call:${callId}`, { rtpCapabilities: await capabilities(), isPractice: false, muted: null });
    expect(await codeOf(media.restartIce(terminal, input))).toBe('mediaSessionGone');
    expect(await codeOf(media.restartIce(terminal, { sessionId: again.sessionId, transportId: sendTransport.id }))).toBe('notFound');
    for (const { pid } of media.workers()) process.kill(pid, 'SIGKILL');
    await until(() => notices.some(({ name }) => name === 'media:sessionLost'));
    expect(await codeOf(media.restartIce(terminal, { sessionId: again.sessionId, transportId: again.sendTransport.id }))).toBe('mediaSessionGone');
  });
});
