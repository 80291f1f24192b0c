import { z } from 'zod';
import { instantSchema } from '#shared/instant.ts';
import type { Transaction } from '#server/platform/database/index.ts';

const countRow = z.object({ count: z.number(), oldest: instantSchema.nullable() });

/** How many rows a table of the list of data classes has, and how old the oldest is. Both names stand in that list, never in a request. */
export async function countRows(tx: Transaction, table: string, ageColumn: string | null): Promise<z.output<typeof countRow>> {
  const oldest = ageColumn === null ? 'null::int8' : `min("${ageColumn}")`;
  return (await tx.rows(countRow, `select count(*)::int8 as count, ${oldest} as oldest from "${table}"`))[0] ?? { count: 0, oldest: null };
}
