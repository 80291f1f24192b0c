import { z } from 'zod';
import { causeCodes, certainties } from '#shared/connection/findings.ts';
import { type Figures, figuresSchema } from '#shared/connection/figures.ts';
import type { Finding } from '#shared/connection/settle.ts';
import { type Alert, type LegSeries, evidenceSchema } from '#shared/contract/connection.ts';
import { type Role, roles } from '#shared/contract/define.ts';
import type { CallId } from '#shared/ids.ts';
import { after, instantSchema } from '#shared/instant.ts';
import type { Transaction } from '#server/db/index.ts';

const alertRow = z.object({
  alertId: z.uuid(),
  leg: z.enum(roles),
  subjectId: z.string(),
  roomId: z.string().nullable(),
  code: z.enum(causeCodes),
  certainty: z.enum(certainties),
  evidence: evidenceSchema,
  since: instantSchema,
  endedAt: instantSchema.nullable(),
});
export type AlertRow = z.output<typeof alertRow>;

/** The alert as it crosses the wire: without who it is. */
export const toAlert = ({ alertId, leg, code, certainty, evidence, since, endedAt }: AlertRow): Alert => ({
  alertId,
  leg,
  code,
  certainty,
  evidence,
  since,
  endedAt,
});

const select = `select id as "alertId", leg, subject_id as "subjectId", room_id as "roomId", code, certainty, evidence, started_at as "since",
  ended_at as "endedAt" from connection_alerts`;

/** How long a past alert that nobody has marked stays on the desk. */
const lingerMs = 3_600_000;

export type OpenAlert = {
  readonly alertId: string;
  readonly leg: Role;
  readonly subjectId: string;
  readonly pointId: string | null;
  readonly roomId: CallId | null;
};

export const insertAlert = (tx: Transaction, { alertId, leg, subjectId, pointId, roomId }: OpenAlert, finding: Finding): Promise<number> =>
  tx.run(
    `insert into connection_alerts (id, leg, subject_id, point_id, room_id, code, certainty, evidence, started_at, seen_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $9)`,
    [alertId, leg, subjectId, pointId, roomId, finding.code, finding.certainty, JSON.stringify(finding.evidence), tx.now],
  );

const roomPlaceRow = z.object({ pointId: z.string(), expertId: z.string().nullable() });

/** Where the customer of a room is, and the expert who sees to it. */
export const readRoomPlace = async (tx: Transaction, roomId: string): Promise<z.output<typeof roomPlaceRow> | null> =>
  (await tx.rows(roomPlaceRow, 'select point_id as "pointId", expert_id as "expertId" from calls where id = $1', [roomId]))[0] ?? null;

/** What stood before the call belongs to it from now on. */
export const attachToRoom = (tx: Transaction, alertIds: readonly string[], roomId: CallId, pointId: string | null): Promise<number> =>
  tx.run('update connection_alerts set room_id = $2, point_id = coalesce(point_id, $3) where id = any($1) and room_id is null', [alertIds, roomId, pointId]);

const endSql = `update connection_alerts set ended_at = seen_at, subject_id = case when leg = 'terminal' then subject_id else '' end where ended_at is null`;

export const endAlert = (tx: Transaction, alertId: string): Promise<number> =>
  tx.run(`${endSql.replace('ended_at = seen_at', 'ended_at = $2')} and id = $1`, [alertId, tx.now]);

/** Says that these still stand. */
export const touchAlerts = (tx: Transaction, alertIds: readonly string[]): Promise<number> =>
  tx.run('update connection_alerts set seen_at = $2 where id = any($1) and ended_at is null', [alertIds, tx.now]);

const pointRow = z.object({ pointId: z.string().nullable(), leg: z.enum(roles), subjectId: z.string() });

/** Closes the alerts of servers that have fallen, and returns whom they concerned. */
export const endForgotten = (tx: Transaction, silentMs: number) =>
  tx.rows(
    pointRow,
    `with gone as (select id, point_id, leg, subject_id from connection_alerts where ended_at is null and seen_at < $1 for update skip locked),
     ended as (${endSql} and id in (select id from gone) returning id)
     select point_id as "pointId", leg, subject_id as "subjectId" from gone where id in (select id from ended)`,
    [after(tx.now, -silentMs)],
  );

/** Alerts of points that nobody has marked as done; of the experts in their calls also those that began elsewhere. */
export const readAlertsOfPoints = (tx: Transaction, pointIds: readonly string[], expertIds: readonly string[]): Promise<AlertRow[]> =>
  tx.rows(
    alertRow,
    `${select} where done_at is null and (ended_at is null or ended_at > $3) and (point_id = any($1) or (leg = 'expert' and ended_at is null and subject_id = any($2)))
     order by started_at, id`,
    [pointIds, expertIds, after(tx.now, -lingerMs)],
  );

const findingRow = alertRow.pick({ code: true, since: true, certainty: true, evidence: true });

/** What stands at one participant's own connection. */
export const ownFindings = (tx: Transaction, leg: Role, subjectId: string) =>
  tx.rows(
    findingRow,
    `select code, started_at as since, certainty, evidence from connection_alerts where ended_at is null and leg = $1 and subject_id = $2 order by started_at, id`,
    [leg, subjectId],
  );

export const readAlertsOfRoom = (tx: Transaction, roomId: string): Promise<AlertRow[]> =>
  tx.rows(alertRow, `${select} where room_id = $1 order by started_at, id`, [roomId]);

/** Returns whether there was such an alert at one of the points, or of an expert in their calls. */
export const markDone = async (tx: Transaction, alertId: string, pointIds: readonly string[], adviserId: string): Promise<boolean> =>
  (await tx.run('update connection_alerts set done_by = $3, done_at = $4 where id = $1 and point_id = any($2) and done_at is null', [
    alertId,
    pointIds,
    adviserId,
    tx.now,
  ])) > 0;

export type SampleRow = { readonly roomId: CallId; readonly leg: Role; readonly spanMs: number; readonly figures: Figures };

/** Keeps one mean of several looks, and adds it to what remains of the call's quality. */
export async function insertSample(tx: Transaction, { roomId, leg, spanMs, figures }: SampleRow): Promise<void> {
  await tx.run(`insert into connection_samples (room_id, leg, at, span_ms, score, figures) values ($1, $2, $3, $4, $5, $6) on conflict do nothing`, [
    roomId,
    leg,
    tx.now,
    spanMs,
    figures.score,
    JSON.stringify(figures),
  ]);
  if (figures.score === null) return;
  await tx.run(
    `insert into connection_scores as s (room_id, leg, looks, score_sum, worst_score) values ($1, $2, 1, $3, $3)
     on conflict (room_id, leg) do update set looks = s.looks + 1, score_sum = s.score_sum + $3, worst_score = least(s.worst_score, $3)`,
    [roomId, leg, figures.score],
  );
}

/** Of what is older than a day one look a minute stays, the worst; of what is older than a month nothing. Alerts and repairs go with the month. */
export async function thin(tx: Transaction): Promise<void> {
  const day = after(tx.now, -86_400_000);
  const month = after(tx.now, -30 * 86_400_000);
  await tx.run('delete from connection_samples where at < $1', [month]);
  await tx.run(
    `delete from connection_samples where (room_id, leg, at) in (
       select room_id, leg, at from (
         select room_id, leg, at, row_number() over (partition by room_id, leg, at / 60000 order by score nulls last, at) as place
         from connection_samples where at < $1
       ) ranked where place > 1)`,
    [day],
  );
  await tx.run('delete from connection_alerts where ended_at < $1', [month]);
  await tx.run('delete from repairs where pulled_at < $1', [month]);
}

const sampleRow = z.object({ leg: z.enum(roles), at: instantSchema, figures: figuresSchema });

/** The series that are kept of a call, oldest first. */
export async function readSeries(tx: Transaction, roomId: string): Promise<LegSeries[]> {
  const rows = await tx.rows(sampleRow, 'select leg, at, figures from connection_samples where room_id = $1 order by at', [roomId]);
  return roles.flatMap((leg) => {
    const points = rows.filter((row) => row.leg === leg).map(({ at, figures }) => ({ at, figures }));
    return points.length === 0 ? [] : [{ leg, points }];
  });
}

const scoreRow = z.object({ leg: z.enum(roles), mean: z.number(), worst: z.number() });

/** What stays of the call's quality when its series are gone. */
export const readScores = (tx: Transaction, roomId: string) =>
  tx.rows(scoreRow, 'select leg, score_sum / looks as mean, worst_score as worst from connection_scores where room_id = $1 order by leg desc', [roomId]);

const roomRow = z.object({ roomId: z.string() });

/** The room of the terminal's newest call. */
export const readLastRoom = async (tx: Transaction, terminalId: string): Promise<string | null> =>
  (
    await tx.rows(roomRow, `select room_id as "roomId" from calls where terminal_id = $1 and expert_id is not null order by changed_at desc limit 1`, [
      terminalId,
    ])
  )[0]?.roomId ??
  (await tx.rows(roomRow, `select room_id as "roomId" from calls where terminal_id = $1 order by queued_at desc limit 1`, [terminalId]))[0]?.roomId ??
  null;
