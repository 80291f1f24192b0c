import { expect, it } from 'vitest';
import { onBothDatabases } from '#tests/support/onBothDatabases.ts';
import { digestsOf, watchTables } from '#tests/support/tableWatch.ts';

onBothDatabases('what watches the tables', (world) => {
  const insert = "insert into point_closures (point_id, closed_by, closed_at) values ('mikkeli', 'a', 1)";
  const run = (...statements: string[]) =>
    world.database.transaction(async (tx) => {
      for (const statement of statements) await tx.run(statement);
    });

  it('sees what is added, changed and taken away, and neither what is rolled back nor an update that changes nothing', async () => {
    const [digests, changes] = [await digestsOf(world.database), await watchTables(world.database)];
    const empty = await digests();
    await expect(run(insert, 'select no_such_column')).rejects.toThrow();
    expect({ changes: await changes(), digests: await digests() }).toEqual({ changes: [], digests: empty });
    await run(insert);
    const full = await digests();
    expect({ changes: await changes(), isSame: full['point_closures'] === empty['point_closures'] }).toEqual({ changes: ['point_closures'], isSame: false });
    await run("update point_closures set closed_by = 'a'");
    expect({ changes: await changes(), digests: await digests() }).toEqual({ changes: [], digests: full });
    await run("update point_closures set closed_by = 'b'", "update point_closures set closed_by = 'a'");
    expect(await changes()).toEqual(['point_closures']);
    await run('delete from point_closures');
    expect({ changes: await changes(), digests: await digests() }).toEqual({ changes: ['point_closures'], digests: empty });
  });
});
