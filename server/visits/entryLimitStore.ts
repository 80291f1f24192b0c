import { z } from 'zod';
import type { AdviserId, TerminalId } from '#shared/ids.ts';
import type { Transaction } from '#server/platform/database/index.ts';
import { AppError } from '#server/errors.ts';

const hourMs = 3_600_000;
const keepLiftsMs = 24 * hourMs;
const countRow = z.object({ terminalId: z.string(), made: z.number() });

/** How many were made at each of the terminals in the last hour, or since an adviser lifted the limit there. */
export const countEntries = async (tx: Transaction, terminalIds: readonly string[]): Promise<Map<string, number>> =>
  new Map(
    (
      await tx.rows(
        countRow,
        `select e.terminal_id as "terminalId", count(*)::int as made from terminal_entries e where e.terminal_id = any($1) and e.made_at > $2
           and not exists (select 1 from entry_limit_lifts l where l.terminal_id = e.terminal_id and l.lifted_at >= e.made_at)
         group by e.terminal_id`,
        [terminalIds, tx.now - hourMs],
      )
    ).map(({ terminalId, made }) => [terminalId, made]),
  );

/** Refuses one more than `limit` queue entries and bookings in an hour. One of a terminal's requests at a time is let through. Errors: entryLimit. */
export async function demandEntry(tx: Transaction, terminalId: TerminalId, limit: number): Promise<void> {
  await tx.run(`select pg_advisory_xact_lock(hashtextextended('entries:' || $1, 0))`, [terminalId]);
  if (((await countEntries(tx, [terminalId])).get(terminalId) ?? 0) >= limit) throw new AppError('entryLimit');
}

/** Counts what a customer has made, by the id of the call or booking. */
export const recordEntry = async (tx: Transaction, terminalId: TerminalId, id: string): Promise<void> => {
  await tx.run('insert into terminal_entries (id, terminal_id, made_at) values ($1, $2, $3) on conflict (id) do nothing', [id, terminalId, tx.now]);
};

/** Counting begins anew; who lifted the limit, and when, is kept for a day. */
export const liftEntryLimit = async (tx: Transaction, terminalId: TerminalId, adviserId: AdviserId): Promise<void> => {
  await tx.run('insert into entry_limit_lifts (terminal_id, lifted_by, lifted_at) values ($1, $2, $3) on conflict do nothing', [terminalId, adviserId, tx.now]);
};

/** What no longer counts goes, and who lifted a limit after a day. */
export async function eraseEntries(tx: Transaction): Promise<void> {
  await tx.run('delete from terminal_entries where made_at < $1', [tx.now - hourMs]);
  await tx.run('delete from entry_limit_lifts where lifted_at < $1', [tx.now - keepLiftsMs]);
}
