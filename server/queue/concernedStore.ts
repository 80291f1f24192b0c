import { z } from 'zod';
import { agencyIdSchema, callIdSchema } from '#shared/ids.ts';
import type { Transaction } from '#server/platform/database/index.ts';

/** Calls of any of these. */
export type CallFilter = {
  readonly agencyIds: readonly string[];
  readonly serviceIds: readonly string[];
  readonly pointIds: readonly string[];
  readonly terminalIds: readonly string[];
};

const matches = '(agency_id = any($1) or service_id = any($2) or point_id = any($3) or terminal_id = any($4))';
const valuesOf = ({ agencyIds, serviceIds, pointIds, terminalIds }: CallFilter) => [agencyIds, serviceIds, pointIds, terminalIds];

const countRow = z.object({ waiting: z.number(), running: z.number(), booked: z.number() });

/** How many wait, talk, and have booked a time for later; colleagues' questions do not count. */
export async function countConcerned(tx: Transaction, filter: CallFilter): Promise<z.output<typeof countRow>> {
  const rows = await tx.rows(
    countRow,
    `select count(*) filter (where state in ('queued', 'offered', 'parked', 'awaitingCallback', 'summoned') and not later)::int as waiting,
       count(*) filter (where state in ('connecting', 'active', 'onHold'))::int as running, count(*) filter (where later)::int as booked
     from (
       select state, coalesce(state = 'awaitingCallback' and (body ->> 'bookedFor')::int8 > $5, false) as later
       from calls where consultation_of is null and state <> 'closed' and ${matches}
     ) entries`,
    [...valuesOf(filter), tx.now],
  );
  return rows[0] ?? { waiting: 0, running: 0, booked: 0 };
}

const waitingRow = z.object({ callId: callIdSchema, agencyId: agencyIdSchema });

/** Those who wait at a terminal now, longest first: who can be moved. */
export const readWaitingFor = (tx: Transaction, serviceIds: readonly string[]): Promise<z.output<typeof waitingRow>[]> =>
  tx.rows(
    waitingRow,
    `select id as "callId", agency_id as "agencyId" from calls
     where service_id = any($1) and state in ('queued', 'parked') and consultation_of is null order by queued_at, id`,
    [serviceIds],
  );

const columns: Readonly<Record<string, string>> = {
  agency: 'agency_id',
  service: 'service_id',
  point: 'point_id',
  terminal: 'terminal_id',
  staff: 'expert_id',
};

/** Whether a call, or a terminal's visit, has ever been of it. */
export async function isReferredTo(tx: Transaction, kind: string, id: string): Promise<boolean> {
  const column = columns[kind];
  if (column === undefined) return false;
  if (kind === 'terminal' && (await tx.run('select 1 from visits where terminal_id = $1 limit 1', [id])) > 0) return true;
  return (await tx.run(`select 1 from calls where ${column} = $1 limit 1`, [id])) > 0;
}
