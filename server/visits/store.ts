import { z } from 'zod';
import { type VisitId, visitIdSchema } from '#shared/ids.ts';
import type { Transaction } from '#server/db/index.ts';

const visitRow = z.object({ id: visitIdSchema, number: z.number() });
export type Visit = z.output<typeof visitRow>;

export const readOpenVisit = async (tx: Transaction, terminalId: string): Promise<Visit | null> =>
  (await tx.rows(visitRow, 'select id, number from visits where terminal_id = $1 and closed_at is null', [terminalId]))[0] ?? null;

export const readVisitNumber = async (tx: Transaction, visitId: VisitId): Promise<number> =>
  (await tx.rows(visitRow, 'select id, number from visits where id = $1', [visitId]))[0]?.number ?? 0;

export async function insertVisit(tx: Transaction, id: string, terminalId: string): Promise<Visit> {
  const rows = await tx.rows(
    visitRow,
    `insert into visits (id, number, terminal_id, started_at, last_active_at) values ($1, nextval('visit_number')::int, $2, $3, $3) returning id, number`,
    [id, terminalId, tx.now],
  );
  const visit = rows[0];
  if (visit === undefined) throw new Error('the visit was not written');
  return visit;
}

export const touchVisit = async (tx: Transaction, visitId: VisitId): Promise<void> => {
  await tx.run('update visits set last_active_at = $2 where id = $1', [visitId, tx.now]);
};

export const closeVisit = (tx: Transaction, terminalId: string): Promise<number> =>
  tx.run('update visits set closed_at = $2 where terminal_id = $1 and closed_at is null', [terminalId, tx.now]);

const terminalRow = z.object({ terminalId: z.string() });

/** Closes visits in which nothing runs and nothing has happened for a while; returns their terminals. */
export const closeIdleVisits = async (tx: Transaction, idleMs: number): Promise<string[]> =>
  (
    await tx.rows(
      terminalRow,
      `update visits v set closed_at = $1 where closed_at is null and last_active_at < $2
       and not exists (select 1 from calls c where c.visit_id = v.id and c.state not in ('wrapUp', 'closed'))
       returning terminal_id as "terminalId"`,
      [tx.now, tx.now - idleMs],
    )
  ).map((row) => row.terminalId);
