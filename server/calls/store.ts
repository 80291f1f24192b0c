import { z } from 'zod';
import { dueAt } from '#shared/call/due.ts';
import { type Call, type CallEvent, type StateName, type WrapUpDraft, expertOf, isInQueue, outcomeCodes, referralCodes } from '#shared/call/lifecycle.ts';
import { evolve } from '#shared/call/evolve.ts';
import type { AgencyId, CallId, ExpertId, TerminalId } from '#shared/ids.ts';
import { type Instant, instantSchema } from '#shared/instant.ts';
import { rankAt } from '#shared/queue/rank.ts';
import type { Transaction } from '#server/platform/database/index.ts';

// body is written only by `save` below, from evolve's result, so its shape is not checked again field by field.
export const callRow = z.object({
  body: z.custom<Call>((body) => typeof body === 'object' && body !== null && 'state' in body && 'callId' in body),
  count: z.number(),
});

export type StoredCall = { readonly call: Call; readonly eventCount: number };

const select = 'select body, event_count as count from calls';
const toStored = (rows: z.output<typeof callRow>[]): StoredCall[] => rows.map(({ body, count }) => ({ call: body, eventCount: count }));

/** Locks the row until the end of the transaction. */
export const lockCall = async (tx: Transaction, callId: CallId): Promise<StoredCall | null> =>
  toStored(await tx.rows(callRow, `${select} where id = $1 for update`, [callId]))[0] ?? null;

export const readCall = async (tx: Transaction, callId: CallId): Promise<Call | null> =>
  (await tx.rows(callRow, `${select} where id = $1`, [callId]))[0]?.body ?? null;

/** What the customer at the terminal is in: the call with an expert, else the first that waits, else the one that ended last. */
export const readCallAtTerminal = async (tx: Transaction, terminalId: TerminalId): Promise<Call | null> =>
  (
    await tx.rows(
      callRow,
      `select c.body, c.event_count as count from calls c join visits v on v.id = c.visit_id
       where v.terminal_id = $1 and v.closed_at is null and c.consultation_of is null
       order by case when c.state in ('offered', 'connecting', 'active', 'onHold') then 0 when c.ended_at is null then 1 else 2 end,
         c.ended_at desc, c.is_rejoin desc, c.queued_at, c.id limit 1`,
      [terminalId],
    )
  )[0]?.body ?? null;

/** Every call of the visit, oldest first, what has ended included. */
export const readCallsOfVisit = async (tx: Transaction, visitId: string): Promise<Call[]> =>
  (await tx.rows(callRow, `${select} where visit_id = $1 order by queued_at, id`, [visitId])).map((row) => row.body);

/** Calls to colleagues about this one that have not ended. */
export const readConsultationsOf = async (tx: Transaction, callId: CallId): Promise<Call[]> =>
  (await tx.rows(callRow, `${select} where consultation_of = $1 and state not in ('wrapUp', 'closed') order by id`, [callId])).map((row) => row.body);

/** The same, locked. */
export const lockConsultationsOf = async (tx: Transaction, callId: CallId): Promise<Call[]> =>
  (await tx.rows(callRow, `${select} where consultation_of = $1 and state not in ('wrapUp', 'closed') order by id for update`, [callId])).map(
    (row) => row.body,
  );

/** The call that occupies the expert: offered, connected or in wrap-up. */
export const readCallOfExpert = async (tx: Transaction, expertId: ExpertId): Promise<Call | null> =>
  (await tx.rows(callRow, `${select} where expert_id = $1`, [expertId]))[0]?.body ?? null;

const idRow = z.object({ id: z.string().transform((id) => id as CallId) });
const ids = (rows: { id: CallId }[]): CallId[] => rows.map((row) => row.id);

export const openCallIdsOfTerminal = async (tx: Transaction, terminalId: string): Promise<CallId[]> =>
  ids(
    await tx.rows(
      idRow,
      `select id from calls where terminal_id = $1 and state not in ('wrapUp', 'closed', 'awaitingCallback', 'summoned') and consultation_of is null order by id`,
      [terminalId],
    ),
  );

export const openCallIdsOfExpert = async (tx: Transaction, expertId: string): Promise<CallId[]> =>
  ids(await tx.rows(idRow, 'select id from calls where expert_id = $1 order by id', [expertId]));

/** Calls that an adviser or supervisor is in; they stand in few of those that run. */
export const openCallIdsOfThirdParty = async (tx: Transaction, id: string): Promise<CallId[]> =>
  ids(
    await tx.rows(
      idRow,
      `select id from calls where state in ('connecting', 'active', 'onHold')
       and body -> 'advisers' @> jsonb_build_array(jsonb_build_object('adviserId', $1::text)) order by id`,
      [id],
    ),
  );

/** Calls whose time has come, or lies further ahead than `furthest` allows their state, oldest first; without those that another process holds, and those that were `seen`. */
export async function dueCallIds(tx: Transaction, limit: number, furthest: Partial<Record<StateName, number>>, seen: readonly CallId[]): Promise<CallId[]> {
  const sql = `select id from calls where id <> all($5::uuid[]) and (due_at <= $1
       or (due_at is not null and exists (select 1 from unnest($3::text[], $4::int8[]) as f (state, ms) where f.state = calls.state and due_at > $1 + f.ms)))
     order by due_at limit $2 for update skip locked`;
  return ids(await tx.rows(idRow, sql, [tx.now, limit, Object.keys(furthest), Object.values(furthest), seen]));
}

const instantRow = z.object({ at: instantSchema });

/** When the newest of those came who have a place in the agency's queue. */
export const readLastArrival = async (tx: Transaction, agencyId: AgencyId): Promise<Instant | null> =>
  (
    await tx.rows(
      instantRow,
      `select queued_at as at from calls where agency_id = $1 and state in ('queued', 'offered', 'parked', 'awaitingCallback', 'summoned')
       order by queued_at desc limit 1`,
      [agencyId],
    )
  )[0]?.at ?? null;

/** Waiting and ringing calls of an agency, in the order in which they are served. */
export const readQueue = async (tx: Transaction, agencyId: AgencyId, limit: number): Promise<Call[]> =>
  (
    await tx.rows(
      callRow,
      `${select} where agency_id = $1 and state in ('queued', 'offered', 'parked', 'awaitingCallback', 'summoned') order by is_rejoin desc, rank_at, id limit $2`,
      [agencyId, limit],
    )
  ).map((row) => row.body);

export const readOpenCallsAtPoints = async (tx: Transaction, pointIds: readonly string[]): Promise<Call[]> =>
  (await tx.rows(callRow, `${select} where point_id = any($1) and state not in ('wrapUp', 'closed')`, [pointIds])).map((row) => row.body);

/** The calls whose participants share media with this one's: everybody at a terminal or with an expert in the same room. */
export const readRoom = async (tx: Transaction, callId: CallId): Promise<{ roomId: CallId; calls: Call[] } | null> => {
  const calls = (
    await tx.rows(
      callRow,
      `${select} where room_id = (select room_id from calls where id = $1) and (id = $1 or state not in ('wrapUp', 'closed')) order by queued_at, id`,
      [callId],
    )
  ).map(({ body }) => body);
  const roomId = calls[0]?.roomId;
  return roomId === undefined ? null : { roomId, calls };
};

/** Writes the events after what is there and the row that follows from them; returns the new state. */
export async function save(tx: Transaction, before: StoredCall | null, events: readonly CallEvent[]): Promise<Call> {
  let call = before?.call ?? null;
  for (const event of events) call = evolve(call, event);
  if (call === null) throw new Error('a call cannot be saved without an event');
  const count = (before?.eventCount ?? 0) + events.length;
  await tx.run(before === null ? insertSql : updateSql, [...rowValues(call, count, tx.now), events.map((event) => JSON.stringify(event))]);
  return call;
}

const columns = [
  'id',
  'visit_id',
  'terminal_id',
  'point_id',
  'agency_id',
  'service_id',
  'room_id',
  'state',
  'expert_id',
  'priority',
  'is_rejoin',
  'queued_at',
  'rank_at',
  'due_at',
  'consultation_of',
  'event_count',
  'body',
  'changed_at',
  'ended_at',
];
const place = (name: string): string => `$${columns.indexOf(name) + 1}`;
const newEvents = `$${columns.length + 1}::jsonb[]`;
/** Row and events in one statement: the shortest way to the commit. */
const withEvents = (sql: string): string => `with written as (${sql})
  insert into call_events (call_id, number, at, type, expert_id, event)
  select ${place('id')}, ${place('event_count')} - cardinality(${newEvents}) + e.number, ${place('changed_at')}, e.event ->> 'type', e.event ->> 'expertId', e.event
  from unnest(${newEvents}) with ordinality as e (event, number)`;
const insertSql = withEvents(`insert into calls (${columns.join(', ')}) values (${columns.map(place).join(', ')})`);
// What ended keeps the time at which it did; wrap-up comes after it.
const updateSql = withEvents(
  `update calls set ${columns.map((name) => `${name} = ${name === 'ended_at' ? `coalesce(ended_at, ${place(name)})` : place(name)}`).join(', ')} where id = ${place('id')}`,
);

const rowValues = (call: Call, count: number, now: Instant) => [
  call.callId,
  call.visitId,
  call.terminalId,
  call.pointId,
  call.agencyId,
  call.serviceId,
  call.roomId,
  call.state,
  expertOf(call),
  call.priority,
  isInQueue(call) && call.lostExpertId !== null,
  call.queuedAt,
  rankAt(call),
  dueAt(call),
  call.consultation?.ofCallId ?? null,
  count,
  JSON.stringify(call),
  now,
  call.state === 'wrapUp' || call.state === 'closed' ? now : null,
];

const eventRow = z.object({ event: z.custom<CallEvent>((event) => typeof event === 'object' && event !== null && 'type' in event) });

export const readEvents = async (tx: Transaction, callId: CallId): Promise<CallEvent[]> =>
  (await tx.rows(eventRow, 'select event from call_events where call_id = $1 order by number', [callId])).map((row) => row.event);

const startedRow = z.object({ isThere: z.boolean() });

/** Whether an expert and a customer have ever met. There is no index for it: where there are many events, one of the first is such a one. */
export const hasCallStarted = async (tx: Transaction): Promise<boolean> =>
  (await tx.rows(startedRow, `select exists (select from call_events where type = 'CallStarted') as "isThere"`))[0]?.isThere === true;

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

/** What the agency's expert wrote last in the wrap-up of another call of the visit: the next one of that agency reads it, and nobody else. */
export const readEarlierNote = async (tx: Transaction, { callId, visitId, agencyId }: Call): Promise<string> =>
  (
    await tx.rows(
      noteRow,
      `select n.note from calls c join call_notes n on n.call_id = c.id and n.kind = 'wrapUp'
       where c.visit_id = $1 and c.agency_id = $2 and c.id <> $3 order by c.changed_at desc limit 1`,
      [visitId, agencyId, callId],
    )
  )[0]?.note ?? '';

export const setNotesEraseAt = async (tx: Transaction, callId: CallId, eraseAt: Instant): Promise<void> => {
  await tx.run('update call_notes set erase_at = $2 where call_id = $1', [callId, eraseAt]);
};

export const eraseDueNotes = (tx: Transaction): Promise<number> => tx.run('delete from call_notes where erase_at <= $1', [tx.now]);

const draftRow = z.object({
  outcomeCode: z.enum(outcomeCodes).nullable(),
  referral: z.enum(referralCodes).nullable(),
  agencyOutcome: z.string().nullable(),
  agencyReferral: z.string().nullable(),
  note: z.string(),
});

/** What was saved last of a wrap-up that is open; null where nothing was. */
export const readDraft = async (tx: Transaction, callId: CallId): Promise<WrapUpDraft | null> =>
  (
    await tx.rows(
      draftRow,
      `select outcome_code as "outcomeCode", referral, agency_outcome as "agencyOutcome", agency_referral as "agencyReferral", note
       from wrap_up_drafts where call_id = $1`,
      [callId],
    )
  )[0] ?? null;

export const putDraft = async (tx: Transaction, callId: CallId, draft: WrapUpDraft): Promise<void> => {
  const { outcomeCode, referral, agencyOutcome, agencyReferral, note } = draft;
  await tx.run(
    `insert into wrap_up_drafts (call_id, outcome_code, referral, agency_outcome, agency_referral, note) values ($1, $2, $3, $4, $5, $6)
     on conflict (call_id) do update set outcome_code = excluded.outcome_code, referral = excluded.referral,
       agency_outcome = excluded.agency_outcome, agency_referral = excluded.agency_referral, note = excluded.note`,
    [callId, outcomeCode, referral, agencyOutcome, agencyReferral, note],
  );
};

/** What was drafted goes with the wrap-up; if its time ran out, the drafted note is the note. */
export async function endDraft(tx: Transaction, callId: CallId, how: 'expert' | 'time'): Promise<void> {
  const draft = how === 'time' ? await readDraft(tx, callId) : null;
  if (draft !== null) await putNote(tx, callId, 'wrapUp', draft.note);
  await tx.run('delete from wrap_up_drafts where call_id = $1', [callId]);
}

/** The calls of an agency that an expert has now. */
export const readConnectedOfAgency = async (tx: Transaction, agencyId: AgencyId): Promise<Call[]> =>
  (await tx.rows(callRow, `${select} where agency_id = $1 and state in ('connecting', 'active', 'onHold') order by queued_at, id`, [agencyId])).map(
    (row) => row.body,
  );

const roomRow = z.object({ roomId: z.string() });

/** The room of the terminal's newest call. */
export const readLastRoom = async (tx: Transaction, terminalId: TerminalId): Promise<string | null> =>
  (
    await tx.rows(roomRow, `select room_id as "roomId" from calls where terminal_id = $1 and expert_id is not null order by changed_at desc limit 1`, [
      terminalId,
    ])
  )[0]?.roomId ??
  (await tx.rows(roomRow, `select room_id as "roomId" from calls where terminal_id = $1 order by queued_at desc limit 1`, [terminalId]))[0]?.roomId ??
  null;
