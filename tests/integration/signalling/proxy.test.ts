import { io } from 'socket.io-client';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { protocolVersion } from '#shared/contract/version.ts';
import { type RunningProxy, startProxy } from '#tests/support/proxy.ts';
import { signIn } from '#tests/support/socketPeople.ts';
import { type RunningServer, startServer } from '#tests/support/startApp.ts';

let server: RunningServer;
let proxy: RunningProxy;
beforeAll(async () => {
  server = await startServer({ env: { MEDIA_WORKERS: '0' } });
  proxy = await startProxy({ host: 'localhost', upstreamPort: server.port });
});
afterAll(async () => {
  await proxy.stop();
  await server.stop();
});

/** Connects through the proxy from one of this machine's addresses: what the handshake is refused with, null where it is not. */
async function handshake(localAddress: string, token: string): Promise<string | null> {
  const auth = { role: 'terminal', version: protocolVersion, token };
  // The proxy's certificate is its own; what it says of itself in a header is not believed.
  const extraHeaders = { 'x-forwarded-for': `198.51.100.${Math.floor(Math.random() * 250)}` };
  const options = { localAddress, family: 4, rejectUnauthorized: false, extraHeaders };
  const socket = io(proxy.origin, { transports: ['websocket'], auth, reconnection: false, forceNew: true, timeout: 60_000, ...options });
  try {
    return await new Promise((resolve, reject) => {
      socket.once('connect', () => resolve(null));
      socket.once('connect_error', (error) => {
        const { data } = error as { data?: { code: string } };
        if (data === undefined) reject(error);
        else resolve(data.code);
      });
    });
  } finally {
    socket.disconnect();
  }
}

it('[E29] 620 handshakes with wrong tokens lock out their sender, and nobody else behind the same proxy', async () => {
  const stranger = '127.0.0.2';
  const refusals: (string | null)[] = [];
  for (let round = 0; round < 31; round += 1) refusals.push(...(await Promise.all(Array.from({ length: 20 }, () => handshake(stranger, 'made up')))));
  expect(new Set(refusals)).toEqual(new Set(['notSignedIn', 'tooMany']));
  expect(await handshake('127.0.0.3', await signIn(server.url, 'terminal', 'mikkeli-1'))).toBeNull();
});

it('[E29] a good token costs nothing, and one terminal cannot connect without end', async () => {
  const token = await signIn(server.url, 'terminal', 'mikkeli-2');
  const refusals: (string | null)[] = [];
  for (let round = 0; round < 12; round += 1) refusals.push(...(await Promise.all(Array.from({ length: 10 }, () => handshake('127.0.0.4', token)))));
  expect(refusals.filter((refusal) => refusal === null).length).toBe(100);
  expect(refusals).toContain('tooMany');
  expect(await handshake('127.0.0.4', await signIn(server.url, 'terminal', 'pargas-1'))).toBeNull();
});
