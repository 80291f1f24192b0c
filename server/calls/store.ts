import { z } from 'zod';
import { dueAt } from '#shared/call/decide.ts';
import { type Call, type CallEvent, type WaitingCall, evolve, expertOf, isWaiting } from '#shared/call/lifecycle.ts';
import type { AgencyId, CallId, ExpertId, TerminalId } from '#shared/ids.ts';
import type { Instant } from '#shared/instant.ts';
import { rankAt } from '#shared/queue/rank.ts';
import type { QueueHistory } from '#shared/queue/estimate.ts';
import type { Transaction } from '#server/db/index.ts';

// body is written only by `save` below, from evolve's result, so its shape is not checked again field by field.
const callRow = z.object({
  body: z.custom<Call>((body) => typeof body === 'object' && body !== null && 'state' in body && 'callId' in body),
  count: z.number(),
});

export type StoredCall = { readonly call: Call; readonly eventCount: number };

/** So many calls tell how long handling takes; older ones say little of today. */
const historyLength = 50;

const select = 'select body, event_count as count from calls';
const toStored = (rows: z.output<typeof callRow>[]): StoredCall[] => rows.map(({ body, count }) => ({ call: body, eventCount: count }));

/** Locks the row till the end of the transaction. */
export const lockCall = async (tx: Transaction, callId: CallId): Promise<StoredCall | null> =>
  toStored(await tx.rows(callRow, `${select} where id = $1 for update`, [callId]))[0] ?? null;

export const readCall = async (tx: Transaction, callId: CallId): Promise<Call | null> =>
  (await tx.rows(callRow, `${select} where id = $1`, [callId]))[0]?.body ?? null;

/** The call that occupies the terminal, else the newest of its open visit. */
export const readCallAtTerminal = async (tx: Transaction, terminalId: TerminalId): Promise<Call | null> =>
  (
    await tx.rows(
      callRow,
      `select c.body, c.event_count as count from calls c join visits v on v.id = c.visit_id
       where v.terminal_id = $1 and v.closed_at is null order by c.queued_at desc, c.id limit 1`,
      [terminalId],
    )
  )[0]?.body ?? null;

/** The call that occupies the expert: offered, connected or in wrap-up. */
export const readCallOfExpert = async (tx: Transaction, expertId: ExpertId): Promise<Call | null> =>
  (await tx.rows(callRow, `${select} where expert_id = $1`, [expertId]))[0]?.body ?? null;

const idRow = z.object({ id: z.string().transform((id) => id as CallId) });
const ids = (rows: { id: CallId }[]): CallId[] => rows.map((row) => row.id);

export const openCallIdsOfTerminal = async (tx: Transaction, terminalId: string): Promise<CallId[]> =>
  ids(await tx.rows(idRow, `select id from calls where terminal_id = $1 and state not in ('wrapUp', 'closed') order by id`, [terminalId]));

export const openCallIdsOfExpert = async (tx: Transaction, expertId: string): Promise<CallId[]> =>
  ids(await tx.rows(idRow, 'select id from calls where expert_id = $1 order by id', [expertId]));

export const openCallIdsOfAdviser = async (tx: Transaction, adviserId: string, pointId: string): Promise<CallId[]> =>
  ids(
    await tx.rows(
      idRow,
      `select id from calls where point_id = $1 and state not in ('wrapUp', 'closed')
       and body -> 'advisers' @> jsonb_build_array(jsonb_build_object('adviserId', $2::text)) order by id`,
      [pointId, adviserId],
    ),
  );

/** Calls whose time has come, oldest first, those that another process holds left out. */
export const dueCallIds = async (tx: Transaction, limit: number): Promise<CallId[]> =>
  ids(await tx.rows(idRow, 'select id from calls where due_at <= $1 order by due_at limit $2 for update skip locked', [tx.now, limit]));

/** Waiting and ringing calls of an agency, in the order in which they are served. */
export const readQueue = async (tx: Transaction, agencyId: AgencyId, limit: number): Promise<Call[]> =>
  (
    await tx.rows(callRow, `${select} where agency_id = $1 and state in ('queued', 'offered') order by is_rejoin desc, rank_at, id limit $2`, [agencyId, limit])
  ).map((row) => row.body);

export const readOpenCallsAtPoint = async (tx: Transaction, pointId: string): Promise<Call[]> =>
  (await tx.rows(callRow, `${select} where point_id = $1 and state not in ('wrapUp', 'closed')`, [pointId])).map((row) => row.body);

const positionRow = z.object({ position: z.number() });

/** The place of a waiting call in its agency's queue, from 1. */
export async function positionOf(tx: Transaction, call: WaitingCall): Promise<number> {
  const rows = await tx.rows(
    positionRow,
    `select count(*)::int + 1 as position from calls where agency_id = $1 and state in ('queued', 'offered')
     and (not is_rejoin, rank_at, id) < (not $2::boolean, $3::int8, $4::uuid)`,
    [call.agencyId, call.lostExpertId !== null, rankAt(call), call.callId],
  );
  return rows[0]?.position ?? 1;
}

/** Writes the events after what is there and the row that follows from them; returns the new state. */
export async function save(tx: Transaction, before: StoredCall | null, events: readonly CallEvent[]): Promise<Call> {
  let call = before?.call ?? null;
  for (const event of events) call = evolve(call, event);
  if (call === null) throw new Error('a call cannot be saved without an event');
  const count = (before?.eventCount ?? 0) + events.length;
  await tx.run(before === null ? insertSql : updateSql, rowValues(call, count, tx.now));
  for (const [index, event] of events.entries()) {
    await tx.run('insert into call_events (call_id, number, at, type, expert_id, event) values ($1, $2, $3, $4, $5, $6)', [
      call.callId,
      (before?.eventCount ?? 0) + index + 1,
      tx.now,
      event.type,
      'expertId' in event ? event.expertId : null,
      JSON.stringify(event),
    ]);
  }
  return call;
}

const insertSql = `insert into calls
  (id, visit_id, terminal_id, point_id, agency_id, state, expert_id, priority, is_rejoin, queued_at, due_at, event_count, body, changed_at, rank_at)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)`;
const updateSql = `update calls set visit_id = $2, terminal_id = $3, point_id = $4, agency_id = $5, state = $6, expert_id = $7, priority = $8,
  is_rejoin = $9, queued_at = $10, due_at = $11, event_count = $12, body = $13, changed_at = $14, rank_at = $15 where id = $1`;

const rowValues = (call: Call, count: number, now: Instant) => [
  call.callId,
  call.visitId,
  call.terminalId,
  call.pointId,
  call.agencyId,
  call.state,
  expertOf(call),
  call.priority,
  isWaiting(call) && call.lostExpertId !== null,
  call.queuedAt,
  dueAt(call),
  count,
  JSON.stringify(call),
  now,
  rankAt(call),
];

const eventRow = z.object({ event: z.custom<CallEvent>((event) => typeof event === 'object' && event !== null && 'type' in event) });

export const readEvents = async (tx: Transaction, callId: CallId): Promise<CallEvent[]> =>
  (await tx.rows(eventRow, 'select event from call_events where call_id = $1 order by number', [callId])).map((row) => row.event);

export async function putNote(tx: Transaction, callId: CallId, kind: 'preCall' | 'wrapUp', note: string): Promise<void> {
  if (note === '') return;
  await tx.run('insert into call_notes (call_id, kind, note) values ($1, $2, $3) on conflict (call_id, kind) do update set note = excluded.note', [
    callId,
    kind,
    note,
  ]);
}

const noteRow = z.object({ note: z.string() });

export const readNote = async (tx: Transaction, callId: CallId, kind: 'preCall' | 'wrapUp'): Promise<string> =>
  (await tx.rows(noteRow, 'select note from call_notes where call_id = $1 and kind = $2', [callId, kind]))[0]?.note ?? '';

export const setNotesEraseAt = async (tx: Transaction, callId: CallId, eraseAt: Instant): Promise<void> => {
  await tx.run('update call_notes set erase_at = $2 where call_id = $1', [callId, eraseAt]);
};

export const eraseDueNotes = (tx: Transaction): Promise<number> => tx.run('delete from call_notes where erase_at <= $1', [tx.now]);

const countRow = z.object({ agencyId: z.string(), waiting: z.number() });

/** How many wait in each agency's queue. */
export const countWaiting = (tx: Transaction): Promise<{ agencyId: string; waiting: number }[]> =>
  tx.rows(countRow, `select agency_id as "agencyId", count(*)::int as waiting from calls where state in ('queued', 'offered') group by agency_id`);

const historyRow = z.object({ samples: z.number(), meanHandlingMs: z.number() });

/** How long an expert was busy with each of the agency's newest handled calls, from the accept to the end of wrap-up. */
export const readHistory = async (tx: Transaction, agencyId: AgencyId): Promise<QueueHistory> =>
  (
    await tx.rows(
      historyRow,
      `select count(*)::int as samples, coalesce(avg(handled), 0)::float8 as "meanHandlingMs" from (
         select (select max(at) from call_events e where e.call_id = c.id and e.type = 'WrapUpEnded')
              - (select max(at) from call_events e where e.call_id = c.id and e.type = 'EntryAccepted') as handled
         from calls c where c.agency_id = $1 and c.state = 'closed' and c.body ->> 'reason' = 'completed'
         order by c.changed_at desc limit $2
       ) newest`,
      [agencyId, historyLength],
    )
  )[0] ?? { samples: 0, meanHandlingMs: 0 };
