import { globSync, readFileSync } from 'node:fs';

/** A file of the server that names a table in SQL. */
export type TableUse = { readonly file: string; readonly folder: string; readonly table: string; readonly how: 'reads' | 'writes' };

/** The tables that exist after all migrations, which are read in their order. */
export function tablesOf(migrations: readonly string[]): Set<string> {
  const tables = new Set<string>();
  for (const sql of migrations) {
    for (const [, name = ''] of sql.matchAll(/\bcreate table (?:if not exists )?(\w+)/g)) tables.add(name);
    for (const [, old = '', name = ''] of sql.matchAll(/\balter table (\w+) rename to (\w+)/g)) {
      tables.delete(old);
      tables.add(name);
    }
    for (const [, name = ''] of sql.matchAll(/\bdrop table (?:if exists )?(\w+)/g)) tables.delete(name);
  }
  return tables;
}

const withoutComments = (source: string): string => source.replace(/\/\*[\s\S]*?\*\/|(?<=^|\s)\/\/.*$/gm, '');

/** Which of the tables a source names in SQL, and whether it writes there. */
export function tablesIn(source: string, tables: ReadonlySet<string>): { readonly table: string; readonly how: TableUse['how'] }[] {
  const code = withoutComments(source);
  const named = (pattern: RegExp, how: TableUse['how']) => [...code.matchAll(pattern)].flatMap(([, table = '']) => (tables.has(table) ? [{ table, how }] : []));
  return [...named(/\b(?:insert into|update|delete from) (\w+)/g, 'writes'), ...named(/(?<!\bdelete )\b(?:from|join|using) (\w+)/g, 'reads')];
}

/** Every place in the server that names a table, migrations left out. */
export function readTableUses(): TableUse[] {
  const tables = tablesOf(
    globSync('server/platform/database/migrations/*.sql')
      .sort()
      .map((file) => readFileSync(file, 'utf8')),
  );
  return globSync('server/**/*.ts')
    .sort()
    .flatMap((file) => tablesIn(readFileSync(file, 'utf8'), tables).map((use) => ({ file, folder: file.split('/')[1] ?? '', ...use })));
}
