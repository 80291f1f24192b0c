import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { io } from 'socket.io-client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { protocolVersion } from '#shared/contract/version.ts';
import { requests } from '#shared/contract/index.ts';
import { askable, evaluateIn } from '#tests/support/evaluateIn.ts';
import { Person, signIn } from '#tests/support/socketPeople.ts';
import { type RunningServer, startServer } from '#tests/support/startApp.ts';

let server: RunningServer;

beforeAll(async () => {
  server = await startServer({ env: { MEDIA_WORKERS: '1', ...askable } });
});
afterAll(() => server.stop());

const serviceRequest = () => ({ callId: randomUUID(), agencyId: 'fpa', serviceId: 'fpa.studentAid', language: 'sv' as const });
const refusalOf = async (person: Person<'terminal' | 'expert' | 'adviser'>, name: string, input: unknown): Promise<string> => {
  const reply = await person.ask(name, input);
  return reply.ok ? 'ok' : reply.error.code;
};
/** The code with which the server refuses a handshake. */
const handshakeRefusal = async (auth: Record<string, unknown>): Promise<string | undefined> => {
  const socket = io(server.url, { transports: ['websocket'], auth, reconnection: false, forceNew: true });
  const error = await new Promise((resolve) => socket.once('connect_error', resolve));
  socket.disconnect();
  return (error as { data?: { code: string } }).data?.code;
};
const residentBytes = (): number => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${server.pid}/status`, 'utf8'))?.[1]) * 1024;

describe('who may do what', () => {
  it('[Q24] no role can send another role’s requests, whatever the payload', async () => {
    const people = [
      await Person.arrive(server.url, 'terminal', 'mikkeli-1'),
      await Person.arrive(server.url, 'expert', 'expert-fpa-1'),
      await Person.arrive(server.url, 'adviser', 'adviser-mikkeli-1'),
      await Person.arrive(server.url, 'supervisor', 'supervisor-fpa-1'),
    ] as const;
    const roles = ['terminal', 'expert', 'adviser', 'supervisor'] as const;
    for (const [index, person] of people.entries()) {
      const role = roles[index];
      for (const [name, definition] of Object.entries(requests)) {
        if (role === undefined || (definition.roles as readonly string[]).includes(role)) continue;
        expect(await refusalOf(person as Person<'terminal'>, name, {}), `${role} ${name}`).toBe('forbidden');
      }
      person.leave();
    }
  });

  it('[Q24] fields that are not the sender’s to set are refused, and nothing changes', async () => {
    const terminal = await Person.arrive(server.url, 'terminal', 'kiiminki-1');
    for (const extra of [{ priority: 9 }, { terminalId: 'pargas-1' }, { setUpBy: 'adviser-mikkeli-1' }, { queuedAt: 0 }]) {
      expect(await refusalOf(terminal, 'queue:join', { ...serviceRequest(), ...extra })).toBe('invalidPayload');
    }
    expect((await terminal.do('terminal:sync', {})).call).toBeNull();
    terminal.leave();
  });

  it('[F50] [Q23] who is in a call for its connection alone is given no media session, whatever the page asks', async () => {
    const terminal = await Person.arrive(server.url, 'terminal', 'pargas-1');
    const expert = await Person.arrive(server.url, 'expert', 'expert-fpa-1');
    const adviser = await Person.arrive(server.url, 'adviser', 'adviser-pargas-1');
    const { callId } = await terminal.do('queue:join', serviceRequest() as never);
    await expert.do('status:choose', { status: 'available' });
    const { offer } = await expert.until((view) => view.offer !== null);
    await expert.do('offer:accept', { callId, offerNumber: offer?.offerNumber ?? 0 });
    await adviser.do('call:join', { callId, microphone: 'connectionOnly' });
    expect((await terminal.until((view) => view.call !== null && 'advisers' in view.call && view.call.advisers.length === 1)).call).toMatchObject({
      advisers: [{ microphone: 'connectionOnly' }],
    });
    expect(await refusalOf(adviser, 'media:open', { callId, rtpCapabilities: {} })).toBe('notFound');
    await adviser.do('chat:send', { callId, text: 'hej', to: 'everybody' });
    await adviser.do('call:leaveAsThirdParty', { callId });
    expect(await refusalOf(adviser, 'chat:send', { callId, text: 'hej', to: 'everybody' })).toBe('notFound');
    await terminal.do('call:leave', { callId });
    for (const person of [terminal, expert, adviser]) person.leave();
  });

  it('[Q22] an expert of another agency and an adviser of another point see nothing and can do nothing to a call', async () => {
    const terminal = await Person.arrive(server.url, 'terminal', 'mikkeli-2');
    const { callId } = await terminal.do('queue:join', serviceRequest() as never);
    const expert = await Person.arrive(server.url, 'expert', 'expert-tax-1');
    expect(await refusalOf(expert, 'chat:send', { callId, text: 'hej', to: 'staff' })).toBe('notFound');
    const adviser = await Person.arrive(server.url, 'adviser', 'adviser-pargas-1');
    const stranger = await Person.arrive(server.url, 'terminal', 'pargas-2');
    expect(JSON.stringify(await terminal.until((view) => view.call !== null))).toContain(callId);
    expect(JSON.stringify([expert.view, adviser.view, stranger.view])).not.toContain(callId);
    expect(await refusalOf(expert as never, 'offer:accept', { callId, offerNumber: 1 })).toBe('notFound');
    expect(await refusalOf(expert as never, 'call:end', { callId })).toBe('notFound');
    expect(await refusalOf(adviser as never, 'call:join', { callId, microphone: 'open' })).toBe('notFound');
    expect(await refusalOf(adviser as never, 'adviser:removeFromQueue', { callId })).toBe('notFound');
    expect(await refusalOf(adviser as never, 'adviser:setUpCall', { ...serviceRequest(), terminalId: 'mikkeli-1', note: '' })).toBe('notFound');
    expect(await refusalOf(stranger, 'call:leave', { callId })).toBe('notFound');
    for (const person of [stranger, expert, adviser])
      expect(await refusalOf(person as never, 'media:setMuted', { callId, source: 'microphone', isMuted: true })).toBe('notFound');
    expect(await refusalOf(stranger, 'media:open', { callId, rtpCapabilities: {} })).toBe('notFound');
    for (const person of [terminal, expert, adviser, stranger]) person.leave();
  });

  it('[Q20] a missing, made-up or foreign token gets the same refusal', async () => {
    const terminalToken = await signIn(server.url, 'terminal', 'saarijarvi-1');
    const attempts = [
      { role: 'expert', version: protocolVersion, token: terminalToken },
      { role: 'terminal', version: protocolVersion, token: 'made up' },
      { role: 'terminal', version: protocolVersion },
    ];
    for (const auth of attempts) expect(await handshakeRefusal(auth)).toBe('notSignedIn');
  });

  it('[E34] a page of another version is told so, whatever else its handshake says', async () => {
    const token = await signIn(server.url, 'terminal', 'saarijarvi-1');
    const attempts = [
      { role: 'terminal', version: protocolVersion - 1, token },
      { role: 'terminal', version: protocolVersion + 1, token },
      { role: 'terminal', version: 1, kind: 'a field that this version does not know' },
    ];
    for (const auth of attempts) expect(await handshakeRefusal(auth)).toBe('versionNotServed');
    expect(await handshakeRefusal({ role: 'terminal', version: 'four', token })).toBe('invalidPayload');
    expect(await handshakeRefusal({ role: 'nobody', version: protocolVersion, token })).toBe('invalidPayload');
  });

  it('[Q39] a page of another origin gets no socket and cannot sign anybody in', async () => {
    const token = await signIn(server.url, 'terminal', 'saarijarvi-1');
    const socket = io(server.url, {
      transports: ['websocket'],
      auth: { role: 'terminal', version: protocolVersion, token },
      extraHeaders: { origin: 'https://evil.example' },
      reconnection: false,
      forceNew: true,
    });
    await new Promise((resolve) => socket.once('connect_error', resolve));
    expect(socket.connected).toBe(false);
    const response = await fetch(`${server.url}/api/demo/sign-in`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: 'https://evil.example' },
      body: JSON.stringify({ role: 'terminal', id: 'mikkeli-1' }),
    });
    expect(response.status).toBe(403);
  });
});

it('outside demo mode none of its doors exists', async () => {
  const closed = await startServer({ env: { MEDIA_WORKERS: '0', DEMO: 'false' } });
  try {
    const post = { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ role: 'terminal', id: 'mikkeli-1' }) };
    for (const [path, init] of [
      ['/api/demo/people', {}],
      ['/api/demo/sign-in', post],
      ['/api/demo/past-calls', post],
      ['/api/demo/stage', { ...post, body: JSON.stringify({ language: 'sv' }) }],
    ] as const) {
      expect((await fetch(`${closed.url}${path}`, init)).status, path).toBe(404);
    }
    // No page may be shown in a frame, not even one of ours.
    expect((await fetch(closed.url)).headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
  } finally {
    await closed.stop();
  }
});

describe('what comes over the wire', () => {
  it('[Q25] names and keys of Object and its prototype have no effect', async () => {
    const terminal = await Person.arrive(server.url, 'terminal', 'saarijarvi-2');
    for (const name of ['toString', '__proto__', 'constructor', 'hasOwnProperty', 'no:such']) {
      expect(await refusalOf(terminal, name, {})).toBe('unknownRequest');
    }
    const polluted = JSON.parse(
      `{"callId":"${randomUUID()}","agencyId":"fpa","serviceId":"fpa.studentAid","language":"sv","__proto__":{"isAdmin":true}}`,
    ) as unknown;
    expect(await refusalOf(terminal, 'queue:join', polluted)).toMatch(/invalidPayload|ok/);
    expect(await refusalOf(terminal, 'queue:join', { ...serviceRequest(), agencyId: '__proto__' })).toMatch(/invalidPayload|notFound/);
    expect(await refusalOf(terminal, 'queue:join', { ...serviceRequest(), agencyId: 'constructor', serviceId: 'toString' })).toBe('notFound');
    // In the server's own process: nothing that every object there would have.
    expect(await evaluateIn(server, `[...Object.keys(Object.prototype), 'isAdmin' in {}]`)).toEqual([false]);
    await terminal.do('visit:close', {});
    terminal.leave();
  });

  it('[Q26] what is too large is cut off, and the server neither falls nor swells', async () => {
    const before = residentBytes();
    for (let round = 0; round < 20; round += 1) {
      const attacker = await Person.arrive(server.url, 'terminal', 'pelkosenniemi-1');
      const gone = new Promise((resolve) => attacker.socket.once('disconnect', resolve));
      attacker.socket.emit('queue:join', { padding: 'x'.repeat(1024 * 1024 + 1) });
      await gone;
      attacker.leave();
    }
    const person = await Person.arrive(server.url, 'terminal', 'pelkosenniemi-1');
    const manyKeys = Object.fromEntries(Array.from({ length: 5_000 }, (_, index) => [`k${index}`, 1]));
    expect(await refusalOf(person, 'queue:join', manyKeys)).toBe('invalidPayload');
    // Deeper than the client's own encoder can go, so written past it: a Socket.IO packet of type 2, an event.
    const { id } = person.socket;
    person.socket.io.engine.write(`2["queue:join",${'['.repeat(20_000)}${']'.repeat(20_000)}]`);
    const post = await fetch(`${server.url}/api/sign-in`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ code: 'x'.repeat(10 * 1024 * 1024) }),
    });
    expect(post.status).toBe(400);
    expect(await refusalOf(person, 'terminal:sync', {})).toBe('ok');
    expect(person.socket.id).toBe(id);
    expect(residentBytes() - before).toBeLessThan(100 * 1024 * 1024);
    person.leave();
  });

  it('[Q29] a flood from one socket is refused, and others are served', async () => {
    const flooder = await Person.arrive(server.url, 'terminal', 'kiiminki-2');
    const other = await Person.arrive(server.url, 'terminal', 'kiiminki-1');
    const gone = new Promise((resolve) => flooder.socket.once('disconnect', resolve));
    const answers = Promise.all(Array.from({ length: 2_000 }, () => refusalOf(flooder, 'terminal:sync', {}).catch(() => 'cut off')));
    expect(await refusalOf(other, 'terminal:sync', {})).toBe('ok');
    // Refused for a while, then sent away and not let in again.
    await gone;
    expect(await handshakeRefusal({ role: 'terminal', version: protocolVersion, token: await signIn(server.url, 'terminal', 'kiiminki-2') })).toBe('tooMany');
    expect(await refusalOf(other, 'terminal:sync', {})).toBe('ok');
    flooder.leave();
    // However fast they came, few were carried out.
    expect((await answers).filter((code) => code === 'ok').length).toBeLessThan(150);
    other.leave();
  });

  it('a request without an acknowledgement function is carried out and answers nobody', async () => {
    const terminal = await Person.arrive(server.url, 'terminal', 'serviceCar-1');
    terminal.socket.emit('help:request', {});
    await terminal.until((view) => view.help !== null);
    await terminal.do('help:cancel', {});
    terminal.leave();
  });

  it('no token stands in the log', async () => {
    const token = await signIn(server.url, 'terminal', 'serviceCar-1');
    const person = await Person.connect(server.url, 'terminal', token);
    person.leave();
    expect(await server.log()).not.toContain(token);
  });
});
