import { type Socket, io } from 'socket.io-client';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { TerminalId } from '#shared/ids.ts';
import { protocolVersion } from '#shared/contract/version.ts';
import type { TerminalKey } from '#shared/identity/terminalKey.ts';
import { type TestPostgres, startPostgres } from '#tests/support/postgres.ts';
import { Person } from '#tests/support/socketPeople.ts';
import { type TestKey, enrolBy, makeKey, prove } from '#tests/support/terminalKey.ts';
import { type RunningServer, startServer } from '#tests/support/startApp.ts';

let postgres: TestPostgres;
let servers: [RunningServer, RunningServer];

beforeAll(async () => {
  postgres = await startPostgres();
  const env = { DATABASE_URL: await postgres.createDatabase(), DEMO: 'true', MEDIA_WORKERS: '0' };
  const first = await startServer({ env });
  servers = [first, await startServer({ env })];
}, 120_000);
afterAll(async () => {
  for (const server of servers) await server.stop();
  await postgres.stop();
});

const withinMs = 2_000;

/** Connects as the terminal; `proofAt` says what it proves at the connection of that number. Resolves with the socket, or with the refusal's code. */
async function connect(server: RunningServer, token: string, keyAt: ((sid: string) => TerminalKey) | null): Promise<Socket | string> {
  const socket: Socket = io(server.url, {
    transports: ['websocket'],
    forceNew: true,
    reconnectionDelay: 50,
    auth: (give) => {
      const by = { role: 'terminal', version: protocolVersion, token };
      give(keyAt === null ? by : { ...by, key: keyAt(socket.io.engine.id) });
    },
  });
  return new Promise((resolve) => {
    socket.once('connect', () => resolve(socket));
    socket.once('connect_error', (error) => {
      socket.disconnect();
      resolve((error as { data?: { code?: string } }).data?.code ?? error.message);
    });
  });
}

/** The administrator makes a code at one server; the machine is enrolled at the other. */
async function enrolled(terminalId: TerminalId, key: TestKey): Promise<string> {
  const administrator = await Person.arrive(servers[0].url, 'administrator', 'administrator-1');
  const { code } = await administrator.do('terminal:makeCode', { terminalId });
  administrator.leave();
  return enrolBy(servers[1].url, code, key);
}

it('[M10] a stolen cookie opens no socket of an enrolled terminal, nor does a proof that was overheard, or another key', async () => {
  const key = makeKey();
  const token = await enrolled('mikkeli-1' as TerminalId, key);
  expect(await connect(servers[0], token, null)).toBe('notSignedIn');
  const given: TerminalKey[] = [];
  const own = await connect(servers[0], token, (sid) => {
    const proof = prove(key, sid);
    given.push(proof);
    return proof;
  });
  expect(own).toBeTypeOf('object');
  const overheard = given[0] ?? prove(key, '');
  expect(await connect(servers[0], token, () => overheard)).toBe('notSignedIn');
  const thief = makeKey();
  expect(await connect(servers[1], token, (sid) => prove(thief, sid))).toBe('notSignedIn');
  if (typeof own === 'string') return;
  // The terminal was not disturbed, and after a break it proves itself anew.
  expect(own.connected).toBe(true);
  const back = new Promise<void>((resolve) => own.once('connect', resolve));
  own.io.engine.close();
  await back;
  expect(new Set(given.map(({ proof }) => proof)).size).toBe(2);
  own.disconnect();
});

it('[Q21] a terminal that is taken away at one server is sent away from the other within 2 s, and not let in again', async () => {
  const key = makeKey();
  const terminalId = 'mikkeli-2' as TerminalId;
  const token = await enrolled(terminalId, key);
  const terminal = await connect(servers[1], token, (sid) => prove(key, sid));
  if (typeof terminal === 'string') throw new Error(terminal);
  const gone = new Promise<void>((resolve) => terminal.once('session:ended', () => resolve()));
  const administrator = await Person.arrive(servers[0].url, 'administrator', 'administrator-1');
  const from = performance.now();
  await administrator.do('terminal:revoke', { terminalId });
  await gone;
  expect(performance.now() - from).toBeLessThan(withinMs);
  expect(await connect(servers[1], token, (sid) => prove(key, sid))).toBe('notSignedIn');
  administrator.leave();
  terminal.disconnect();
});

it('[Q21] a terminal that is moved is sent away within 2 s, and comes back at the new point by the same key', async () => {
  const key = makeKey();
  const terminalId = 'kiiminki-2' as TerminalId;
  const token = await enrolled(terminalId, key);
  const terminal = await connect(servers[1], token, (sid) => prove(key, sid));
  if (typeof terminal === 'string') throw new Error(terminal);
  const gone = new Promise<void>((resolve) => terminal.once('session:ended', () => resolve()));
  const administrator = await Person.arrive(servers[0].url, 'administrator', 'administrator-1');
  const from = performance.now();
  await administrator.do('terminal:move', { terminalId, from: 'kiiminki' as never, to: 'pargas' as never });
  await gone;
  expect(performance.now() - from).toBeLessThan(withinMs);
  const back = await connect(servers[1], token, (sid) => prove(key, sid));
  if (typeof back === 'string') throw new Error(back);
  const view = (await back.emitWithAck('terminal:sync', {})) as { data: { terminal: { pointId: string } } };
  expect(view.data.terminal.pointId).toBe('pargas');
  await administrator.do('terminal:move', { terminalId, from: 'pargas' as never, to: 'kiiminki' as never });
  administrator.leave();
  terminal.disconnect();
  back.disconnect();
});

it('[Q21] a person signs out elsewhere from the own settings; a browser gets a new token at each sign-in', async () => {
  const subject = { role: 'expert', id: 'expert-tax-1' } as const;
  const signIn = async (cookie?: string) => {
    const response = await fetch(`${servers[0].url}/api/demo/sign-in`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'user-agent': 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0',
        ...(cookie && { cookie }),
      },
      body: JSON.stringify(subject),
    });
    return /distans_expert=([^;]+)/.exec(response.headers.get('set-cookie') ?? '')?.[1] ?? '';
  };
  const old = await signIn();
  const token = await signIn(`distans_expert=${old}`);
  expect(token).not.toBe(old);
  await expect(Person.connect(servers[1].url, 'expert', old)).rejects.toThrow();
  const elsewhere = await signIn();
  const here = await Person.connect(servers[0].url, 'expert', token);
  const { sessions } = await here.do('session:list', {});
  expect(sessions).toHaveLength(2);
  expect(sessions.find(({ isThis }) => isThis)).toMatchObject({ browser: 'firefox', system: 'linux' });
  await here.do('session:end', { sessionId: sessions.find(({ isThis }) => !isThis)?.sessionId ?? '' });
  await expect(Person.connect(servers[1].url, 'expert', elsewhere)).rejects.toThrow();
  expect(here.socket.connected).toBe(true);
  here.leave();
});
