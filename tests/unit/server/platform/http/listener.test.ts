import { once } from 'node:events';
import { type AddressInfo, connect } from 'node:net';
import { pino } from 'pino';
import { Server } from 'socket.io';
import { afterEach, expect, it } from 'vitest';
import { createListener } from '#server/platform/http/listener.ts';

let faults: unknown[] = [];
const note = (error: unknown): void => void faults.push(error);
afterEach(() => {
  process.off('uncaughtException', note);
  faults = [];
});

it('[E35] who asks for an upgrade and breaks off before it is decided ends nothing', async () => {
  process.on('uncaughtException', note);
  const http = createListener((_request, response) => response.end(), pino({ level: 'silent' }));
  const broken = Promise.withResolvers<void>();
  const allowRequest = (_request: unknown, decide: (error: null, isAllowed: boolean) => void) => void broken.promise.then(() => decide(null, true));
  const io = new Server(http, { transports: ['websocket'], serveClient: false, allowRequest });
  http.listen(0, '127.0.0.1');
  await once(http, 'listening');
  const address = http.address();
  const upgraded = once(http, 'upgrade');
  const stranger = connect(typeof address === 'object' && address !== null ? address.port : 0, '127.0.0.1', () =>
    stranger.write(
      'GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n',
    ),
  );
  stranger.on('error', () => undefined);
  const [, socket] = (await upgraded) as [unknown, NodeJS.EventEmitter];
  const closed = new Promise((resolve) => socket.once('close', resolve));
  stranger.resetAndDestroy();
  await closed;
  broken.resolve();
  await io.close();
  expect(faults).toEqual([]);
});

/** What is sent on a line, and how long the server keeps the line then. */
const keptFor = (port: number, sent: string): Promise<number> =>
  new Promise((resolve) => {
    const from = performance.now();
    const line = connect(port, '127.0.0.1', () => line.write(sent));
    line.on('error', () => undefined);
    line.on('close', () => resolve(performance.now() - from));
    line.resume();
  });

it('[M9] half a request, in its head or in its body, is waited for at most 15 s', async () => {
  const http = createListener((request, response) => void request.resume().on('end', () => response.end()), pino({ level: 'silent' }));
  http.listen(0, '127.0.0.1');
  await once(http, 'listening');
  const { port } = http.address() as AddressInfo;
  const halves = ['GET / HTTP/1.1\r\nHost: x\r\nX-Half: ', 'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\nhalf', 'GET'];
  for (const ms of await Promise.all(halves.map((half) => keptFor(port, half)))) expect(ms).toBeLessThan(15_500);
  http.close();
});

it('[M9] so many lines and no more are held at once', async () => {
  const http = createListener((_request, response) => response.end(), pino({ level: 'silent' }), 3);
  http.listen(0, '127.0.0.1');
  await once(http, 'listening');
  const { port } = http.address() as AddressInfo;
  const held = await Promise.all(
    Array.from({ length: 3 }, async () => {
      const line = connect(port, '127.0.0.1');
      await once(line, 'connect');
      return line;
    }),
  );
  await expect.poll(() => new Promise<number>((resolve) => http.getConnections((_error, count) => resolve(count)))).toBe(3);
  expect(await keptFor(port, 'GET / HTTP/1.1\r\nHost: x\r\n\r\n')).toBeLessThan(2_000);
  for (const line of held) expect(line.destroyed).toBe(false);
  for (const line of held) line.destroy();
  http.close();
});
