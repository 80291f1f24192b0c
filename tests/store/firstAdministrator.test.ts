import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AppError } from '#server/errors.ts';
import { type TestDatabase, databaseKinds } from '#tests/support/databases.ts';
import { type Engine, createTestEngine } from '#tests/support/engine.ts';
import { goodPassword, totpCode } from '#tests/support/localAccounts.ts';
import { type VirtualClock, withVirtualClock } from '#tests/support/virtualClock.ts';

const party = { id: 'service.example.fi', origins: ['https://service.example.fi'] };

describe.each(databaseKinds)('the first administrator on %s', (_name, open) => {
  let opened: TestDatabase;
  let clock: VirtualClock;
  let engine: Engine;
  beforeAll(async () => {
    opened = await open();
    clock = withVirtualClock(opened.database);
    engine = await createTestEngine(clock.database, { bringContent: () => Promise.resolve() });
  });
  afterAll(() => opened.close());
  const refusalOf = (work: Promise<unknown>): Promise<string> =>
    work.then(
      () => 'none',
      (error: unknown) => (error instanceof AppError ? error.code : String(error)),
    );
  const begin = async (token: string): Promise<string> => {
    const progress = await engine.accounts.withFirstAdministratorToken({ token, displayName: 'Aino Virtanen' });
    return progress.kind === 'step' ? progress.token : '';
  };
  async function finish(step: string, userName: string) {
    const { options, token } = await engine.accounts.beginSetUp(step, party, { userName, password: goodPassword });
    const now = await clock.database.transaction((tx) => Promise.resolve(tx.now));
    return engine.accounts.finishSetUp(token, party, { userName, password: goodPassword, factor: { kind: 'totp', code: totpCode(options.totp.secret, now) } });
  }

  it('[F104] of an empty installation is made once, by a link that runs out, and only while there is none', async () => {
    const { accounts, catalogue, identity } = engine;
    expect(catalogue.all).toEqual({ agencies: [], points: [] });
    const late = await accounts.offerFirstAdministrator();
    clock.advance(2 * 3_600_000 + 1);
    expect(await refusalOf(begin(late ?? ''))).toBe('badAccessCode');
    const offered = await accounts.offerFirstAdministrator();
    expect(await refusalOf(begin(`${offered}x`))).toBe('badAccessCode');
    // Two have the page open: the first who is ready is the administrator.
    const [one, two] = [await begin(offered ?? ''), await begin(offered ?? '')];
    const { progress } = await finish(one, 'aino');
    expect(progress).toMatchObject({ kind: 'signedIn', subject: { role: 'administrator' } });
    expect(await refusalOf(finish(two, 'mallory'))).toBe('notSignedIn');
    expect(await refusalOf(begin(offered ?? ''))).toBe('badAccessCode');
    expect(await accounts.offerFirstAdministrator()).toBeNull();
    const [administrator, ...others] = catalogue.staff;
    expect(others).toEqual([]);
    expect(administrator).toMatchObject({ role: 'administrator', displayName: 'Aino Virtanen', scope: { kind: 'nation' } });
    // One who has ended, has not begun yet, or looks after a part alone, looks after nothing more.
    const setRow = (column: 'validity' | 'scope', value: object | null) =>
      clock.database.transaction((tx) => tx.run(`update staff set ${column} = $1`, [value === null ? null : JSON.stringify(value)]));
    for (const validity of [{ to: '2020-01-01' }, { endedAt: 1_000 }, { from: '2999-01-01' }]) {
      await setRow('validity', validity);
      expect(await accounts.offerFirstAdministrator(), JSON.stringify(validity)).not.toBeNull();
    }
    await setRow('validity', { to: '2999-01-01' });
    expect(await accounts.offerFirstAdministrator()).toBeNull();
    await setRow('scope', { kind: 'municipality', municipality: 'Mikkeli' });
    expect(await accounts.offerFirstAdministrator()).not.toBeNull();
    await setRow('scope', { kind: 'nation' });
    await setRow('validity', null);
    if (progress.kind === 'signedIn') expect((await identity.open(progress.subject)).token).toBeTruthy();
  });
});
