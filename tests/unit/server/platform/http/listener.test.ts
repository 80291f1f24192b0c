import { once } from 'node:events';
import { connect } from 'node:net';
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
