import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDatabase, sessionLimits } from '#server/platform/database/open.ts';
import { type TestPostgres, startPostgres } from '#tests/support/postgres.ts';
import { says, startProcess } from '#tests/support/process.ts';

let postgres: TestPostgres;
beforeAll(async () => {
  postgres = await startPostgres();
});
afterAll(() => postgres.stop());

describe('[M8] a server that is frozen in the middle of a transaction', () => {
  it('gives its rows back within its time, and the others go on', { timeout: 60_000 }, async () => {
    await using started = new AsyncDisposableStack();
    const url = await postgres.createDatabase('tcp');
    const dataDir = started.adopt(await mkdtemp(path.join(tmpdir(), 'distans-frozen-')), (folder) => rm(folder, { recursive: true }));
    const database = started.adopt(await openDatabase({ url, poolSize: 2, dataDir, dumpIntervalMs: 1e6, logger: pino({ level: 'silent' }) }), (one) =>
      one.close(),
    );
    const plain = started.adopt(new pg.Client({ connectionString: url }), (client) => client.end());
    await plain.connect();
    await plain.query('create table held (id int primary key, value int)');
    await plain.query('insert into held values (1, 0)');
    const frozen = started.adopt(
      await startProcess(process.execPath, ['tests/support/rowHolder.ts'], {
        env: { ...process.env, DATABASE_URL: url },
        ready: (child) => says(child, /holds/),
      }),
      (holder) => holder.stop('SIGKILL'),
    );
    process.kill(frozen.pid, 'SIGSTOP');
    const setValue = (): Promise<number> => database.transaction((tx) => tx.run('update held set value = 1 where id = 1'));
    // Nobody waits for ever: the first tries are told that they cannot have it now.
    await expect(setValue()).rejects.toMatchObject({ code: '55P03' });
    await expect.poll(() => setValue().catch(() => 0), { timeout: sessionLimits.idle_in_transaction_session_timeout + 10_000 }).toBe(1);
  });
});
