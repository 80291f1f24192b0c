import { z } from 'zod';
import type { Database } from '#server/platform/database/index.ts';

const nameRow = z.object({ name: z.string() });
const digestRow = z.object({ digest: z.string() });

/** Tables that keep books on what was refused, and may change with a refusal. */
export const booksOfRefusals: readonly string[] = ['pin_tries', 'audit_entries', 'pgmigrations'];

const namesOf = async (database: Database): Promise<string[]> =>
  (
    await database.transaction((tx) => tx.rows(nameRow, `select tablename::text as name from pg_tables where schemaname = current_schema() order by tablename`))
  ).map(({ name }) => name);

/** Reads a digest of everything that the tables hold; two that are equal hold the same. */
export async function digestsOf(database: Database): Promise<() => Promise<Record<string, string>>> {
  const names = (await namesOf(database)).filter((name) => !booksOfRefusals.includes(name));
  const parts = names.map((name) => `(select md5(coalesce(string_agg(t::text, '|' order by t::text), '')) from "${name}" t)`);
  // Glued by an operator: a function takes a hundred arguments at most.
  const query = `select ${parts.join(` || ',' || `)} as digest`;
  return () =>
    database.transaction(async (tx) => {
      const [row] = await tx.rows(digestRow, query);
      const pieces = row?.digest.split(',') ?? [];
      return Object.fromEntries(names.map((name, index) => [name, pieces[index] ?? '']));
    });
}

const changeRow = z.object({ table: z.string() });

/**
 * Makes the tables of a test's database say when a row of theirs is added, taken away or made another; what is rolled back is not said. Returns a
 * function that gives the tables that have changed since it was asked last.
 */
export async function watchTables(database: Database): Promise<() => Promise<string[]>> {
  const names = (await namesOf(database)).filter((name) => !booksOfRefusals.includes(name));
  await database.transaction(async (tx) => {
    await tx.run('create table changes_seen (table_name text not null)');
    await tx.run(`create function see_change() returns trigger language plpgsql as
      'begin insert into changes_seen (table_name) values (tg_table_name); return null; end'`);
    for (const name of names) {
      await tx.run(`create trigger see_rows after insert or delete on "${name}" for each row execute function see_change()`);
      await tx.run(`create trigger see_update after update on "${name}" for each row when (old.* is distinct from new.*) execute function see_change()`);
    }
  });
  return () =>
    database.transaction(async (tx) => {
      const seen = await tx.rows(changeRow, 'select distinct table_name as "table" from changes_seen order by 1');
      if (seen.length > 0) await tx.run('delete from changes_seen');
      return seen.map(({ table }) => table);
    });
}
