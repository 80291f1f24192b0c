import { once } from 'node:events';
import { createServer } from 'node:http';
import { pino } from 'pino';
import { type Socket, io } from 'socket.io-client';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { expertKey } from '#shared/call/mediaRouting.ts';
import type { Reply } from '#shared/contract/index.ts';
import { protocolVersion } from '#shared/contract/version.ts';
import type { ExpertId } from '#shared/ids.ts';
import { createChanges } from '#server/platform/changes.ts';
import { backlogLimit } from '#server/platform/gateway/backlog.ts';
import { type Gateway, type GatewayOptions, type Sockets, attachGateway, createSockets } from '#server/platform/gateway/index.ts';
import { houseLimit, inFlight, refusalLimit, subjectLimit } from '#server/platform/gateway/requestLimits.ts';

/** A gateway that knows every expert by the token of their id, all of one agency. What they ask is answered when the test lets it. */
let gateway: Gateway;
let sockets: Sockets;
let url: string;
let running: number;
let most: number;
let hold: Promise<void>;
const drained: string[] = [];

beforeEach(async () => {
  [running, most, hold] = [0, 0, Promise.resolve()];
  const http = createServer();
  sockets = createSockets([]);
  const work = async (): Promise<Record<string, never>> => {
    running += 1;
    most = Math.max(most, running);
    await hold;
    running -= 1;
    return {};
  };
  gateway = await attachGateway({
    http,
    sockets,
    handlers: { 'connection:ping': work, 'expert:sync': work },
    isStrict: true,
    identity: {
      signedIn: async (token: string) => ({ subject: { role: 'expert', id: token }, hash: Buffer.alloc(32) }),
      demandProof: async () => undefined,
      used: async () => undefined,
    },
    now: () => performance.now(),
    audit: { refused: async () => undefined },
    catalogue: { member: () => ({ agencyId: 'fpa' }) },
    presence: { connected: async () => undefined, disconnected: async () => undefined },
    views: { add: () => undefined, remove: () => undefined, drained: (id: string) => void drained.push(id) },
    changes: createChanges(),
    databaseUrl: null,
    addressOf: () => '192.0.2.1',
    logger: pino({ level: 'silent' }),
  } as unknown as GatewayOptions);
  http.listen(0, '127.0.0.1');
  await once(http, 'listening');
  const address = http.address();
  url = `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`;
});
afterEach(() => gateway.close());

async function connect(id: string): Promise<Socket> {
  const socket = io(url, { transports: ['websocket'], auth: { role: 'expert', version: protocolVersion, token: id }, reconnection: false, forceNew: true });
  await new Promise<void>((resolve, reject) => {
    socket.once('connect', resolve);
    socket.once('connect_error', (error) => reject(new Error((error as { data?: { code: string } }).data?.code ?? error.message)));
  });
  return socket;
}
const ask = async (socket: Socket, name: string, input: unknown = {}): Promise<string> => {
  const reply = (await socket.timeout(10_000).emitWithAck(name, input)) as Reply<unknown>;
  return reply.ok ? 'ok' : reply.error.code;
};
const often = (times: number, socket: Socket, name = 'connection:ping'): Promise<string[]> =>
  Promise.all(Array.from({ length: times }, () => ask(socket, name)));
const count = (outcomes: readonly string[], outcome: string): number => outcomes.filter((one) => one === outcome).length;

it(`[M3] ${inFlight} of a socket’s requests are worked on at once; the others wait, and all are answered`, async () => {
  const { promise, resolve } = Promise.withResolvers<void>();
  hold = promise;
  const socket = await connect('a');
  const answers = often(20, socket);
  await expect.poll(() => running).toBe(inFlight);
  // One more of another socket does not wait for them.
  const other = await connect('b');
  const pinged = ask(other, 'connection:ping');
  await expect.poll(() => running).toBe(inFlight + 1);
  resolve();
  expect(count(await answers, 'ok')).toBe(20);
  expect(await pinged).toBe('ok');
  expect(most).toBe(inFlight + 1);
});

it('[M3] a new connection begins no limit anew, and what reads much weighs more', async () => {
  const first = await connect('a');
  expect(count(await often(subjectLimit.points - 10, first), 'ok')).toBe(subjectLimit.points - 10);
  const second = await connect('a');
  expect(count(await often(50, second), 'tooMany')).toBe(40);
  const other = await connect('b');
  expect(count(await often(200, other, 'expert:sync'), 'ok')).toBe(subjectLimit.points / 3);
});

it('[M3] all of an agency have a limit together', async () => {
  const people = await Promise.all(Array.from({ length: 12 }, (_, index) => connect(`expert-${index}`)));
  const outcomes = (await Promise.all(people.map((person) => often(subjectLimit.points, person)))).flat();
  expect(count(outcomes, 'ok')).toBe(houseLimit.points);
});

it('[M3] ASVS 2.4.1, 17.3.1: who is refused again and again is sent away, stays outside for a while, and takes nobody along', async () => {
  const flooder = await connect('a');
  const gone = new Promise((resolve) => flooder.once('disconnect', resolve));
  // What is asked when it is cut off is answered no more.
  const late = often(refusalLimit.points + subjectLimit.points + 200, flooder).catch(() => []);
  await gone;
  await expect(connect('a')).rejects.toThrow('tooMany');
  expect(await ask(await connect('b'), 'connection:ping')).toBe('ok');
  await late;
});

it('[M3] [Q24] names that no contract has are refused, and count', async () => {
  const guesser = await connect('a');
  expect(await ask(guesser, 'toString')).toBe('unknownRequest');
  expect(await ask(guesser, 'terminal:sync')).toBe('forbidden');
});

it('[M2] a page that reads nothing is cut off before it fills the memory', async () => {
  const socket = await connect('a');
  const key = expertKey('a' as ExpertId);
  // What is under the client: it is told to read no more.
  const transport = socket.io.engine.transport as unknown as { ws: { _socket: { pause(): void } } };
  transport.ws._socket.pause();
  const before = process.memoryUsage().external + process.memoryUsage().arrayBuffers;
  const text = 'x'.repeat(50_000);
  let sent = 0;
  await expect
    .poll(
      () => {
        for (let round = 0; round < 20; round += 1) sockets.sendLocally(key, 'session:ended', { text } as never);
        sent += 20;
        return sockets.io.sockets.sockets.size;
      },
      { interval: 5, timeout: 20_000 },
    )
    .toBe(0);
  expect(sent * text.length).toBeGreaterThan(backlogLimit.bytes);
  expect(process.memoryUsage().external + process.memoryUsage().arrayBuffers - before).toBeLessThan(32 * 1_048_576);
  socket.disconnect();
});

it('[M2] a page that reads is told everything, however much, and views hear when it has', async () => {
  const socket = await connect('a');
  let got = 0;
  socket.onAny(() => (got += 1));
  for (let round = 0; round < 200; round += 1) {
    sockets.sendLocally(expertKey('a' as ExpertId), 'session:ended', { text: 'x'.repeat(5_000) } as never);
    await new Promise(setImmediate);
  }
  await expect.poll(() => got).toBe(200);
  expect(socket.connected).toBe(true);
  expect(drained.length).toBeGreaterThan(0);
});
