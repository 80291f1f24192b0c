import { type IncomingMessage, createServer } from 'node:http';
import { once } from 'node:events';
import { pino } from 'pino';
import { io } from 'socket.io-client';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { protocolVersion } from '#shared/contract/version.ts';
import { createChanges } from '#server/platform/changes.ts';
import { clientAddress, trustOf } from '#server/clientAddress.ts';
import { type Gateway, type GatewayOptions, attachGateway, createSockets } from '#server/platform/gateway/index.ts';

/** A gateway that knows the tokens `good-…` of as many terminals, behind a proxy that is trusted. */
const http = createServer();
let gateway: Gateway;
let url: string;
beforeAll(async () => {
  const isTrusted = trustOf(['loopback']);
  gateway = await attachGateway({
    http,
    sockets: createSockets([]),
    identity: {
      signedIn: async (token: string) =>
        token.startsWith('good-') ? { subject: { role: 'terminal', id: token }, hash: Buffer.alloc(32), publicKey: null } : null,
      demandProof: async () => undefined,
      used: async () => undefined,
    },
    now: () => 0,
    audit: { refused: async () => undefined },
    presence: { connected: async () => undefined, disconnected: async () => undefined },
    views: { add: () => undefined, remove: () => undefined, drained: () => undefined },
    changes: createChanges(),
    databaseUrl: null,
    addressOf: (request: IncomingMessage) => clientAddress(request, isTrusted),
    logger: pino({ level: 'silent' }),
  } as unknown as GatewayOptions);
  http.listen(0, '127.0.0.1');
  await once(http, 'listening');
  const address = http.address();
  url = `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`;
});
afterAll(() => gateway.close());

/** What the handshake is refused with, null where it is not. */
async function handshake(from: string, token: string): Promise<string | null> {
  const auth = { role: 'terminal', version: protocolVersion, token };
  const socket = io(url, { transports: ['websocket'], auth, extraHeaders: { 'x-forwarded-for': from }, reconnection: false, forceNew: true });
  try {
    return await new Promise((resolve) => {
      socket.once('connect', () => resolve(null));
      socket.once('connect_error', (error) => resolve((error as { data?: { code: string } }).data?.code ?? error.message));
    });
  } finally {
    socket.disconnect();
  }
}
async function handshakes(times: number, from: string, token: string): Promise<(string | null)[]> {
  const refusals: (string | null)[] = [];
  for (let round = 0; round < times / 20; round += 1) refusals.push(...(await Promise.all(Array.from({ length: 20 }, () => handshake(from, token)))));
  return refusals;
}

it('[E29] 620 handshakes with wrong tokens lock out their sender, and nobody else behind the same proxy', async () => {
  const refusals = await handshakes(620, '192.0.2.1', 'made up');
  expect(new Set(refusals)).toEqual(new Set(['notSignedIn', 'tooMany']));
  expect(await handshake('192.0.2.2', 'good-1')).toBeNull();
});

it('[E29] good tokens cost the address nothing, and one terminal cannot connect without end', async () => {
  expect(new Set(await handshakes(100, '192.0.2.3', 'good-2'))).toEqual(new Set([null]));
  expect(await handshakes(20, '192.0.2.3', 'good-2')).toContain('tooMany');
  expect(await handshake('192.0.2.3', 'good-3')).toBeNull();
});
