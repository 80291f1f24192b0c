import { createHmac } from 'node:crypto';
import { expect, it } from 'vitest';
import type { ParticipantKey } from '#shared/call/mediaRouting.ts';
import { iceServers } from '#server/connection/turn.ts';

const options = { urls: ['turn:example.fi:3478'], secret: 'secret', lifetimeSeconds: 3_600 };
const terminal = 'terminal:mikkeli-1' as ParticipantKey;

it('credentials end when they should, and the password is the one that coturn computes', () => {
  const [server] = iceServers(options, 1_700_000_000_500, terminal);
  expect(server?.username).toMatch(/^1700003600:[0-9a-f]{16}$/);
  expect(server?.credential).toBe(
    createHmac('sha1', 'secret')
      .update(server?.username ?? '')
      .digest('base64'),
  );
});

it('[Q38] the name behind the time is the same for one participant always, another for everybody else, and says nobody’s', () => {
  const nameOf = (participant: ParticipantKey, now: number) => iceServers(options, now, participant)[0]?.username.split(':')[1];
  expect(nameOf(terminal, 0)).toBe(nameOf(terminal, 1e9));
  expect(nameOf('expert:mikkeli-1' as ParticipantKey, 0)).not.toBe(nameOf(terminal, 0));
  expect(nameOf(terminal, 0)).not.toContain('mikkeli');
});

it('without addresses there are none', () => {
  expect(iceServers({ ...options, urls: [] }, 0, terminal)).toEqual([]);
});
