import { pino } from 'pino';
import { expect, it } from 'vitest';
import { createSignInRefusals } from '#server/audit/index.ts';
import { openDatabase } from '#server/platform/database/index.ts';
import { createIdentity } from '#server/identity/index.ts';
import { onBothDatabases } from '#tests/support/onBothDatabases.ts';
import { startPostgres } from '#tests/support/postgres.ts';

onBothDatabases('sessions', (world) => {
  it('[E31] all tokens of a browser are looked up in one transaction, each answered in its place', async () => {
    let transactions = 0;
    const database: typeof world.database = {
      ...world.database,
      transaction: (work) => {
        transactions += 1;
        return world.database.transaction(work);
      },
    };
    const identity = createIdentity({ database, catalogue: world.engine.catalogue, sessionHours: 1, auditRefusal: createSignInRefusals(), onEnded: () => {} });
    const terminal = { role: 'terminal', id: 'mikkeli-1' } as const;
    const expert = { role: 'expert', id: 'expert-fpa-1' } as const;
    const [first, second] = [await identity.open(terminal), await identity.open(expert)];
    transactions = 0;
    expect(await identity.subjectsOf([second.token, 'made up', first.token])).toEqual([expert, null, terminal]);
    expect(transactions).toBe(1);
    expect(await identity.subjectsOf([])).toEqual([]);
    expect(transactions).toBe(1);
    await identity.end(first.token);
    expect(await identity.signedIn(first.token)).toBeNull();
  });

  it('a session of a given lifetime ends with it, and its subject is signed in no more', async () => {
    const identity = createIdentity({
      database: world.database,
      catalogue: world.engine.catalogue,
      sessionHours: 1,
      auditRefusal: createSignInRefusals(),
      onEnded: () => {},
    });
    const terminal = { role: 'terminal', id: 'pargas-2' } as const;
    const signedIn = async () => (await identity.signedInSince()).filter(({ id }) => id === terminal.id);
    const { token } = await identity.open(terminal, { lifetimeMs: 0 });
    expect(await identity.signedIn(token)).toBeNull();
    expect(await signedIn()).toEqual([]);
    const lasting = await identity.open(terminal, { lifetimeMs: 60_000 });
    expect(await identity.signedIn(lasting.token)).toMatchObject({ subject: terminal });
    expect(await signedIn()).toMatchObject([terminal]);
  });
});

it('[E31] a database whose connections are all busy still answers who asks whether it is there', async () => {
  const postgres = await startPostgres();
  try {
    const options = { url: await postgres.createDatabase(), poolSize: 2, dataDir: '', dumpIntervalMs: 3_600_000, logger: pino({ level: 'silent' }) };
    const database = await openDatabase(options);
    const done = Promise.withResolvers<void>();
    const busy = Promise.all(Array.from({ length: 8 }, () => database.transaction(() => done.promise)));
    await Promise.all([database.ping(), database.ping()]);
    done.resolve();
    await busy;
    await database.close();
  } finally {
    await postgres.stop();
  }
});
