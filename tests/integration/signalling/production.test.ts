import { randomUUID } from 'node:crypto';
import { type SecureVersion, connect } from 'node:tls';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Role } from '#shared/contract/define.ts';
import { routes } from '#shared/permissions/routes.ts';
import { Production, outcomeOf } from '#tests/support/production.ts';

/** NODE_ENV=production behind Caddy on PostgreSQL: what ASVS 5.0 asks of the door, by the numbers of its requirements. */
let house: Production;
beforeAll(async () => {
  house = await Production.start();
}, 240_000);
afterAll(() => house.stop());

const serviceRequest = () => ({ callId: randomUUID(), agencyId: 'fpa', serviceId: 'fpa.studentAid', language: 'sv' as const });

describe('the door', () => {
  it('[Q20] ASVS 4.4.3, 7.2.1: forged, foreign, ended and missing tokens are refused with the same words, over HTTP and on the socket', async () => {
    const ended = await house.signIn('expert', 'expert-fpa-2');
    const other = await house.signIn('terminal', 'mikkeli-2');
    const name = ended.split('=')[0] ?? '';
    expect((await house.post('/api/sign-out', { role: 'expert' }, { cookie: ended })).status).toBe(200);
    const forged = Buffer.from('{"alg":"none"}').toString('base64url');
    const cookies = [ended, `${name}=${other.split('=')[1]}`, `${name}=${forged}.${forged}.`, `${name}=${'A'.repeat(43)}`, ''];
    for (const cookie of cookies) await expect(house.socket('expert', cookie), cookie.slice(0, 40)).rejects.toThrow('notSignedIn');
    const nobodys = cookies.filter((cookie) => !cookie.includes(other.split('=')[1] ?? other));
    const answers = await Promise.all(nobodys.map((cookie) => house.ask({ path: '/api/self-test/bytes', headers: { cookie } })));
    expect(new Set(answers.map(({ status, text }) => `${status} ${text}`)).size).toBe(1);
    expect(answers[0]?.status).toBe(401);
    // A role in the handshake, or in the body, is worth nothing beside the session's.
    await expect(house.socket('supervisor', other)).rejects.toThrow('notSignedIn');
  });

  it('[Q20] a code is good once, and a wrong, used or malformed one is told the same', async () => {
    const code = house.accessCode('expert', 'expert-fpa-3');
    expect((await house.post('/api/sign-in', { code })).status).toBe(200);
    const answers = await Promise.all(
      [code, code.toLowerCase(), 'A'.repeat(code.length), code.slice(0, -1)].map((one) => house.post('/api/sign-in', { code: one })),
    );
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
    for (const { status, headers } of answers) {
      expect(status).toBe(403);
      expect(headers['set-cookie']).toBeUndefined();
    }
    for (const body of [{}, { code: 1 }, { code: '' }, { code, role: 'administrator' }, null])
      expect((await house.post('/api/sign-in', body)).status).toBe(400);
  });

  it('ASVS 3.3.1, 3.4.1, 3.4.3, 3.4.4, 3.4.6, 14.3.2: cookies and answers have what browsers need to protect them', async () => {
    const { headers } = await house.enter('supervisor', 'supervisor-fpa-1');
    const cookie = headers['set-cookie']?.find((line) => line.startsWith('__Host-distans_supervisor=')) ?? '';
    expect(cookie).toMatch(/; HttpOnly/i);
    expect(cookie).toMatch(/; Secure/i);
    expect(cookie).toMatch(/; SameSite=Strict/i);
    expect(cookie).toMatch(/; Path=\//i);
    expect(headers['cache-control']).toBe('no-store');
    const page = await house.ask({ path: '/expert' });
    expect(page.headers['strict-transport-security']).toMatch(/max-age=\d{8,}/);
    expect(page.headers['x-content-type-options']).toBe('nosniff');
    expect(page.headers['referrer-policy']).toBe('no-referrer');
    const policy = String(page.headers['content-security-policy']);
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).toContain("object-src 'none'");
    expect(policy).toContain("base-uri 'self'");
    expect(/script-src ([^;]*)/.exec(policy)?.[1]).toBe("'self' 'wasm-unsafe-eval'");
    expect(page.headers['x-powered-by']).toBeUndefined();
  });

  it('[Q39] ASVS 4.4.2, 3.5.1: a page of another origin gets no socket, signs nobody in and out, whatever it calls itself', async () => {
    const cookie = await house.signIn('terminal', 'kiiminki-1');
    for (const origin of ['https://evil.example', 'null', 'http://localhost', `${house.origin}.evil.example`, house.origin.replace('https', 'http')]) {
      await expect(house.socket('terminal', cookie, { extraHeaders: { origin } }), origin).rejects.toThrow();
      const answer = await house.post('/api/sign-in', { code: 'whatever-it-is' }, { origin });
      expect(answer.status, origin).toBe(403);
      expect(answer.headers['access-control-allow-origin']).toBeUndefined();
      expect((await house.post('/api/sign-out', { role: 'terminal' }, { origin, cookie })).status, origin).toBe(403);
    }
    (await house.socket('terminal', cookie)).disconnect();
  });

  it('ASVS 13.4.2, 13.4.5: neither the demo’s doors nor the operators’ figures are where the pages are', async () => {
    for (const route of routes.filter((name) => name.includes('/api/demo/'))) {
      const [method = '', path = ''] = route.split(' ');
      const answer = method === 'GET' ? await house.ask({ path }) : await house.post(path, { role: 'terminal', id: 'mikkeli-1', language: 'sv' });
      expect(answer.status, route).toBeGreaterThanOrEqual(400);
      expect(answer.headers['set-cookie']).toBeUndefined();
    }
    expect((await house.ask({ path: '/metrics' })).text).not.toContain('# HELP');
    expect(await (await fetch(`http://127.0.0.1:${house.operationsPort}/metrics`)).text()).toContain('# HELP');
  });
});

describe('who has come in', () => {
  const enter = async (role: Role, id: string) => house.socket(role, await house.signIn(role, id));

  it('[Q22] [Q24] ASVS 8.2.1, 8.2.2, 8.4.1, 15.3.3: nobody does another role’s, another agency’s or another point’s, or sets what is not theirs', async () => {
    const terminal = await enter('terminal', 'mikkeli-1');
    const [stranger, expert, supervisor, adviser] = [
      await enter('terminal', 'pargas-2'),
      await enter('expert', 'expert-tax-1'),
      await enter('supervisor', 'supervisor-tax-1'),
      await enter('adviser', 'adviser-pargas-1'),
    ];
    const { callId, ...rest } = serviceRequest();
    expect(await outcomeOf(terminal, 'queue:join', { callId, ...rest })).toBe('ok');
    const unknown = randomUUID();
    const tries = [
      [stranger, 'call:leave', {}],
      [stranger, 'media:open', { rtpCapabilities: {} }],
      [expert, 'offer:accept', { offerNumber: 1 }],
      [expert, 'chat:send', { text: 'x', to: 'staff' }],
      [expert, 'wrapUp:complete', { outcomeCode: 'settled', referral: null, note: '' }],
      [supervisor, 'queue:setPriority', { priority: 1, reason: 'health' }],
      [supervisor, 'call:listen', {}],
      [adviser, 'adviser:removeFromQueue', {}],
      [adviser, 'call:join', { microphone: 'open' }],
    ] as const;
    for (const [who, name, input] of tries) {
      const foreign = await outcomeOf(who, name, { ...input, callId });
      expect(foreign, name).not.toBe('ok');
      expect(await outcomeOf(who, name, { ...input, callId: unknown }), name).toBe(foreign);
    }
    expect(await outcomeOf(terminal, 'queue:setPriority', { callId, priority: 9 })).toBe('forbidden');
    for (const extra of [{ priority: 9 }, { terminalId: 'pargas-1' }, { role: 'expert' }, { isAdmin: true }])
      expect(await outcomeOf(terminal, 'queue:join', { ...serviceRequest(), ...extra }), Object.keys(extra)[0]).toBe('invalidPayload');
    expect(await outcomeOf(terminal, 'call:leave', { callId })).toBe('ok');
    for (const one of [terminal, stranger, expert, supervisor, adviser]) one.disconnect();
  });

  it('[Q25] ASVS 15.3.6: names and keys of Object have no effect', async () => {
    const terminal = await enter('terminal', 'saarijarvi-1');
    for (const name of ['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'valueOf'])
      expect(await outcomeOf(terminal, name, {}), name).toBe('unknownRequest');
    const polluted: unknown = JSON.parse(
      `{"callId":"${randomUUID()}","agencyId":"fpa","serviceId":"fpa.studentAid","language":"sv","__proto__":{"priority":9}}`,
    );
    expect(await outcomeOf(terminal, 'queue:join', polluted)).toBe('invalidPayload');
    for (const agencyId of ['constructor', 'toString', '__proto__'])
      expect(await outcomeOf(terminal, 'queue:join', { ...serviceRequest(), agencyId }), agencyId).toMatch(/^(?:notFound|invalidPayload)$/);
    terminal.disconnect();
  });

  it('ASVS 7.4.1, 4.4.4: signing out ends the socket, and the cookie opens nothing any more', async () => {
    const cookie = await house.signIn('adviser', 'adviser-kiiminki-1');
    const socket = await house.socket('adviser', cookie);
    const gone = new Promise((resolve) => socket.once('disconnect', resolve));
    await house.post('/api/sign-out', { role: 'adviser' }, { cookie });
    await gone;
    await expect(house.socket('adviser', cookie)).rejects.toThrow('notSignedIn');
  });

  it('[Q40] ASVS 14.2.4, 16.2.5: neither tokens, codes nor what people have written stands in the log', async () => {
    const planted = 'planted-word-in-a-note';
    const code = house.accessCode('expert', 'expert-fpa-4');
    const cookie = (await house.post('/api/sign-in', { code })).headers['set-cookie']?.[0]?.split(';')[0] ?? '';
    const adviser = await enter('adviser', 'adviser-mikkeli-1');
    expect(await outcomeOf(adviser, 'adviser:setUpCall', { ...serviceRequest(), terminalId: 'mikkeli-1', note: planted })).toBe('ok');
    expect(await outcomeOf(adviser, 'adviser:setUpCall', { ...serviceRequest(), terminalId: 'mikkeli-1', note: planted.repeat(500) })).toBe('invalidPayload');
    adviser.disconnect();
    const log = await house.server.log();
    for (const secret of [planted, code, cookie.split('=')[1] ?? 'no cookie']) expect(log).not.toContain(secret);
    expect(log).toContain('page connected');
  });
});

it('ASVS 12.1.1: nothing older than TLS 1.2 is spoken', async () => {
  const { hostname, port } = new URL(house.origin);
  const speaks = (version: SecureVersion): Promise<boolean> =>
    new Promise((resolve) => {
      const limits = { minVersion: version, maxVersion: version, ciphers: 'DEFAULT@SECLEVEL=0' };
      const line = connect({ host: hostname, port: Number(port), servername: hostname, rejectUnauthorized: false, ...limits }, () => {
        line.end();
        resolve(true);
      });
      line.once('error', () => resolve(false));
    });
  expect(await Promise.all((['TLSv1', 'TLSv1.1', 'TLSv1.2', 'TLSv1.3'] as const).map(speaks))).toEqual([false, false, true, true]);
});
