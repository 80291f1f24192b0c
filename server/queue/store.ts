import { z } from 'zod';
import { type Call, type CallEvent, type QueuedCall, declineReasons } from '#shared/call/lifecycle.ts';
import { type AgencyId, type ServiceId, callIdSchema, serviceIdSchema } from '#shared/ids.ts';
import { type Instant, instantSchema } from '#shared/instant.ts';
import { type Language, languageSchema } from '#shared/language.ts';
import { type QueueHistory, leastSamples } from '#shared/queue/estimate.ts';
import { rankAt } from '#shared/queue/rank.ts';
import { callRow } from '#server/calls/index.ts';
import type { Transaction } from '#server/platform/database/index.ts';

const inQueue = `state in ('queued', 'offered', 'parked', 'awaitingCallback', 'summoned')`;
/** A booking whose day or hour is still to come; who has come early with the number waits like everybody. */
const isBookedLater = `state = 'awaitingCallback' and (body ->> 'bookedFor')::int8 > `;

/** Somebody's service and language: a call in both could be theirs. */
export type Reach = { readonly serviceId: ServiceId; readonly language: Language };

const positionRow = z.object({ position: z.number() });

/**
 * The place of a waiting call, from 1: behind everybody whom routing would give before it to one of the experts who could serve it. `reach` is what those
 * experts have; without any, everybody counts who waits for the same service. Who fetches something keeps the place and counts; colleagues' questions,
 * and those who are to be called back later than now, do not.
 */
export async function positionOf(tx: Transaction, call: QueuedCall, reach: readonly Reach[]): Promise<number> {
  const rows = await tx.rows(
    positionRow,
    `select count(*)::int + 1 as position from calls c where agency_id = $1 and ${inQueue} and consultation_of is null
       and not (state = 'awaitingCallback' and (body ->> 'notBefore')::int8 > $5)
       and (not is_rejoin, rank_at, id) < (not $2::boolean, $3::int8, $4::uuid)
       and case when cardinality($7::text[]) = 0 then service_id = $6 else exists (
         select 1 from unnest($7::text[], $8::text[]) as reach (service_id, language)
         where reach.service_id = c.service_id and (reach.language = c.body ->> 'language' or c.body -> 'otherLanguages' ? reach.language)
       ) end`,
    [
      call.agencyId,
      call.lostExpertId !== null,
      rankAt(call),
      call.callId,
      tx.now,
      call.serviceId,
      reach.map(({ serviceId }) => serviceId),
      reach.map(({ language }) => language),
    ],
  );
  return rows[0]?.position ?? 1;
}

const waitingRow = callRow.extend({ total: z.number() });

/** The first of the agency's calls that wait or ring now, in the order in which they are served, and how many they are; bookings for later are left out. */
export async function readWaiting(tx: Transaction, agencyId: AgencyId, limit: number): Promise<{ calls: Call[]; total: number }> {
  const waits = `agency_id = $1 and ${inQueue} and not coalesce(${isBookedLater} $3, false)`;
  const rows = await tx.rows(
    waitingRow,
    `select body, event_count as count, (select count(*)::int from calls where ${waits}) as total from calls where ${waits}
       order by is_rejoin desc, rank_at, id limit $2`,
    [agencyId, limit, tx.now],
  );
  return { calls: rows.map(({ body }) => body), total: rows[0]?.total ?? 0 };
}

const bookingRow = z.object({ callId: callIdSchema, serviceId: serviceIdSchema, language: languageSchema, pointId: z.string(), at: instantSchema });

/** What is booked with the agency from now until then, soonest first. */
export const readBookings = (tx: Transaction, agencyId: AgencyId, until: Instant, limit: number) =>
  tx.rows(
    bookingRow,
    `select id as "callId", service_id as "serviceId", body ->> 'language' as language, point_id as "pointId", (body ->> 'bookedFor')::int8 as at
     from calls where agency_id = $1 and ${isBookedLater} $2 and (body ->> 'bookedFor')::int8 < $3 order by at, id limit $4`,
    [agencyId, tx.now, until, limit],
  );

const countRow = z.object({ agencyId: z.string(), waiting: z.number() });

/** How many customers wait in each agency's queue now. */
export const countWaiting = (tx: Transaction): Promise<{ agencyId: string; waiting: number }[]> =>
  tx.rows(
    countRow,
    `select agency_id as "agencyId", count(*)::int as waiting from calls
     where ${inQueue} and consultation_of is null and not coalesce(${isBookedLater} $1, false) group by agency_id`,
    [tx.now],
  );

const queueRow = z.object({ serviceId: serviceIdSchema, waiting: z.number(), longestSince: instantSchema.nullable(), booked: z.number() });

/** Each queue of an agency: how many wait now, colleagues' questions included, since when the longest, and how many have booked for later. */
export const countQueues = (tx: Transaction, agencyId: AgencyId): Promise<z.output<typeof queueRow>[]> =>
  tx.rows(
    queueRow,
    `select service_id as "serviceId", count(*) filter (where not later)::int as waiting, count(*) filter (where later)::int as booked,
       min(coalesce(booked_for, queued_at)) filter (where not later and coalesce(booked_for, queued_at) <= $2) as "longestSince"
     from (
       select service_id, queued_at, (body ->> 'bookedFor')::int8 as booked_for, coalesce(${isBookedLater} $2, false) as later
       from calls where agency_id = $1 and ${inQueue}
     ) entries group by service_id`,
    [agencyId, tx.now],
  );

const offerRow = z.object({
  callId: callIdSchema,
  at: instantSchema,
  event: z.custom<Extract<CallEvent, { type: 'EntryOffered' }>>(),
  answer: z.string().nullable(),
  declineReason: z.enum(declineReasons).nullable(),
});

/** The agency's last offers, newest first, each with what came of it: the call's first later event that ends a ringing. */
export const readOffers = (tx: Transaction, agencyId: AgencyId, since: Instant, limit: number) =>
  tx.rows(
    offerRow,
    `select e.call_id as "callId", e.at, e.event, a.type as answer, a.event ->> 'reason' as "declineReason"
     from (
       select o.* from call_events o join staff s on s.id = o.expert_id
       where s.agency_id = $1 and o.at >= $2 and o.type = 'EntryOffered' order by o.at desc, o.call_id limit $3
     ) e left join lateral (
       select type, case when type = 'EntryDeclined' then event end as event from call_events l
       where l.call_id = e.call_id and l.number > e.number and l.type in ('EntryAccepted', 'EntryDeclined', 'EntryMissed', 'EntryClosed', 'EntryParked', 'EntryOffered')
       order by l.number limit 1
     ) a on true order by e.at desc, e.call_id`,
    [agencyId, since, limit],
  );

const historyRow = z.object({ samples: z.number(), meanHandlingMs: z.number() });

/** Calls from which handling time is estimated; older ones say little about today. */
const historyLength = 50;

/**
 * How long an expert was busy with each of the newest handled calls of the service, from the accept to the end of wrap-up. A service that is too seldom
 * asked for is told by its whole agency.
 */
export async function readHistory(tx: Transaction, agencyId: AgencyId, serviceId: ServiceId): Promise<QueueHistory> {
  const ofService = await handled(tx, 'agency_id = $1 and service_id = $3', [agencyId, historyLength, serviceId]);
  return ofService.samples >= leastSamples ? ofService : handled(tx, 'agency_id = $1', [agencyId, historyLength]);
}

const handled = async (tx: Transaction, which: string, values: readonly (string | number)[]): Promise<QueueHistory> =>
  (
    await tx.rows(
      historyRow,
      `select count(*)::int as samples, coalesce(avg(handled), 0)::float8 as "meanHandlingMs" from (
         select (select max(at) from call_events e where e.call_id = c.id and e.type = 'WrapUpEnded')
              - (select max(at) from call_events e where e.call_id = c.id and e.type = 'EntryAccepted') as handled
         from calls c where ${which} and c.state = 'closed' and c.body ->> 'reason' = 'completed'
         order by c.changed_at desc limit $2
       ) newest`,
      values,
    )
  )[0] ?? { samples: 0, meanHandlingMs: 0 };
