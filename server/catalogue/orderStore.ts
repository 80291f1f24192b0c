import type { CatalogueRecord, RecordKind } from '#shared/administration/records.ts';
import type { Transaction } from '#server/platform/database/index.ts';

const statements: Partial<Readonly<Record<RecordKind, string>>> = {
  agency: 'update agencies t set position = o.position from unnest($1::text[], $2::int[]) as o (id, position) where t.id = o.id',
  unit: 'update units t set position = o.position from unnest($1::text[], $2::int[]) as o (id, position) where t.id = o.id',
  service: 'update services t set position = o.position from unnest($1::text[], $2::int[]) as o (id, position) where t.id = o.id',
  point: 'update points t set position = o.position from unnest($1::text[], $2::int[]) as o (id, position) where t.id = o.id',
  terminal: 'update terminals t set position = o.position from unnest($1::text[], $2::int[]) as o (id, position) where t.id = o.id',
};

/** Puts all records in the order in which they are given. */
export async function orderRecords(tx: Transaction, records: readonly CatalogueRecord[]): Promise<void> {
  for (const [kind, statement] of Object.entries(statements)) {
    const ids = records.filter((record) => record.kind === kind).map(({ id }) => id);
    await tx.run(statement, [ids, ids.map((_, at) => at)]);
  }
}
