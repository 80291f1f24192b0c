import { z } from 'zod';
import type { Transaction } from '#server/platform/database/index.ts';

const idRow = z.object({ id: z.string() });
const idsOf = async (tx: Transaction, sql: string, before: number, limit: number): Promise<string[]> =>
  (await tx.rows(idRow, sql, [before, limit])).map(({ id }) => id);

/**
 * Takes persons out of calls that closed before that: which visit they belonged to and who of the staff was in them. What is left says what an agency's
 * statistics need. Returns how many.
 */
export async function stripCalls(tx: Transaction, before: number, limit: number): Promise<number> {
  const ids = await idsOf(
    tx,
    `select id from calls where state = 'closed' and visit_id is not null and changed_at < $1 order by changed_at limit $2 for update skip locked`,
    before,
    limit,
  );
  if (ids.length === 0) return 0;
  await tx.run(`update calls set visit_id = null, body = body || jsonb_build_object('visitId', id, 'setUpBy', null) where id = any($1::uuid[])`, [ids]);
  await tx.run(
    `update call_events set expert_id = null,
       event = (event - 'expertId' - 'lostExpertId' - 'adviserId' - 'supervisorId' - 'advisers' - 'moved') #- '{facts,visitId}' #- '{facts,setUpBy}'
     where call_id = any($1::uuid[])`,
    [ids],
  );
  return ids.length;
}

/** Erases such calls with all that happened to them. Returns how many. */
export async function eraseCalls(tx: Transaction, before: number, limit: number): Promise<number> {
  const ids = await idsOf(
    tx,
    'select id from calls where visit_id is null and changed_at < $1 order by changed_at limit $2 for update skip locked',
    before,
    limit,
  );
  if (ids.length === 0) return 0;
  await tx.run('delete from call_events where call_id = any($1::uuid[])', [ids]);
  await tx.run('delete from call_notes where call_id = any($1::uuid[])', [ids]);
  await tx.run('delete from calls where id = any($1::uuid[])', [ids]);
  return ids.length;
}
