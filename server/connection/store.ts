import { z } from 'zod';
import { alertCodes, causeCodes, certainties, terminalFaultCodes } from '#shared/connection/findings.ts';
import type { Finding } from '#shared/connection/hysteresis.ts';
import { type Alert, evidenceSchema } from '#shared/contract/connection.ts';
import { type CallRole, callRoles } from '#shared/contract/define.ts';
import type { CallId } from '#shared/ids.ts';
import { after, instantSchema } from '#shared/instant.ts';
import type { Transaction } from '#server/platform/database/index.ts';

const alertRow = z.object({
  alertId: z.uuid(),
  leg: z.enum(callRoles),
  subjectId: z.string(),
  roomId: z.string().nullable(),
  code: z.enum(alertCodes),
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
  readonly leg: CallRole;
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
export const attachToRoom = (tx: Transaction, alertId: string, roomId: CallId, pointId: string | null): Promise<number> =>
  tx.run('update connection_alerts set room_id = $2, point_id = coalesce(point_id, $3) where id = $1', [alertId, roomId, pointId]);

/** What stood in one call and stands in the next is an alert of its own there, as old, and done where the same point has done it. */
export async function continueAlert(tx: Transaction, formerId: string, { alertId, leg, subjectId, pointId, roomId }: OpenAlert): Promise<void> {
  await tx.run(
    `insert into connection_alerts (id, leg, subject_id, point_id, room_id, code, certainty, evidence, started_at, seen_at, done_by, done_at)
     select $2, $3, $4, $5, $6, code, certainty, evidence, started_at, $7,
       case when point_id = $5 then done_by end, case when point_id = $5 then done_at end
     from connection_alerts where id = $1`,
    [formerId, alertId, leg, subjectId, pointId, roomId, tx.now],
  );
  await endAlert(tx, formerId);
}

/** What is measured now, beside a finding that stands. */
export const updateAlert = (tx: Transaction, alertId: string, { certainty, evidence }: Finding): Promise<number> =>
  tx.run('update connection_alerts set certainty = $2, evidence = $3 where id = $1', [alertId, certainty, JSON.stringify(evidence)]);

const endSql = `update connection_alerts set ended_at = seen_at, subject_id = case when leg = 'terminal' then subject_id else '' end where ended_at is null`;

export const endAlert = (tx: Transaction, alertId: string): Promise<number> =>
  tx.run(`${endSql.replace('ended_at = seen_at', 'ended_at = $2')} and id = $1`, [alertId, tx.now]);

const idRow = z.object({ id: z.string() });

/** Says that these still stand. Returns those that are open indeed. */
export const touchAlerts = async (tx: Transaction, alertIds: readonly string[]): Promise<string[]> =>
  (await tx.rows(idRow, 'update connection_alerts set seen_at = $2 where id = any($1) and ended_at is null returning id', [alertIds, tx.now])).map(
    ({ id }) => id,
  );

const pointRow = z.object({ pointId: z.string().nullable(), leg: z.enum(callRoles), subjectId: z.string() });

/** Closes the alerts of servers that have fallen, and returns whom they concerned. A terminal's own faults no server keeps. */
export const endForgotten = (tx: Transaction, silentMs: number) =>
  tx.rows(
    pointRow,
    `with gone as (select id, point_id, leg, subject_id from connection_alerts where ended_at is null and seen_at < $1 and code <> all($2) for update skip locked),
     ended as (${endSql} and id in (select id from gone) returning id)
     select point_id as "pointId", leg, subject_id as "subjectId" from gone where id in (select id from ended)`,
    [after(tx.now, -silentMs), terminalFaultCodes],
  );

/** Alerts of points that nobody has marked as done; of the experts in their calls also those that began elsewhere. */
export const readAlertsOfPoints = (tx: Transaction, pointIds: readonly string[], expertIds: readonly string[]): Promise<AlertRow[]> =>
  tx.rows(
    alertRow,
    `${select} where done_at is null and (ended_at is null or ended_at > $3) and (point_id = any($1) or (leg = 'expert' and ended_at is null and subject_id = any($2)))
     order by started_at, id`,
    [pointIds, expertIds, after(tx.now, -lingerMs)],
  );

const findingRow = alertRow.pick({ since: true, certainty: true, evidence: true }).extend({ code: z.enum(causeCodes) });

/** What stands at one participant's own connection. */
export const ownFindings = (tx: Transaction, leg: CallRole, subjectId: string) =>
  tx.rows(
    findingRow,
    `select code, started_at as since, certainty, evidence from connection_alerts
     where ended_at is null and leg = $1 and subject_id = $2 and code <> all($3) order by started_at, id`,
    [leg, subjectId, terminalFaultCodes],
  );

export const readAlertsOfRoom = (tx: Transaction, roomId: string): Promise<AlertRow[]> =>
  tx.rows(alertRow, `${select} where room_id = $1 order by started_at, id`, [roomId]);

/** Returns whether there was such an alert at one of the points, or of an expert in their calls. */
export const markDone = async (tx: Transaction, alertId: string, pointIds: readonly string[], adviserId: string): Promise<boolean> =>
  (await tx.run(
    `update connection_alerts set done_by = $3, done_at = $4 where id = $1 and done_at is null and (point_id = any($2)
       or (leg = 'expert' and ended_at is null and subject_id in (select expert_id from calls where point_id = any($2) and state not in ('wrapUp', 'closed'))))`,
    [alertId, pointIds, adviserId, tx.now],
  )) > 0;
