import { z } from 'zod';
import { chosenStatusSchema } from '#shared/contract/views/index.ts';
import type { ChosenStatus } from '#shared/expert/status.ts';
import { outcomeCodes } from '#shared/call/lifecycle.ts';
import { type ExpertId, type ServiceId, callIdSchema, expertIdSchema, serviceIdSchema } from '#shared/ids.ts';
import { type Instant, after, instantSchema } from '#shared/instant.ts';
import { type Language, languageSchema } from '#shared/language.ts';
import type { Transaction } from '#server/platform/database/index.ts';

const statusRow = z.object({ chosen: chosenStatusSchema, since: instantSchema });

export type StoredStatus = { readonly chosen: ChosenStatus; readonly since: Instant };

/** The stored choice, locked; an expert who has never been here is offline. */
export async function lockStatus(tx: Transaction, expertId: string): Promise<StoredStatus> {
  const lock = async () => (await tx.rows(statusRow, 'select chosen, since from expert_statuses where expert_id = $1 for update', [expertId]))[0];
  const known = await lock();
  if (known !== undefined) return known;
  await tx.run(
    `insert into expert_statuses (expert_id, chosen, since, idle_since) values ($1, '{"status":"offline"}', $2, $2) on conflict (expert_id) do nothing`,
    [expertId, tx.now],
  );
  return (await lock()) ?? { chosen: { status: 'offline' }, since: tx.now };
}

export const readStatus = async (tx: Transaction, expertId: string): Promise<StoredStatus> =>
  (await tx.rows(statusRow, 'select chosen, since from expert_statuses where expert_id = $1', [expertId]))[0] ?? {
    chosen: { status: 'offline' },
    since: tx.now,
  };

/** `startsIdling`: from now on the expert counts as idle, as with markIdle. */
export const writeStatus = async (tx: Transaction, expertId: string, chosen: ChosenStatus, startsIdling = false): Promise<void> => {
  await tx.run('update expert_statuses set chosen = $2, since = $3, idle_since = case when $4 then $3 else idle_since end where expert_id = $1', [
    expertId,
    JSON.stringify(chosen),
    tx.now,
    startsIdling,
  ]);
};

/** From now on the expert counts as idle: longest idle is asked first. */
export const markIdle = async (tx: Transaction, expertId: string): Promise<void> => {
  await tx.run('update expert_statuses set idle_since = $2 where expert_id = $1', [expertId, tx.now]);
};

export const setOfflineAt = async (tx: Transaction, expertId: string, delayMs: number | null): Promise<void> => {
  await tx.run('update expert_statuses set offline_at = $2 where expert_id = $1', [expertId, delayMs === null ? null : after(tx.now, delayMs)]);
};

const idRow = z.object({ id: z.string() });

export const dueOffline = async (tx: Transaction): Promise<string[]> =>
  (await tx.rows(idRow, 'select expert_id as id from expert_statuses where offline_at <= $1 for update skip locked', [tx.now])).map((row) => row.id);

const candidateRow = z.object({ expertId: expertIdSchema, idleSince: instantSchema, callsToday: z.number() });
export type Candidate = { readonly expertId: ExpertId; readonly idleSince: Instant; readonly callsToday: number };

/** Of an expert `e` with the page `p`: may be offered a call at the time $1. */
const isCandidate = `e.chosen ->> 'status' = 'available' and p.is_connected and p.lease_until > $1
       and not exists (select 1 from calls c where c.expert_id = e.expert_id)`;

const agencyRow = z.object({ agencyId: z.string() });

/** Agencies of which somebody may be offered a call now. */
export const agenciesWithCandidates = async (tx: Transaction): Promise<string[]> =>
  (
    await tx.rows(
      agencyRow,
      `select distinct s.agency_id as "agencyId" from expert_statuses e
       join staff s on s.id = e.expert_id
       join presences p on p.role = 'expert' and p.subject_id = e.expert_id
     where ${isCandidate}`,
      [tx.now],
    )
  ).map(({ agencyId }) => agencyId);

/** The agency's experts who may be offered a call now, locked so that nobody else offers them one meanwhile. */
export const lockCandidates = (tx: Transaction, agencyId: string, dayStart: Instant): Promise<Candidate[]> =>
  tx.rows(
    candidateRow,
    `select e.expert_id as "expertId", e.idle_since as "idleSince",
       (select count(*)::int from call_events v where v.expert_id = e.expert_id and v.at >= $3 and v.type = 'EntryAccepted') as "callsToday"
     from expert_statuses e
       join staff s on s.id = e.expert_id
       join presences p on p.role = 'expert' and p.subject_id = e.expert_id
     where s.agency_id = $2 and ${isCandidate}
     order by e.idle_since, e.expert_id
     for update of e skip locked`,
    [tx.now, agencyId, dayStart],
  );

const dutyRow = z.object({ agencyId: z.string(), onDuty: z.number() });

/** How many of each agency's experts are connected and neither on break nor away: those who can be waited for. */
export const countOnDuty = (tx: Transaction): Promise<{ agencyId: string; onDuty: number }[]> =>
  tx.rows(
    dutyRow,
    `select s.agency_id as "agencyId", count(*)::int as "onDuty"
     from expert_statuses e join staff s on s.id = e.expert_id join presences p on p.role = 'expert' and p.subject_id = e.expert_id
     where e.chosen ->> 'status' = 'available' and p.is_connected group by s.agency_id`,
  );

const onDutyRow = dutyRow.pick({ onDuty: true });

/** The same of one agency. */
export const countOnDutyOf = async (tx: Transaction, agencyId: string): Promise<number> =>
  (
    await tx.rows(
      onDutyRow,
      `select count(*)::int as "onDuty"
       from staff s join expert_statuses e on e.expert_id = s.id join presences p on p.role = 'expert' and p.subject_id = s.id
       where s.agency_id = $1 and e.chosen ->> 'status' = 'available' and p.is_connected`,
      [agencyId],
    )
  )[0]?.onDuty ?? 0;

const ableRow = z.object({ serviceId: serviceIdSchema, language: languageSchema, count: z.number() });

/** Experts whom a customer can wait for: how many, and every service and language that one of them has. */
export type Able = { readonly count: number; readonly reach: readonly { readonly serviceId: ServiceId; readonly language: Language }[] };

/** Those on duty, busy ones included, who have the service and speak one of the languages. */
export async function readAble(tx: Transaction, agencyId: string, serviceId: string, spoken: readonly Language[]): Promise<Able> {
  const rows = await tx.rows(
    ableRow,
    `with able as (
       select s.id from expert_statuses e join staff s on s.id = e.expert_id join presences p on p.role = 'expert' and p.subject_id = e.expert_id
       where e.chosen ->> 'status' = 'available' and p.is_connected and s.agency_id = $1
         and exists (select 1 from staff_services v where v.staff_id = s.id and v.service_id = $2)
         and exists (select 1 from staff_languages l where l.staff_id = s.id and l.language = any($3::text[]))
     )
     select distinct v.service_id as "serviceId", l.language, (select count(*)::int from able) as count
     from able join staff_services v on v.staff_id = able.id join staff_languages l on l.staff_id = able.id`,
    [agencyId, serviceId, [...spoken]],
  );
  return { count: rows[0]?.count ?? 0, reach: rows.map(({ serviceId: own, language }) => ({ serviceId: own, language })) };
}

const ableServiceRow = z.object({ serviceId: serviceIdSchema, able: z.number() });

/** How many of the agency's experts on duty have each service. */
export const countAbleOfServices = (tx: Transaction, agencyId: string): Promise<z.output<typeof ableServiceRow>[]> =>
  tx.rows(
    ableServiceRow,
    `select v.service_id as "serviceId", count(*)::int as able
     from expert_statuses e join staff s on s.id = e.expert_id join presences p on p.role = 'expert' and p.subject_id = e.expert_id
       join staff_services v on v.staff_id = s.id
     where e.chosen ->> 'status' = 'available' and p.is_connected and s.agency_id = $1 group by v.service_id`,
    [agencyId],
  );

const dayRow = z.object({ answered: z.number(), missed: z.number(), declined: z.number(), heldMs: z.number() });
const handledRow = z.object({
  callId: callIdSchema,
  serviceId: serviceIdSchema,
  acceptedAt: instantSchema,
  handlingMs: z.number().nullable(),
  heldMs: z.number(),
  outcomeCode: z.enum(outcomeCodes).nullable(),
  agencyOutcome: z.string().nullable(),
});

/** How long the customer was on hold, in holds that are over, while the expert of the acceptance `a` had the call. */
const heldMs = `(
  select coalesce(sum(
    (select e.at from call_events e where e.call_id = h.call_id and e.number > h.number
       and e.type in ('CallResumed', 'CallEnded', 'EntryRequeued', 'EntryParked') order by e.number limit 1) - h.at
  ), 0)::float8
  from call_events h where h.call_id = a.call_id and h.type = 'CallHeld' and h.number > a.number
    and not exists (select 1 from call_events n where n.call_id = a.call_id and n.type = 'EntryAccepted' and n.number > a.number and n.number < h.number)
)`;

/** So many of the day's calls are listed. */
const listedCalls = 30;

/** The expert's own day: what was offered to them, and the calls that they took, newest first. */
export async function readDay(tx: Transaction, expertId: string, dayStart: Instant) {
  const [counts, calls] = await Promise.all([
    tx.rows(
      dayRow,
      `select count(*) filter (where type = 'EntryAccepted')::int as answered, count(*) filter (where type = 'EntryMissed')::int as missed,
       count(*) filter (where type = 'EntryDeclined')::int as declined,
       coalesce(sum(case when type = 'EntryAccepted' then ${heldMs} end), 0)::float8 as "heldMs"
     from call_events a where expert_id = $1 and at >= $2`,
      [expertId, dayStart],
    ),
    tx.rows(
      handledRow,
      `select a.call_id as "callId", c.service_id as "serviceId", a.at as "acceptedAt", w.at - a.at as "handlingMs", ${heldMs} as "heldMs", w.event ->> 'outcomeCode' as "outcomeCode",
       w.event ->> 'agencyOutcome' as "agencyOutcome"
     from call_events a join calls c on c.id = a.call_id
       left join lateral (
         select e.at, e.event from call_events e where e.call_id = a.call_id and e.number > a.number and e.type = 'WrapUpEnded' order by e.number limit 1
       ) w on true
     where a.expert_id = $1 and a.at >= $2 and a.type = 'EntryAccepted' order by a.at desc limit $3`,
      [expertId, dayStart, listedCalls],
    ),
  ]);
  const handled = calls.flatMap(({ handlingMs }) => handlingMs ?? []);
  const meanHandlingMs = handled.length === 0 ? null : Math.round(handled.reduce((sum, ms) => sum + ms, 0) / handled.length);
  return { ...(counts[0] ?? { answered: 0, missed: 0, declined: 0, heldMs: 0 }), meanHandlingMs, calls };
}

const teamRow = z.object({
  expertId: expertIdSchema,
  chosen: chosenStatusSchema,
  since: instantSchema,
  answered: z.number(),
  missed: z.number(),
  heldMs: z.number(),
});

/** The statuses of an agency's experts with their counts of the day; who has never been here is left out. */
export const readTeam = (tx: Transaction, agencyId: string, dayStart: Instant) =>
  tx.rows(
    teamRow,
    `select e.expert_id as "expertId", e.chosen, e.since,
       (select count(*)::int from call_events v where v.expert_id = e.expert_id and v.at >= $2 and v.type = 'EntryAccepted') as answered,
       (select count(*)::int from call_events v where v.expert_id = e.expert_id and v.at >= $2 and v.type = 'EntryMissed') as missed,
       (select coalesce(sum(${heldMs}), 0)::float8 from call_events a where a.expert_id = e.expert_id and a.at >= $2 and a.type = 'EntryAccepted') as "heldMs"
     from expert_statuses e join staff s on s.id = e.expert_id where s.agency_id = $1 order by e.expert_id`,
    [agencyId, dayStart],
  );
