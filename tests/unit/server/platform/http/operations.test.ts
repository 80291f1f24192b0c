import { once } from 'node:events';
import { type RequestListener, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { pino } from 'pino';
import { Registry } from 'prom-client';
import { expect, it } from 'vitest';
import { trustOf } from '#server/clientAddress.ts';
import { type HttpOptions, createHttp, createOperationsHttp } from '#server/platform/http/index.ts';

const options: HttpOptions = {
  routes: [],
  known: async () => [],
  onRefused: () => {},
  metrics: new Registry(),
  showsMetrics: false,
  publicOrigins: [],
  isTrusted: trustOf(['loopback']),
  clientDirectory: 'client',
  isDemo: false,
  checkReady: async () => {},
  logger: pino({ level: 'silent' }),
};

async function answersOf(app: RequestListener, paths: readonly string[]): Promise<Response[]> {
  const server = createServer(app).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  try {
    return await Promise.all(paths.map((path) => fetch(`http://127.0.0.1:${port}${path}`)));
  } finally {
    server.close();
    server.closeAllConnections();
  }
}

const statusesOf = async (app: RequestListener, paths: readonly string[]): Promise<number[]> => (await answersOf(app, paths)).map(({ status }) => status);

it('[M1] in production the metrics are on the operations port, which has no pages and no doors', async () => {
  const [page] = await answersOf(createHttp(options), ['/metrics']);
  // A page like any other address: nothing of the metrics.
  expect(await page?.text()).not.toContain('# HELP');
  expect(await statusesOf(createHttp(options), ['/healthz', '/readyz'])).toEqual([200, 200]);
  expect(await statusesOf(createOperationsHttp(options), ['/metrics', '/healthz', '/readyz', '/', '/api/session'])).toEqual([200, 200, 200, 404, 404]);
});

it('[M14] a page talks to its own host only, is framed by nobody, and its answers are kept by nobody', async () => {
  const [page, answer] = await answersOf(createHttp(options), ['/', '/api/session']);
  const host = new URL(page?.url ?? '').host;
  const policy = page?.headers.get('content-security-policy') ?? '';
  expect(policy).toContain(`connect-src 'self' ws://${host} wss://${host};`);
  expect(policy).toContain("frame-ancestors 'none'");
  expect(page?.headers.get('x-frame-options')).toBe('DENY');
  expect(page?.headers.get('strict-transport-security')).toBe('max-age=31536000');
  expect(answer?.headers.get('cache-control')).toBe('no-store');
});
