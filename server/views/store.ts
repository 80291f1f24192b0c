import { z } from 'zod';
import type { Transaction } from '#server/platform/database/index.ts';

const versionRow = z.object({ version: z.number() });

export async function nextVersion(tx: Transaction): Promise<number> {
  const rows = await tx.rows(versionRow, `select nextval('view_version') as version`);
  return rows[0]?.version ?? 0;
}
