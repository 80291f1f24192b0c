import { expect, it } from 'vitest';
import { z } from 'zod';
import type { Transaction } from '#server/platform/database/index.ts';
import { onBothDatabases } from '#tests/support/onBothDatabases.ts';

const countRow = z.object({ count: z.number() });

onBothDatabases('statements of one transaction', (world) => {
  const make = (tx: Transaction) => tx.run('create temporary table marks (mark int) on commit drop');
  const put = (tx: Transaction) => tx.run('insert into marks values (1)');
  const count = async (tx: Transaction) => (await tx.rows(countRow, 'select count(*)::int as count from marks'))[0]?.count;

  it('are carried out in the order in which they are given, also when given at once', async () => {
    const seen = await world.database.transaction(async (tx) => {
      const [, first, , , second] = await Promise.all([make(tx), count(tx), put(tx), put(tx), count(tx)]);
      return [first, second];
    });
    expect(seen).toEqual([0, 2]);
  });

  it('are all undone when one of those given at once fails, and the next transaction is as ever', async () => {
    const work = (tx: Transaction) => Promise.all([tx.run('create table never_kept (mark int)'), tx.run('select 1 / 0'), tx.run('select 2')]);
    await expect(world.database.transaction(work)).rejects.toThrow('division by zero');
    const kept = await world.database.transaction((tx) =>
      tx.rows(countRow, `select count(*)::int as count from information_schema.tables where table_name = 'never_kept'`),
    );
    expect(kept).toEqual([{ count: 0 }]);
  });

  it('are carried out no more when the transaction is over, though the work beside what failed goes on', async () => {
    let goOn = (): void => {};
    const gate = new Promise<void>((resolve) => (goOn = resolve));
    let late: Promise<unknown> = Promise.resolve();
    const work = (tx: Transaction) => {
      late = gate.then(() => tx.run('select 3'));
      return Promise.all([tx.run('select 1 / 0'), late]);
    };
    await expect(world.database.transaction(work)).rejects.toThrow('division by zero');
    goOn();
    await expect(late).rejects.toThrow('over');
  });
});
