import { once } from 'node:events';
import { type Server, createServer } from 'node:http';
import express from 'express';
import { pino } from 'pino';
import { Registry } from 'prom-client';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Subject } from '#shared/contract/http.ts';
import { trustOf } from '#server/clientAddress.ts';
import { AppError } from '#server/errors.ts';
import { createHttp } from '#server/platform/http/index.ts';

const expert: Subject = { role: 'expert', id: 'expert-fpa-1' };
const administrator: Subject = { role: 'administrator', id: 'administrator-1' };
let known: readonly Subject[];
let told: string[];
let server: Server;
let url: string;

const throwing = (code: 'notFound' | 'badCredentials' | 'notSignedIn' | 'badAccessCode' | 'unavailable') => () => {
  throw new AppError(code);
};

beforeEach(async () => {
  [known, told] = [[], []];
  const routes = express
    .Router()
    .get('/administration/audit', throwing('notFound'))
    .post('/account/password', throwing('badCredentials'))
    .post('/sign-in', throwing('badAccessCode'))
    .post('/sign-in/totp', throwing('notSignedIn'))
    .get('/catalogue', throwing('unavailable'));
  const app = createHttp({
    routes: [routes],
    known: async () => known,
    onRefused: ({ id }, { request, code }) => void told.push(`${id} ${request} ${code}`),
    metrics: new Registry(),
    showsMetrics: false,
    publicOrigins: [],
    isTrusted: trustOf([]),
    clientDirectory: '/none',
    isDemo: false,
    checkReady: async () => {},
    logger: pino({ level: 'silent' }),
  });
  server = createServer(app).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  url = `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`;
});
afterEach(() => server.close());

const ask = async (method: string, path: string): Promise<number> => (await fetch(`${url}/api${path}`, { method })).status;

it('[S8] whoever is signed in and asks for another role’s route is kept, and so is what is outside of what they look after', async () => {
  known = [expert];
  expect(await ask('GET', '/administration/audit')).toBe(401);
  known = [administrator];
  expect(await ask('GET', '/administration/audit')).toBe(404);
  expect(told).toEqual(['expert-fpa-1 GET /api/administration/audit notSignedIn', 'administrator-1 GET /api/administration/audit notFound']);
});

it('[S8] a wrong password for a change of the own account is kept', async () => {
  known = [expert];
  expect(await ask('POST', '/account/password')).toBe(403);
  expect(told).toEqual(['expert-fpa-1 POST /api/account/password badCredentials']);
});

it('[S8] strangers, what is no route, steps of signing in and faults of ours are nobody’s refusal here', async () => {
  expect(await ask('GET', '/administration/audit')).toBe(401);
  known = [expert];
  await ask('GET', '/nothing/here');
  await ask('POST', '/sign-in');
  await ask('POST', '/sign-in/totp');
  expect(await ask('GET', '/catalogue')).toBe(503);
  expect(told).toEqual([]);
});
