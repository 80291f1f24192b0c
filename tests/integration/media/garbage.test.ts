import { randomBytes } from 'node:crypto';
import { createSocket } from 'node:dgram';
import { connect } from 'node:net';
import { pino } from 'pino';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { ParticipantKey } from '#shared/call/mediaRouting.ts';
import { type MediaPort, createMedia } from '#server/media/index.ts';
import { z } from 'zod';
import { seededRandom } from '#tests/support/seededRandom.ts';
import { takesCredentials } from '#tests/support/stun.ts';

const packets = process.env['MATRIX'] === 'full' ? 1_000_000 : 20_000;
const at = 'terminal:t1' as ParticipantKey;
const iceSchema = z.looseObject({ usernameFragment: z.string(), password: z.string() });
const candidateSchema = z.looseObject({ protocol: z.enum(['udp', 'tcp']), ip: z.string(), port: z.number() });
let media: MediaPort;

beforeAll(async () => {
  const logger = pino({ level: 'silent' });
  media = await createMedia({ workerCount: 1, listenIp: '127.0.0.1', announcedAddress: null, basePort: 0, iceServers: () => [], onNotice: () => {}, logger });
});
afterAll(() => media.close());

/** First bytes by which a media server tells STUN, DTLS, RTP and RTCP apart (RFC 7983), and such as belong to none. */
const beginnings = [[0, 1], [1, 1], [20, 254, 253], [22, 254, 253], [23, 254, 253], [63], [128, 96], [144, 111], [128, 200], [128, 201], [143, 206], [255]];

it(
  `[Q27] ASVS 17.2.4: ${packets} packets that are no packets, and lines of noise, end no media worker, and the next check of connectivity is answered`,
  { timeout: 900_000 },
  async () => {
    const random = seededRandom(17);
    const { sendTransport } = await media.openTest(at);
    const before = media.workers();
    const ice = iceSchema.parse(sendTransport.iceParameters);
    const candidates = z.array(candidateSchema).parse(sendTransport.iceCandidates);
    const { port, ip: address } = candidates.find(({ protocol }) => protocol === 'udp') ?? { port: 0, ip: '' };
    const credentials = { usernameFragment: ice.usernameFragment, password: ice.password };
    expect(await takesCredentials(address, port, credentials)).toBe(true);
    const socket = createSocket('udp4');
    const noise = randomBytes(65_536);
    for (let sent = 0; sent < packets; sent += 1) {
      const beginning = beginnings[Math.floor(random() * beginnings.length)] ?? [];
      const length = Math.floor(random() * (sent % 100 === 0 ? 9_000 : 200));
      const start = Math.floor(random() * (noise.length - length));
      const packet = Buffer.concat([Buffer.from(beginning), noise.subarray(start, start + length)]);
      // What is sent faster than it is read is lost, and tests nothing.
      await new Promise<void>((resolve) => socket.send(packet, port, address, () => resolve()));
    }
    socket.close();
    const tcp = candidates.find(({ protocol }) => protocol === 'tcp');
    for (let line = 0; tcp !== undefined && line < 50; line += 1)
      await new Promise<void>((resolve) => {
        const open = connect(tcp.port, tcp.ip, () => open.end(Buffer.concat([Buffer.from([line, 255]), noise.subarray(line, line + 2_000)])));
        open.once('error', () => resolve());
        open.once('close', () => resolve());
        open.resume();
      });
    expect(await takesCredentials(address, port, credentials, 5_000)).toBe(true);
    expect(media.workers()).toEqual(before);
  },
);
