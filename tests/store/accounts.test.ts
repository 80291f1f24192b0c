import { pino } from 'pino';
import { beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { Subject } from '#shared/contract/http.ts';
import { type Accounts, forgetTotp } from '#server/accounts/index.ts';
import { sealSecrets } from '#server/accounts/sealing.ts';
import { AppError } from '#server/errors.ts';
import { createSecrets } from '#server/secrets.ts';
import { goodPassword, totpCode } from '#tests/support/localAccounts.ts';
import { onBothDatabases } from '#tests/support/onBothDatabases.ts';
import { softPasskey } from '#tests/support/passkey.ts';

const origin = 'https://service.example.fi';
const party = { id: 'service.example.fi', origins: [origin] };
const expert = { role: 'expert', id: 'expert-fpa-1' } as const;
const own = { subject: expert, tokens: [] };
const supervisor = { role: 'supervisor', id: 'supervisor-fpa-1' } as const;
const actRow = z.object({ act: z.string(), actor: z.looseObject({ kind: z.string() }), outcome: z.string() });

const logger = pino({ level: 'silent' });
const secretRow = z.object({ id: z.string(), secret: z.string() });
const stepRow = z.object({ step: z.string() });
const endedRow = z.object({ act: z.string(), details: z.record(z.string(), z.unknown()) });

type Progress = Awaited<ReturnType<Accounts['withCode']>>;
const tokenOf = (progress: Progress): string => {
  if (progress.kind !== 'step') throw new Error(`${progress.kind} is no step`);
  return progress.token;
};

onBothDatabases('local accounts', (world) => {
  let accounts: Accounts;
  beforeEach(() => {
    ({ accounts } = world.engine);
  });
  const now = () => world.database.transaction((tx) => Promise.resolve(tx.now));
  const acts = async () =>
    (await world.database.transaction((tx) => tx.rows(actRow, 'select act, actor, outcome from audit_entries order by id'))).map(
      ({ act, outcome }) => `${act} ${outcome}`,
    );
  const code = (subject: Subject) => world.engine.identity.makeAccessCode(subject);

  /** By a one-time code, with an authenticator app. */
  async function makeAccount(subject: Subject, userName: string) {
    const begun = tokenOf(await accounts.withCode(await code(subject)));
    const { options, token } = await accounts.beginSetUp(begun, party, { userName, password: goodPassword });
    const factor = { kind: 'totp', code: totpCode(options.totp.secret, await now()) } as const;
    const done = await accounts.finishSetUp(token, party, { userName, password: goodPassword, factor });
    world.later(60_000);
    return { ...done, secret: options.totp.secret };
  }
  const withPassword = async (userName: string, token?: string) => tokenOf(await accounts.withPassword(token, { userName, password: goodPassword }));

  it('[F104] a one-time code is the first sign-in: name, password and second factor are chosen, and by these one signs in from then on', async () => {
    const { progress, recoveryCodes, secret } = await makeAccount(expert, 'aino.virtanen');
    expect(progress).toEqual({ kind: 'signedIn', subject: expert });
    expect(recoveryCodes).toHaveLength(10);
    const token = await withPassword('Aino.Virtanen ');
    expect(await accounts.stepOf(token)).toEqual({ next: 'secondFactor', factors: ['totp', 'recoveryCode'] });
    expect(await accounts.withTotp(token, { code: totpCode(secret, await now()) })).toEqual({ kind: 'signedIn', subject: expert });
    expect(await acts()).toEqual(['accessCode.used done', 'account.created done', 'signIn.done done', 'signIn.done done']);
  });

  it('[Q20] a code of an authenticator app is taken once, and a step leads on once', async () => {
    const { secret } = await makeAccount(expert, 'aino');
    const shown = totpCode(secret, await now());
    const [first, second] = [await withPassword('aino'), await withPassword('aino')];
    await accounts.withTotp(first, { code: shown });
    expect(await world.refusalOf(accounts.withTotp(second, { code: shown }))).toBe('badCredentials');
    world.later(30_000);
    expect(await world.refusalOf(accounts.withTotp(first, { code: totpCode(secret, await now()) }))).toBe('notSignedIn');
    expect(await world.refusalOf(accounts.withTotp(second, { code: totpCode(secret, await now()) }))).toBe('none');
    expect(await acts()).toContain('signIn.refused refused');
  });

  it('[F104] a recovery code is taken once, however it is written', async () => {
    const { recoveryCodes } = await makeAccount(expert, 'aino');
    const [first = ''] = recoveryCodes;
    const typed = first.toLowerCase().replace('-', ' ').replaceAll('0', 'o');
    expect(await world.refusalOf(accounts.withRecoveryCode(await withPassword('aino'), { code: typed }))).toBe('none');
    expect(await world.refusalOf(accounts.withRecoveryCode(await withPassword('aino'), { code: first }))).toBe('badCredentials');
    expect(await accounts.readOwn(expert)).toMatchObject({ recoveryCodesLeft: 9 });
  });

  it('[Q20] an unknown name and a wrong password are refused alike', async () => {
    await makeAccount(expert, 'aino');
    const refusals = await Promise.all(
      ['aino', 'nobody'].map((userName) => accounts.withPassword(undefined, { userName, password: 'not the password' }).catch((error: unknown) => error)),
    );
    expect(refusals.map((error) => (error instanceof AppError ? error.toWire() : error))).toEqual([
      { code: 'badCredentials', message: expect.any(String) },
      { code: 'badCredentials', message: expect.any(String) },
    ]);
  });

  it('[F104] a passkey is a second factor, and a sign-in alone; another page, another challenge and an unverified person are refused', async () => {
    const passkey = softPasskey(origin);
    const begun = tokenOf(await accounts.withCode(await code(expert)));
    const { options, token } = await accounts.beginSetUp(begun, party, { userName: 'aino', password: goodPassword });
    const made = passkey.make(options.passkey.challenge);
    await accounts.finishSetUp(token, party, { userName: 'aino', password: goodPassword, factor: { kind: 'passkey', name: 'Dator', answer: made } });
    const alone = await accounts.beginPasskey(undefined, party);
    expect(alone.options.allowCredentials).toEqual([]);
    expect(await accounts.withPasskey(alone.token, party, passkey.prove(alone.options.challenge))).toEqual({ kind: 'signedIn', subject: expert });
    const factor = await accounts.beginPasskey(await withPassword('aino'), party);
    expect(factor.options.allowCredentials?.map(({ id }) => id)).toEqual([passkey.id]);
    expect(await accounts.withPasskey(factor.token, party, passkey.prove(factor.options.challenge))).toMatchObject({ kind: 'signedIn' });
    for (const wrong of [
      (challenge: string) => passkey.prove(challenge, { from: 'https://service.example.com' }),
      () => passkey.prove(Buffer.from('another one').toString('base64url')),
      (challenge: string) => passkey.prove(challenge, { isVerified: false }),
      (challenge: string) => ({ ...softPasskey(origin).prove(challenge), id: passkey.id, rawId: passkey.id }),
    ]) {
      const tried = await accounts.beginPasskey(undefined, party);
      expect(await world.refusalOf(accounts.withPasskey(tried.token, party, wrong(tried.options.challenge)))).toBe('badCredentials');
      // The challenge is used up.
      expect(await world.refusalOf(accounts.withPasskey(tried.token, party, passkey.prove(tried.options.challenge)))).toBe('notSignedIn');
    }
  });

  it('[F104] an account carries several roles: a second code adds one, and one chooses', async () => {
    const { secret } = await makeAccount(expert, 'aino');
    const second = tokenOf(await accounts.withCode(await code(supervisor)));
    expect(await accounts.stepOf(second)).toMatchObject({ next: 'setUp', canJoin: true });
    const token = await withPassword('aino', second);
    const choosing = tokenOf(await accounts.withTotp(token, { code: totpCode(secret, await now()) }));
    const step = await accounts.stepOf(choosing);
    expect(step.next === 'chooseRole' && step.roles.map(({ role, id }) => ({ role, id }))).toEqual([expert, supervisor]);
    expect(await world.refusalOf(accounts.chooseRole(choosing, { role: 'administrator', id: 'administrator-1' }))).toBe('notFound');
    expect(await accounts.chooseRole(choosing, supervisor)).toEqual({ kind: 'signedIn', subject: supervisor });
    expect(await world.refusalOf(accounts.chooseRole(choosing, supervisor))).toBe('notSignedIn');
  });

  it('[F104] a new code for somebody with an account begins anew: the old password and factors are gone', async () => {
    const old = await makeAccount(expert, 'aino');
    const begun = tokenOf(await accounts.withCode(await code(expert)));
    expect(await accounts.stepOf(begun)).toMatchObject({ next: 'setUp', userName: 'aino', canJoin: false });
    const password = 'fem andra ord på rad';
    const { options, token } = await accounts.beginSetUp(begun, party, { userName: 'aino', password });
    await accounts.finishSetUp(token, party, { userName: 'aino', password, factor: { kind: 'totp', code: totpCode(options.totp.secret, await now()) } });
    expect(await world.refusalOf(accounts.withPassword(undefined, { userName: 'aino', password: goodPassword }))).toBe('badCredentials');
    world.later(60_000);
    const next = tokenOf(await accounts.withPassword(undefined, { userName: 'aino', password }));
    expect(await world.refusalOf(accounts.withTotp(next, { code: totpCode(old.secret, await now()) }))).toBe('badCredentials');
    expect(await world.refusalOf(accounts.withRecoveryCode(next, { code: old.recoveryCodes[0] ?? '' }))).toBe('badCredentials');
    expect(await world.refusalOf(accounts.withTotp(next, { code: totpCode(options.totp.secret, await now()) }))).toBe('none');
  });

  it.each([
    ['aaaaaaaaaaaa', 'passwordTooCommon'],
    ['password1234', 'passwordTooCommon'],
    ['aino.virtanen1', 'passwordTooCommon'],
    [goodPassword, 'none'],
  ])('[Q20] the password %s: %s', async (password, refusal) => {
    const begun = tokenOf(await accounts.withCode(await code(expert)));
    expect(await world.refusalOf(accounts.beginSetUp(begun, party, { userName: 'aino.virtanen', password }))).toBe(refusal);
  });

  it('[F104] a user name is one person’s', async () => {
    await makeAccount(expert, 'aino');
    const begun = tokenOf(await accounts.withCode(await code(supervisor)));
    expect(await world.refusalOf(accounts.beginSetUp(begun, party, { userName: 'aino', password: goodPassword }))).toBe('userNameTaken');
  });

  it('[F104] a step runs out', async () => {
    const { secret } = await makeAccount(expert, 'aino');
    const token = await withPassword('aino');
    world.later(10 * 60_000 + 1);
    expect(await world.refusalOf(accounts.withTotp(token, { code: totpCode(secret, await now()) }))).toBe('notSignedIn');
  });

  it('[F104] one’s own account: changes need the password, and the last second factor stays', async () => {
    await makeAccount(expert, 'aino');
    const password = goodPassword;
    expect(await accounts.readOwn(supervisor)).toBeNull();
    expect(await world.refusalOf(accounts.removeOwnFactor(own, { password, passkeyId: null }))).toBe('wrongState');
    expect(await world.refusalOf(accounts.beginOwnFactor(expert, undefined, party, { password: 'wrong' }))).toBe('badCredentials');
    const passkey = softPasskey(origin);
    const { options, token } = await accounts.beginOwnFactor(expert, undefined, party, { password });
    const factor = { kind: 'passkey', name: 'Telefon', answer: passkey.make(options.passkey.challenge) } as const;
    await accounts.addOwnFactor(own, token, party, { factor });
    await accounts.removeOwnFactor(own, { password, passkeyId: null });
    expect(await accounts.readOwn(expert)).toMatchObject({ hasTotp: false, passkeys: [{ name: 'Telefon' }] });
    expect(await world.refusalOf(accounts.removeOwnFactor(own, { password, passkeyId: passkey.id }))).toBe('wrongState');
    await accounts.changePassword(own, { password, newPassword: 'fem andra ord på rad' });
    expect(await world.refusalOf(accounts.renewRecoveryCodes(own, { password }))).toBe('badCredentials');
    expect(await accounts.renewRecoveryCodes(own, { password: 'fem andra ord på rad' })).toHaveLength(10);
    expect(await acts()).toEqual(
      expect.arrayContaining(['passkey.added done', 'totp.removed done', 'account.passwordChanged done', 'recoveryCodes.renewed done']),
    );
  });

  it('[Q20] ASVS 7.4.3: whoever changes password or factors is signed out everywhere else, in all roles, and at this browser goes on', async () => {
    await makeAccount(expert, 'aino');
    const { identity } = world.engine;
    // The same person's other role.
    const joining = tokenOf(await accounts.withCode(await code(supervisor)));
    const passkey = softPasskey(origin);
    const begun = await accounts.beginOwnFactor(expert, undefined, party, { password: goodPassword });
    await accounts.addOwnFactor(own, begun.token, party, { factor: { kind: 'passkey', name: 'Dator', answer: passkey.make(begun.options.passkey.challenge) } });
    const atPasskey = await accounts.beginPasskey(joining, party);
    await accounts.withPasskey(atPasskey.token, party, passkey.prove(atPasskey.options.challenge));
    const opened = async () => {
      const tokens = await Promise.all([expert, expert, supervisor].map(async (subject) => (await identity.open(subject)).token));
      return {
        tokens,
        here: { subject: expert, tokens: tokens.slice(0, 1) },
        left: async () => (await identity.subjectsOf(tokens)).map((one) => one?.role ?? null),
      };
    };
    const stranger = (await identity.open({ role: 'expert', id: 'expert-fpa-2' })).token;
    const half = await withPassword('aino');
    const newPassword = 'fem andra ord på rad';

    const first = await opened();
    expect(await first.left()).toEqual(['expert', 'expert', 'supervisor']);
    expect(await world.refusalOf(accounts.changePassword(first.here, { password: 'wrong', newPassword }))).toBe('badCredentials');
    expect(await first.left()).toEqual(['expert', 'expert', 'supervisor']);
    await accounts.changePassword(first.here, { password: goodPassword, newPassword });
    expect(await first.left()).toEqual(['expert', null, null]);
    // Nor does anybody go on from the old password.
    expect(await accounts.stepOf(half)).toEqual({ next: 'start' });

    const second = await opened();
    await accounts.removeOwnFactor(second.here, { password: newPassword, passkeyId: null });
    expect(await second.left()).toEqual(['expert', null, null]);
    const third = await opened();
    const [recoveryCode = ''] = await accounts.renewRecoveryCodes(third.here, { password: newPassword });
    expect(await third.left()).toEqual(['expert', null, null]);
    const factor = tokenOf(await accounts.withPassword(undefined, { userName: 'aino', password: newPassword }));
    await accounts.withRecoveryCode(factor, { code: recoveryCode });
    expect(await third.left()).toEqual([null, null, null]);
    expect((await identity.subjectsOf([stranger]))[0]).toMatchObject({ id: 'expert-fpa-2' });
    const told = await world.database.transaction((tx) => tx.rows(endedRow, 'select act, details from audit_entries order by id'));
    expect(told.filter(({ details }) => 'endedSessions' in details).map(({ act, details }) => `${act} ${String(details['endedSessions'])}`)).toEqual([
      'passkey.added 0',
      'account.passwordChanged 2',
      'totp.removed 3',
      'recoveryCodes.renewed 3',
      'recoveryCode.used 1',
    ]);
  });

  describe('[M12] the secret of an authenticator app', () => {
    const kept = async () =>
      (await world.database.transaction((tx) => tx.rows(secretRow, 'select id, totp_secret as secret from accounts where totp_secret is not null')))[0] ?? {
        id: '',
        secret: '',
      };
    const sealing = (...keys: [number, ...number[]]) => {
      const [first, ...others] = keys.map((byte) => Buffer.alloc(32, byte));
      return sealSecrets({ database: world.database, secrets: createSecrets([first ?? Buffer.alloc(32), ...others]), logger });
    };
    const signIn = async (secret: string) => accounts.withTotp(await withPassword('aino'), { code: totpCode(secret, await now()) });

    it('stands in no table as it is, not even while the app is being added', async () => {
      const begun = tokenOf(await accounts.withCode(await code(expert)));
      const { options } = await accounts.beginSetUp(begun, party, { userName: 'aino', password: goodPassword });
      const steps = await world.database.transaction((tx) => tx.rows(stepRow, 'select step::text as step from sign_in_steps'));
      expect(steps.map(({ step }) => step).join(' ')).toContain('totpSecret');
      expect(steps.map(({ step }) => step).join(' ')).not.toContain(options.totp.secret);
      const { secret } = await makeAccount(supervisor, 'bo');
      expect((await kept()).secret).toMatch(/^v1:/);
      expect((await kept()).secret).not.toContain(secret);
    });

    it('of a release before is encrypted at the start, and goes on working', async () => {
      const { secret } = await makeAccount(expert, 'aino');
      const { id } = await kept();
      await world.database.transaction((tx) => tx.run('update accounts set totp_secret = $2 where id = $1', [id, secret]));
      await accounts.sealSecrets();
      expect((await kept()).secret).toMatch(/^v1:/);
      expect(await signIn(secret)).toEqual({ kind: 'signedIn', subject: expert });
    });

    it('with another key keeps the server from starting; with both it is encrypted anew; if the key is lost it can be forgotten', async () => {
      await sealing(8);
      const { secret } = await makeAccount(expert, 'aino');
      await expect(sealing(8)).rejects.toThrow('SECRETS_KEY');
      const before = (await kept()).secret;
      await sealing(8, 7);
      expect((await kept()).secret).not.toBe(before);
      await sealing(8);
      await expect(accounts.sealSecrets()).rejects.toThrow('forget-totp');
      await sealing(7, 8);
      expect(await signIn(secret)).toEqual({ kind: 'signedIn', subject: expert });
      expect(await forgetTotp({ database: world.database })).toBe(1);
      expect(await accounts.stepOf(await withPassword('aino'))).toEqual({ next: 'secondFactor', factors: ['recoveryCode'] });
      expect(await acts()).toContain('totp.forgotten done');
    });
  });

  it('[F104] the first administrator is made once, by a link that runs out, and only while there is none', async () => {
    // The demo's content has administrators.
    expect(await accounts.offerFirstAdministrator()).toBeNull();
    expect(await world.refusalOf(accounts.withFirstAdministratorToken({ token: 'x'.repeat(43), displayName: 'Aino' }))).toBe('badAccessCode');
  });
});
