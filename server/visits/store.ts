import { z } from 'zod';
import { type CallId, type ServiceId, type VisitId, agencyIdSchema, callIdSchema, serviceIdSchema, visitIdSchema } from '#shared/ids.ts';
import { instantSchema } from '#shared/instant.ts';
import { languageSchema } from '#shared/language.ts';
import type { Transaction } from '#server/platform/database/index.ts';
import { type PinIssue, forgetTriesOf } from '#server/tickets/index.ts';
import { drawNumber } from './numbers.rules.ts';

const visitRow = z.object({
  id: visitIdSchema,
  number: z.number(),
  isOpen: z.boolean(),
  terminalId: z.string().nullable(),
  /** What is kept of the PIN that answers the number; null where none was issued. */
  pinHash: z.string().nullable(),
});
export type Visit = z.output<typeof visitRow>;
const select = 'select id, number, closed_at is null as "isOpen", terminal_id as "terminalId", pin_hash as "pinHash" from visits';

export const readOpenVisit = async (tx: Transaction, terminalId: string): Promise<Visit | null> =>
  (await tx.rows(visitRow, `${select} where terminal_id = $1 and closed_at is null`, [terminalId]))[0] ?? null;

/** Locked till the end of the transaction. */
export const lockVisit = async (tx: Transaction, visitId: VisitId): Promise<Visit | null> =>
  (await tx.rows(visitRow, `${select} where id = $1 for update`, [visitId]))[0] ?? null;

export const readVisitNumber = async (tx: Transaction, visitId: VisitId): Promise<number> =>
  (await tx.rows(visitRow, `${select} where id = $1`, [visitId]))[0]?.number ?? 0;

/** The visit of that number at the point whose customer is away and is to be called back. */
export const readAwayVisit = async (tx: Transaction, pointId: string, number: number): Promise<Visit | null> =>
  (await tx.rows(visitRow, `${select} where point_id = $1 and number = $2 and closed_at is null and terminal_id is null`, [pointId, number]))[0] ?? null;

/** The visit that had the number last at the point, closed or not, if it is not long ago. */
export const readLastOfNumber = async (tx: Transaction, pointId: string, number: number): Promise<Visit | null> =>
  (
    await tx.rows(visitRow, `${select} where point_id = $1 and number = $2 and last_active_at > $3 order by last_active_at desc limit 1`, [
      pointId,
      number,
      tx.now - numberKnownMs,
    ])
  )[0] ?? null;

/** After a day a number may be somebody else's. */
const numberKnownMs = 86_400_000;

const numberRow = z.object({ number: z.number() });

/** Held till the end of the transaction, so that two do not draw the same number. */
const lockNumbers = (tx: Transaction, pointId: string): Promise<number> =>
  tx.run(`select pg_advisory_xact_lock(hashtextextended('numbers:' || $1, 0))`, [pointId]);

/** A number that nobody at the point holds or has held lately: neither in a visit, nor for a time booked with an expert who visits the point. */
export async function nextNumber(tx: Transaction, pointId: string, randomInt: (below: number) => number): Promise<number> {
  await lockNumbers(tx, pointId);
  const taken = await tx.rows(
    numberRow,
    `select number from visits where point_id = $1 and closed_at is null
     union select number from visits where point_id = $1 and closed_at > $2
     union select number from visiting_bookings where point_id = $1
     union select number from ended_numbers where point_id = $1 and ended_at > $2`,
    [pointId, tx.now - numberKnownMs],
  );
  const number = drawNumber(new Set(taken.map((row) => row.number)), randomInt);
  if (number === null) throw new Error('every number of the point is held');
  return number;
}

/** A number that belonged to no visit is over; for a day it is nobody else's. */
export const endNumber = async (tx: Transaction, pointId: string, number: number): Promise<void> => {
  await tx.run(
    `insert into ended_numbers (point_id, number, ended_at) values ($1, $2, $3) on conflict (point_id, number) do update set ended_at = excluded.ended_at`,
    [pointId, number, tx.now],
  );
};

/** Erases what shows whose the numbers were that may be somebody else's by now. */
export async function eraseEndedNumbers(tx: Transaction): Promise<void> {
  const before = tx.now - numberKnownMs;
  await tx.run('update visits set pin_hash = null, pin_issued_at = null, pin_terminal_id = null where pin_hash is not null and closed_at < $1', [before]);
  await tx.run('delete from ended_numbers where ended_at < $1', [before]);
}

/** A new visit; without a terminal where the customer comes later. */
export async function insertVisit(
  tx: Transaction,
  { id, pointId, terminalId, randomInt }: { id: string; pointId: string; terminalId: string | null; randomInt: (below: number) => number },
): Promise<Visit> {
  const number = await nextNumber(tx, pointId, randomInt);
  const rows = await tx.rows(
    visitRow,
    `insert into visits (id, number, terminal_id, point_id, started_at, last_active_at) values ($1, $2, $3, $4, $5, $5)
     returning id, number, true as "isOpen", terminal_id as "terminalId", null as "pinHash"`,
    [id, number, terminalId, pointId, tx.now],
  );
  const visit = rows[0];
  if (visit === undefined) throw new Error('the visit was not written');
  return visit;
}

const pinRow = z.object({ issuedAt: instantSchema, terminalId: z.string().nullable() });

/** When and where the visit's PIN was issued; null where it has none. */
export const readPinIssue = async (tx: Transaction, visitId: VisitId): Promise<PinIssue | null> =>
  (
    await tx.rows(pinRow, 'select pin_issued_at as "issuedAt", pin_terminal_id as "terminalId" from visits where id = $1 and pin_hash is not null', [visitId])
  )[0] ?? null;

/** The PIN holds from now on, and no other does. `terminalId` is where it was told; null: at the adviser's desk. */
export async function putPin(tx: Transaction, { id, number }: Visit, pointId: string, hash: string, terminalId: string | null): Promise<void> {
  await tx.run('update visits set pin_hash = $2, pin_issued_at = $3, pin_terminal_id = $4 where id = $1', [id, hash, tx.now, terminalId]);
  await forgetTriesOf(tx, pointId, number);
}

export const touchVisit = async (tx: Transaction, visitId: VisitId): Promise<void> => {
  await tx.run('update visits set last_active_at = $2 where id = $1', [visitId, tx.now]);
};

/** The customer goes away from the terminal (null) or comes to one. */
export const moveVisit = async (tx: Transaction, visitId: VisitId, terminalId: string | null): Promise<void> => {
  await tx.run('update visits set terminal_id = $2, last_active_at = $3 where id = $1', [visitId, terminalId, tx.now]);
};

/** What came back to a terminal needs its PIN no more; of what nobody came back to, it still shows who is told so. */
const keptPin = `pin_hash = case when terminal_id is null then pin_hash end`;

export const dropPlan = (tx: Transaction, visitId: VisitId): Promise<number> =>
  tx.run(`update visit_service_requests set state = 'dropped' where visit_id = $1 and state = 'planned'`, [visitId]);

/** Closes the visit, its plan with it. */
export async function closeVisit(tx: Transaction, visitId: VisitId): Promise<number> {
  await dropPlan(tx, visitId);
  return tx.run(`update visits set closed_at = $2, ${keptPin} where id = $1 and closed_at is null`, [visitId, tx.now]);
}

const terminalRow = z.object({ terminalId: z.string().nullable() });

/** Closes visits in which nothing runs and nothing has happened for a while, their plans with them; returns their terminals. */
export const closeIdleVisits = async (tx: Transaction, idleMs: number): Promise<string[]> =>
  (
    await tx.rows(
      terminalRow,
      `with idle as (
         update visits v set closed_at = $1, ${keptPin} where closed_at is null and last_active_at < $2
           and not exists (select 1 from calls c where c.visit_id = v.id and c.state not in ('wrapUp', 'closed'))
         returning id, terminal_id
       ), dropped as (
         update visit_service_requests e set state = 'dropped' from idle where e.visit_id = idle.id and e.state = 'planned'
       )
       select terminal_id as "terminalId" from idle`,
      [tx.now, tx.now - idleMs],
    )
  ).flatMap((row) => row.terminalId ?? []);

const serviceRequestRow = z.object({
  callId: callIdSchema,
  agencyId: agencyIdSchema,
  serviceId: serviceIdSchema,
  language: languageSchema,
  state: z.enum(['planned', 'joined', 'takenOver', 'dropped', 'closed']),
});
export type PlannedServiceRequest = z.output<typeof serviceRequestRow>;

/** The plan of a visit in its order, what is done and dropped included. */
export const readPlan = (tx: Transaction, visitId: VisitId): Promise<PlannedServiceRequest[]> =>
  tx.rows(
    serviceRequestRow,
    `select call_id as "callId", agency_id as "agencyId", service_id as "serviceId", language, state from visit_service_requests where visit_id = $1 order by number`,
    [visitId],
  );

export const insertServiceRequest = (
  tx: Transaction,
  visitId: VisitId,
  { callId, agencyId, serviceId, language }: Omit<PlannedServiceRequest, 'state'>,
): Promise<number> =>
  tx.run(
    `insert into visit_service_requests (call_id, visit_id, agency_id, service_id, language, state) values ($1, $2, $3, $4, $5, 'planned') on conflict (call_id) do nothing`,
    [callId, visitId, agencyId, serviceId, language],
  );

const knownRow = z.object({ id: callIdSchema });

/** Those of the ids that a call or a service request of any visit has already. */
export const readKnownIds = async (tx: Transaction, callIds: readonly CallId[]): Promise<CallId[]> =>
  (
    await tx.rows(
      knownRow,
      `select id from calls where id = any($1::uuid[]) union select call_id from visit_service_requests where call_id = any($1::uuid[])`,
      [callIds],
    )
  ).map(({ id }) => id);

/** What is planned of a service that the visit queues or talks for already needs no place of its own. */
export const takeOverPlanned = (tx: Transaction, visitId: VisitId, serviceId: ServiceId): Promise<number> =>
  tx.run(`update visit_service_requests set state = 'takenOver' where visit_id = $1 and service_id = $2 and state = 'planned'`, [visitId, serviceId]);

export const setServiceRequestState = async (tx: Transaction, callId: string, state: PlannedServiceRequest['state']): Promise<void> => {
  await tx.run('update visit_service_requests set state = $2 where call_id = $1', [callId, state]);
};

/** Erases visits that closed before that, with what was planned in them; not while a call or a shared note still names them. Returns how many. */
export async function eraseVisits(tx: Transaction, before: number, limit: number): Promise<number> {
  const ids = (
    await tx.rows(
      z.object({ id: z.string() }),
      `select id from visits v where closed_at < $1 and not exists (select 1 from calls c where c.visit_id = v.id)
         and not exists (select 1 from shared_notes n where n.visit_id = v.id)
       order by closed_at limit $2 for update skip locked`,
      [before, limit],
    )
  ).map(({ id }) => id);
  if (ids.length === 0) return 0;
  await tx.run('delete from visit_service_requests where visit_id = any($1::uuid[])', [ids]);
  await tx.run('delete from visits where id = any($1::uuid[])', [ids]);
  return ids.length;
}
