import { type Server, createServer } from 'node:http';
import { once } from 'node:events';
import { pino } from 'pino';
import { Registry } from 'prom-client';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { CatalogueReader } from '#server/catalogue/index.ts';
import { clientAddress, trustOf } from '#server/clientAddress.ts';
import type { Database, Transaction } from '#server/platform/database/index.ts';
import { createEngine } from '#server/engine.ts';
import { createHttp } from '#server/platform/http/index.ts';
import { emptyPorts, testSettings } from '#tests/support/ports.ts';

/** How many transactions have run, and at most at once. */
let ran: number;
let running: number;
let most: number;
/** Terminals that were looked for. */
let askedFor: string[] = [];
let server: Server;
let url: string;

/** A database without any session, which takes a moment for each transaction. */
const database = {
  transaction: async (work: (tx: Transaction) => Promise<unknown>) => {
    ran += 1;
    running += 1;
    most = Math.max(most, running);
    await new Promise(setImmediate);
    try {
      return await work({ now: 0, rows: async () => [], run: async () => 0, afterCommit: () => undefined } as unknown as Transaction);
    } finally {
      running -= 1;
    }
  },
} as unknown as Database;
const catalogue = {
  all: { agencies: [], points: [] },
  isTerminalInForce: (id: string) => {
    askedFor.push(id);
    return false;
  },
  member: () => undefined,
} as unknown as CatalogueReader;

beforeEach(async () => {
  [ran, running, most] = [0, 0, 0];
  askedFor = [];
  const isTrusted = trustOf(['loopback']);
  const engine = createEngine({ ...emptyPorts, database, catalogue, addressOf: (request) => clientAddress(request, isTrusted) }, testSettings);
  const app = createHttp({
    routes: engine.routes,
    known: engine.webSessions.known,
    onRefused: () => {},
    metrics: new Registry(),
    showsMetrics: true,
    publicOrigins: [],
    isTrusted,
    clientDirectory: '/none',
    isDemo: testSettings.isDemo,
    checkReady: async () => database.transaction(async () => undefined),
    logger: pino({ level: 'silent' }),
  });
  server = createServer(app).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  url = `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`;
});
afterEach(() => server.close());

const ask = async (path: string, from: string, init: { method?: string; body?: string; cookie?: string } = {}): Promise<number> => {
  const { cookie = '', ...rest } = init;
  const response = await fetch(`${url}${path}`, { ...rest, headers: { 'x-forwarded-for': from, 'content-type': 'application/json', cookie } });
  await response.arrayBuffer();
  return response.status;
};
const often = (times: number, work: (index: number) => Promise<number>): Promise<number[]> =>
  Promise.all(Array.from({ length: times }, (_, index) => work(index)));
const madeUp = (index: number) => ({ cookie: ['terminal', 'expert', 'adviser', 'supervisor'].map((role) => `distans_${role}=made-up-${index}`).join('; ') });

it('[E31] made-up cookies cost one query for all of a browser’s, hold four connections at most, and end in a refusal; others are not touched', async () => {
  const statuses = await often(400, (index) => ask('/api/session', '192.0.2.1', madeUp(index)));
  expect(statuses.filter((status) => status === 429).length).toBe(100);
  expect(ran).toBe(300);
  expect(most).toBeLessThanOrEqual(4);
  expect(await ask('/api/session', '192.0.2.1', madeUp(0))).toBe(429);
  expect(await ask('/api/session', '192.0.2.2', madeUp(0))).toBe(200);
  // Whoever brings none costs nothing and is refused nothing.
  expect(await ask('/api/session', '192.0.2.1')).toBe(200);
  expect(ran).toBe(301);
});

const formOf = (method: string) => ({ method, ...(method === 'POST' ? { body: '{"code":"12345678","role":"terminal","id":"x"}' } : {}) });

it.each([
  ['GET', '/readyz', 100],
  ['GET', '/metrics', 100],
  ['POST', '/api/sign-in', 60],
])('[E31] %s %s has a limit of its own by the address of who asks, and another address is not touched by it', async (method, path, allowed) => {
  const statuses = await often(allowed + 20, () => ask(path, '192.0.2.1', formOf(method)));
  expect(statuses.filter((status) => status !== 429).length).toBe(allowed);
  expect(await ask(path, '192.0.2.2', formOf(method))).not.toBe(429);
});

it('[E31] all that anybody may ask for has one limit by the address of who asks, and another address is not touched by it', async () => {
  for (let round = 0; round < 24; round += 1) await often(50, () => ask('/api/demo/people', '192.0.2.1'));
  const routes = [
    'GET /session',
    'GET /catalogue',
    'GET /demo/people',
    'POST /demo/sign-in',
    'POST /demo/stage',
    'POST /sign-in',
    'POST /sign-out',
    'GET /self-test/bytes',
    'GET /wall',
    'GET /none',
  ];
  for (const route of routes) {
    const [method = '', path = ''] = route.split(' ');
    expect(await ask(`/api${path}`, '192.0.2.1', formOf(method)), route).toBe(429);
    expect(await ask(`/api${path}`, '192.0.2.2', formOf(method)), route).not.toBe(429);
  }
});

it('[E27] texts in a form are cleaned before anything is done with them', async () => {
  expect(await ask('/api/demo/sign-in', '192.0.2.1', { method: 'POST', body: JSON.stringify({ role: 'terminal', id: 'mik\0keli-1\ud83d' }) })).toBe(404);
  expect(askedFor).toEqual(['mikkeli-1\ufffd']);
});
