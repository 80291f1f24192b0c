import { request } from 'node:http';
import { connect } from 'node:net';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { z } from 'zod';
import { protocolVersion } from '#shared/contract/version.ts';
import { partsOf, routes } from '#shared/permissions/routes.ts';
import { cookieNameOf } from '#server/identity/index.ts';
import { httpRoutes } from '../../../scripts/protocol/http.ts';
import { askable, evaluateIn } from '#tests/support/evaluateIn.ts';
import { fuzzInputs } from '#tests/support/fuzzPayloads.ts';
import { Person, signIn } from '#tests/support/socketPeople.ts';
import { type RunningServer, startServer } from '#tests/support/startApp.ts';

const inputs = process.env['MATRIX'] === 'full' ? 20_000 : 2_000;
const packets = process.env['MATRIX'] === 'full' ? 5_000 : 500;
let server: RunningServer;
let cookie: string;

beforeAll(async () => {
  server = await startServer({ env: { MEDIA_WORKERS: '0', LOG_LEVEL: 'warn', ...askable } });
  cookie = `${cookieNameOf('supervisor')}=${await signIn(server.url, 'supervisor', 'supervisor-fpa-1')}`;
});
afterAll(() => server.stop());

type Sent = { readonly method: string; readonly path: string; readonly type: string; readonly body: string | Buffer | undefined; readonly from: string };

/** Sends it as it is, however odd; resolves with the status, or 0 where the server closes the line. */
const send = ({ method, path, type, body, from }: Sent): Promise<number> =>
  new Promise((resolve) => {
    const headers = { 'content-type': type, 'x-forwarded-for': from, cookie, ...(body === undefined ? {} : { 'content-length': Buffer.byteLength(body) }) };
    const outgoing = request({ host: '127.0.0.1', port: server.port, method, path, headers }, (response) => {
      response.resume();
      response.once('end', () => resolve(response.statusCode ?? 0));
    });
    outgoing.on('error', () => resolve(0));
    outgoing.end(body);
  });

/** An address each, so that limits do not answer in place of what is tested. */
const addressOf = (index: number): string => `10.${(index >> 16) & 255}.${(index >> 8) & 255}.${index & 255}`;
const asBody = (payload: unknown): string => JSON.stringify(payload) ?? 'undefined';

it(
  `[Q25] [Q26] [E35] ${inputs} inputs to all routes, made from their schemas, end in an answer below 500; the server stays whole`,
  { timeout: 900_000 },
  async () => {
    const wrong: string[] = [];
    const statuses: Record<number, number> = {};
    const known = fc.constantFrom('terminal', 'expert', 'mikkeli-1', 'expert-fpa-1', 'sv', '%00', '%2e%2e%2f', '..%5c', 'constructor');
    const streams = routes.map((name, index) => {
      const schema = httpRoutes.find(({ route }) => route === name)?.body ?? z.strictObject({});
      return {
        ...partsOf(name),
        inputs: fc.sample(
          fuzzInputs(schema, known, (payload) => payload),
          { numRuns: Math.ceil(inputs / routes.length), seed: index },
        ),
      };
    });
    const types = ['application/json', 'application/json; charset=utf-7', 'application/octet-stream', 'application/x-www-form-urlencoded', 'text/plain', 'x'];
    let sent = 0;
    const next = async (): Promise<void> => {
      while (sent < inputs) {
        const index = sent++;
        const target = streams[index % streams.length];
        if (target === undefined) return;
        const { method, path, inputs: stream } = target;
        const input = stream.pop();
        const text = asBody(input?.payload);
        const address = path.replaceAll(/:\w+/g, () => encodeURIComponent(text.slice(0, 200)));
        const query = index % 5 === 0 ? `?${new URLSearchParams({ [text.slice(0, 40)]: text.slice(0, 400), __proto__: 'x' }).toString()}` : '';
        // Half a body, and what is no text, now and then.
        const body = method === 'get' ? undefined : index % 7 === 0 ? text.slice(0, text.length / 2) : index % 11 === 0 ? Buffer.from(text, 'utf16le') : text;
        const from = addressOf(index);
        const status = await send({
          method: method.toUpperCase(),
          path: address + query,
          type: types[index % 3 === 0 ? index % types.length : 0] ?? 'x',
          body,
          from,
        });
        statuses[status] = (statuses[status] ?? 0) + 1;
        if (status >= 500) wrong.push(`${method} ${path} ${input?.kind ?? ''}: ${status} ${text.slice(0, 200)}`);
      }
    };
    await Promise.all(Array.from({ length: 8 }, next));
    expect(wrong).toEqual([]);
    expect((await fetch(`${server.url}/healthz`)).status).toBe(200);
    expect(await evaluateIn(server, `[...Object.keys(Object.prototype), 'isAdmin' in {}]`)).toEqual([false]);
    expect(await server.log()).not.toContain('a request failed');
    expect(statuses[200]).toBeGreaterThan(inputs / 10);
    expect(statuses[400]).toBeGreaterThan(inputs / 10);
  },
);

it(`[E35] [Q26] ${packets} packets on an open socket that are no packets, and lines that speak no HTTP, end nothing`, { timeout: 600_000 }, async () => {
  const piece = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 60 }),
    fc.constantFrom(
      '2["',
      '2["queue:join",{',
      '51-["x",{"_placeholder":true,"num":9}]',
      '40{}',
      '41',
      '43[]',
      '2999["terminal:sync",{}]',
      '2[]',
      '2[null]',
      '2["__proto__",{}]',
      '4',
      '',
      '450-[]',
    ),
    fc.jsonValue().map((value) => `2${JSON.stringify(['connection:ping', value, value])}`),
  );
  for (const [index, text] of fc.sample(piece, { numRuns: packets, seed: 3 }).entries()) {
    if (index % 50 !== 0) continue;
    const person = await Person.arrive(server.url, 'terminal', 'pargas-1');
    for (const one of [text, ...fc.sample(piece, { numRuns: 50, seed: index })]) person.socket.io.engine.write(one);
    person.leave();
  }
  for (const raw of [
    'GARBAGE\r\n\r\n',
    'GET / HTTP/9.9\r\n\r\n',
    '\0\0\0\0',
    `GET /socket.io/?EIO=4&transport=websocket&v=${protocolVersion} HTTP/1.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n`,
  ])
    await new Promise<void>((resolve) => {
      const line = connect(server.port, '127.0.0.1', () => line.end(raw));
      line.on('error', () => resolve());
      line.on('close', () => resolve());
      line.resume();
    });
  const person = await Person.arrive(server.url, 'terminal', 'pargas-1');
  expect((await person.ask('terminal:sync', {})).ok).toBe(true);
  person.leave();
  expect(server.process.exitCode).toBeNull();
});
