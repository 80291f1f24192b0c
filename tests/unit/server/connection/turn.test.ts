import { createHmac } from 'node:crypto';
import { expect, it } from 'vitest';
import { iceServers } from '#server/connection/turn.ts';

const options = { urls: ['turn:example.fi:3478'], secret: 'secret', lifetimeSeconds: 3_600 };

it('credentials end when they should, and the password is the one that coturn computes', () => {
  const [server] = iceServers(options, 1_700_000_000_500, 'terminal-1');
  expect(server?.username).toBe('1700003600:terminal-1');
  expect(server?.credential).toBe(createHmac('sha1', 'secret').update('1700003600:terminal-1').digest('base64'));
});

it('without addresses there are none', () => {
  expect(iceServers({ ...options, urls: [] }, 0, 'a')).toEqual([]);
});
