import type { AuditFilter, AuditLine } from '#shared/audit/contract.ts';
import type { Scope } from '#shared/permissions/scope.ts';
import type { AuditContext } from './context.ts';
import * as store from './store.ts';

type Reader = { readonly id: string; readonly scope: Scope };

const pageSize = 50;
const exportPage = 500;

/** What was looked for is kept with the reading. */
const asked = (filter: AuditFilter): Record<string, string> =>
  Object.fromEntries(Object.entries(filter).flatMap(([key, value]) => (value === undefined ? [] : [[key, value]])));

/** A page of what the administrator looks after; that it was read is kept in the same transaction. */
export const list = (
  { database }: AuditContext,
  { id, scope }: Reader,
  filter: AuditFilter,
  before: number | null,
): Promise<{ entries: AuditLine[]; hasMore: boolean }> =>
  database.transaction(async (tx) => {
    const rows = await store.readPage(tx, scope, filter, before, pageSize + 1);
    await store.appendAudit(tx, {
      actor: { kind: 'subject', role: 'administrator', id },
      act: 'audit.read',
      details: { ...asked(filter), ...(before !== null && { before }) },
    });
    return { entries: rows.slice(0, pageSize), hasMore: rows.length > pageSize };
  });

/** All of it, the newest first, page by page; that it was taken out is kept before the first line. */
export async function* exportLines({ database }: AuditContext, { id, scope }: Reader, filter: AuditFilter): AsyncGenerator<string> {
  await database.transaction((tx) =>
    store.appendAudit(tx, { actor: { kind: 'subject', role: 'administrator', id }, act: 'audit.exported', details: asked(filter) }),
  );
  let before: number | null = null;
  for (;;) {
    const from: number | null = before;
    const rows: store.PageRow[] = await database.transaction((tx) => store.readPage(tx, scope, filter, from, exportPage));
    for (const row of rows) yield `${JSON.stringify(row)}\n`;
    before = rows.at(-1)?.id ?? null;
    if (rows.length < exportPage) return;
  }
}
