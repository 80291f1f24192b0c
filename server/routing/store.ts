import { z } from 'zod';
import type { Call } from '#shared/call/lifecycle.ts';
import type { Transaction } from '#server/db/index.ts';

/** So that two processes do not route the same agency at once; ends with the transaction. */
export const lockAgency = async (tx: Transaction, agencyId: string): Promise<void> => {
  await tx.run(`select pg_advisory_xact_lock(hashtextextended('route:' || $1, 0))`, [agencyId]);
};

const callRow = z.object({ body: z.custom<Extract<Call, { state: 'queued' }>>() });

/** Waiting calls whose terminal is there, first come first; rows that another transaction is changing are left for the next round. */
export const lockWaiting = async (tx: Transaction, agencyId: string, limit: number): Promise<Extract<Call, { state: 'queued' }>[]> =>
  (
    await tx.rows(
      callRow,
      `select body from calls where agency_id = $1 and state = 'queued' and body -> 'terminal' ->> 'state' = 'present'
       order by is_rejoin desc, rank_at, id limit $2 for update skip locked`,
      [agencyId, limit],
    )
  ).map((row) => row.body);

const agencyRow = z.object({ agencyId: z.string() });

export const agenciesWithWaiting = async (tx: Transaction): Promise<string[]> =>
  (await tx.rows(agencyRow, `select distinct agency_id as "agencyId" from calls where state = 'queued'`)).map((row) => row.agencyId);
