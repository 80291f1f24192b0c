import type { IncomingMessage } from 'node:http';
import { expect, it } from 'vitest';
import type { Subject } from '#shared/contract/http.ts';
import { createWebSessions } from '#server/identity/index.ts';

const byToken: Readonly<Record<string, Subject>> = {
  framed: { role: 'expert', id: 'expert-fpa-1' },
  stored: { role: 'terminal', id: 'mikkeli-1' },
};
const sessions = (isDemo: boolean) =>
  createWebSessions({ identity: { subjectsOf: async (tokens) => tokens.map((token) => byToken[token] ?? null) }, addressOf: () => '192.0.2.1', isDemo });
const asking = (headers: IncomingMessage['headers']) => ({ headers }) as IncomingMessage;
const cookie = 'distans_terminal=stored';

it('in demo mode the bearer’s token goes before every cookie, and one of nobody’s falls back on none', async () => {
  const demo = sessions(true);
  expect(await demo.known(asking({ cookie, authorization: 'Bearer framed' }))).toEqual([byToken['framed']]);
  expect(demo.tokenOf(asking({ cookie, authorization: 'Bearer framed' }), 'terminal')).toBe('framed');
  expect(await demo.known(asking({ cookie, authorization: 'Bearer made-up' }))).toEqual([]);
  await expect(demo.demand(asking({ cookie, authorization: 'Bearer made-up' }))).rejects.toMatchObject({ code: 'notSignedIn' });
});

it('outside demo mode nobody looks at it', async () => {
  const served = sessions(false);
  expect(await served.known(asking({ cookie, authorization: 'Bearer framed' }))).toEqual([byToken['stored']]);
  expect(await served.known(asking({ authorization: 'Bearer framed' }))).toEqual([]);
});

it.each(['Basic framed', 'Bearer', 'Bearer two words', `Bearer ${'x'.repeat(129)}`])('what is no token is none: %s', async (authorization) => {
  expect(await sessions(true).known(asking({ cookie, authorization }))).toEqual([byToken['stored']]);
});
