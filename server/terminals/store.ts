import { z } from 'zod';
import { type AdviserReason, adviserReasons } from '#shared/call/lifecycle.ts';
import type { SelfTestStep, SelfTestVerdict } from '#shared/connection/selfTest.ts';
import { type SelfTest, selfTestSchema } from '#shared/contract/selfTest.ts';
import {
  type DeviceChoice,
  type DeviceReport,
  type MediaSettings,
  deviceChoiceSchema,
  deviceReportSchema,
  mediaSettingsSchema,
} from '#shared/contract/views/index.ts';
import { type PointId, agencyIdSchema, pointIdSchema } from '#shared/ids.ts';
import { after, instantSchema } from '#shared/instant.ts';
import type { Transaction } from '#server/platform/database/index.ts';

const reportRow = z.object({
  terminalId: z.string(),
  devices: deviceReportSchema,
  isInUse: z.boolean(),
  deviceChoices: z.array(deviceChoiceSchema),
  settings: mediaSettingsSchema.nullable(),
  build: z.string().nullable(),
  isOutdated: z.boolean(),
});
export type TerminalReport = z.output<typeof reportRow>;

export type Report = {
  readonly devices: DeviceReport;
  readonly isInUse: boolean;
  readonly deviceChoices: readonly DeviceChoice[];
  readonly settings: MediaSettings | null;
  readonly build: string | null;
};

/** Returns whether it says anything new. */
export const putReport = async (
  tx: Transaction,
  terminalId: string,
  { devices, isInUse, deviceChoices, settings, build, isOutdated }: Report & { readonly isOutdated: boolean },
): Promise<boolean> =>
  (await tx.run(
    `insert into terminal_reports as r (terminal_id, devices, is_in_use, choices, settings, build, is_outdated, reported_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8)
     on conflict (terminal_id) do update
       set devices = excluded.devices, is_in_use = excluded.is_in_use, choices = excluded.choices, settings = excluded.settings,
         build = excluded.build, is_outdated = excluded.is_outdated, reported_at = excluded.reported_at
     where (r.devices, r.is_in_use, r.choices, r.settings, r.build, r.is_outdated)
       is distinct from (excluded.devices, excluded.is_in_use, excluded.choices, excluded.settings, excluded.build, excluded.is_outdated)`,
    [
      terminalId,
      JSON.stringify(devices),
      isInUse,
      JSON.stringify(deviceChoices),
      settings === null ? null : JSON.stringify(settings),
      build,
      isOutdated,
      tx.now,
    ],
  )) > 0;

export const readReports = (tx: Transaction, terminalIds: readonly string[]): Promise<TerminalReport[]> =>
  tx.rows(
    reportRow,
    `select terminal_id as "terminalId", devices, is_in_use as "isInUse", choices as "deviceChoices", settings, build, is_outdated as "isOutdated"
     from terminal_reports where terminal_id = any($1)`,
    [terminalIds],
  );

const helpRow = z.object({
  terminalId: z.string(),
  requestedAt: instantSchema,
  answeredBy: z.string().nullable(),
  reason: z.enum(adviserReasons).nullable(),
  fromAgencyId: agencyIdSchema.nullable(),
});
export type HelpRow = z.output<typeof helpRow>;

export const readHelp = (tx: Transaction, terminalIds: readonly string[]): Promise<HelpRow[]> =>
  tx.rows(
    helpRow,
    `select terminal_id as "terminalId", requested_at as "requestedAt", answered_by as "answeredBy", reason, from_agency_id as "fromAgencyId"
     from help_requests where terminal_id = any($1)`,
    [terminalIds],
  );

export const insertHelp = (tx: Transaction, terminalId: string, pointId: string): Promise<number> =>
  tx.run('insert into help_requests (terminal_id, point_id, requested_at) values ($1, $2, $3) on conflict (terminal_id) do nothing', [
    terminalId,
    pointId,
    tx.now,
  ]);

/** An expert sends the customer to the adviser; that says more than a call for help that may be there already. */
export const putHelpFrom = (tx: Transaction, terminalId: string, pointId: string, agencyId: string, reason: AdviserReason): Promise<number> =>
  tx.run(
    `insert into help_requests (terminal_id, point_id, requested_at, reason, from_agency_id) values ($1, $2, $3, $4, $5)
     on conflict (terminal_id) do update set reason = excluded.reason, from_agency_id = excluded.from_agency_id`,
    [terminalId, pointId, tx.now, reason, agencyId],
  );

export const answerHelp = (tx: Transaction, terminalId: string, adviserId: string): Promise<number> =>
  tx.run('update help_requests set answered_by = $2 where terminal_id = $1', [terminalId, adviserId]);

export const deleteHelp = (tx: Transaction, terminalId: string): Promise<number> => tx.run('delete from help_requests where terminal_id = $1', [terminalId]);

const freeRow = z.object({ pointId: pointIdSchema, free: z.number() });

/** How many terminals of each of the points are connected and nobody's: there a customer who is called back can come. */
export const countFreeTerminals = async (tx: Transaction, pointIds: readonly string[]): Promise<ReadonlyMap<PointId, number>> =>
  new Map(
    (
      await tx.rows(
        freeRow,
        `select t.point_id as "pointId", count(*)::int as free from terminals t
         join presences p on p.role = 'terminal' and p.subject_id = t.id and p.is_connected
         where t.point_id = any($1) and not exists (select 1 from visits v where v.terminal_id = t.id and v.closed_at is null) group by t.point_id`,
        [pointIds],
      )
    ).map(({ pointId, free }) => [pointId, free]),
  );

/** Keeps the run, and of older ones those of the last months. */
export async function insertSelfTest(tx: Transaction, terminalId: string, verdict: SelfTestVerdict, steps: readonly SelfTestStep[]): Promise<number> {
  await tx.run('delete from self_tests where terminal_id = $1 and at < $2', [terminalId, after(tx.now, -keptSelfTestsMs)]);
  return tx.run('insert into self_tests (terminal_id, at, verdict, steps) values ($1, $2, $3, $4) on conflict do nothing', [
    terminalId,
    tx.now,
    verdict,
    JSON.stringify(steps),
  ]);
}

const keptSelfTestsMs = 90 * 86_400_000;

/** Newest first. */
export const readSelfTests = (tx: Transaction, terminalId: string, limit: number): Promise<SelfTest[]> =>
  tx.rows(selfTestSchema, 'select at, verdict, steps from self_tests where terminal_id = $1 order by at desc limit $2', [terminalId, limit]);

const lastSelfTestRow = selfTestSchema.extend({ terminalId: z.string() });

/** The newest run of each terminal. */
export const readLastSelfTests = (tx: Transaction, terminalIds: readonly string[]): Promise<z.output<typeof lastSelfTestRow>[]> =>
  tx.rows(
    lastSelfTestRow,
    `select distinct on (terminal_id) terminal_id as "terminalId", at, verdict, steps from self_tests where terminal_id = any($1) order by terminal_id, at desc`,
    [terminalIds],
  );
