import { z } from 'zod';
import { type Figures, figuresSchema } from '#shared/connection/figures.ts';
import { repairSchema } from '#shared/contract/connection.ts';
import { type Lever, type LeverOutcome, leverSchema } from '#shared/contract/levers.ts';
import type { AdviserId, TerminalId } from '#shared/ids.ts';
import { after, instantSchema } from '#shared/instant.ts';
import type { Transaction } from '#server/db/index.ts';

const repairRow = z.object({
  repairId: z.uuid(),
  terminalId: z.string(),
  at: instantSchema,
  lever: leverSchema,
  pulledBy: z.string(),
  outcome: repairSchema.shape.outcome,
  before: figuresSchema.nullable(),
  after: figuresSchema.nullable(),
});
export type RepairRow = z.output<typeof repairRow>;

const select = `select id as "repairId", terminal_id as "terminalId", pulled_at as at, lever, pulled_by as "pulledBy", outcome, before, after from repairs`;

export type Pull = { readonly repairId: string; readonly terminalId: TerminalId; readonly lever: Lever; readonly adviserId: AdviserId };

/** Returns whether it is new; the same id again changes nothing. */
export const insert = async (
  tx: Transaction,
  { repairId, terminalId, lever, adviserId }: Pull,
  roomId: string | null,
  before: Figures | null,
): Promise<boolean> =>
  (await tx.run(
    `insert into repairs (id, terminal_id, room_id, pulled_by, pulled_at, lever, outcome, before) values ($1, $2, $3, $4, $5, $6, 'pending', $7)
     on conflict (id) do nothing`,
    [repairId, terminalId, roomId, adviserId, tx.now, JSON.stringify(lever), before === null ? null : JSON.stringify(before)],
  )) > 0;

const sameRow = z.object({ isSame: z.boolean() });

/** Whether that id was pulled with the same before. */
export const isSame = async (tx: Transaction, { repairId, terminalId, lever }: Pull): Promise<boolean> =>
  (
    await tx.rows(sameRow, 'select terminal_id = $2 and lever = $3::jsonb as "isSame" from repairs where id = $1', [
      repairId,
      terminalId,
      JSON.stringify(lever),
    ])
  )[0]?.isSame === true;

/** Returns whether the terminal has such a repair; an answer after the last one is ignored. */
export const answer = async (tx: Transaction, terminalId: TerminalId, repairId: string, outcome: LeverOutcome): Promise<boolean> =>
  (await tx.run(`update repairs set outcome = $3, answered_at = $4 where id = $1 and terminal_id = $2 and outcome in ('pending', 'asked')`, [
    repairId,
    terminalId,
    outcome,
    tx.now,
  ])) > 0;

const idRow = z.object({ repairId: z.uuid(), terminalId: z.string() });

/** Done long enough ago that the new figures mean something, and not measured yet. */
export const readUnmeasured = (tx: Transaction, settledMs: number) =>
  tx.rows(
    idRow,
    `select id as "repairId", terminal_id as "terminalId" from repairs where outcome = 'done' and after is null and answered_at between $1 and $2`,
    [after(tx.now, -10 * settledMs), after(tx.now, -settledMs)],
  );

export const putAfter = (tx: Transaction, repairId: string, figures: Figures): Promise<number> =>
  tx.run('update repairs set after = $2 where id = $1', [repairId, JSON.stringify(figures)]);

/** What the terminal, or the customer who was asked, never answered. Returns the terminals. */
export const endUnanswered = (tx: Transaction, patienceMs: number, askedPatienceMs: number) =>
  tx.rows(
    idRow,
    `update repairs set outcome = 'noAnswer' where (outcome = 'pending' and pulled_at < $1) or (outcome = 'asked' and answered_at < $2)
     returning id as "repairId", terminal_id as "terminalId"`,
    [after(tx.now, -patienceMs), after(tx.now, -askedPatienceMs)],
  );

/** The newest of the terminal, newest first. */
export const readNewest = (tx: Transaction, terminalId: string, limit: number): Promise<RepairRow[]> =>
  tx.rows(repairRow, `${select} where terminal_id = $1 order by pulled_at desc limit $2`, [terminalId, limit]);

export const readOfRoom = (tx: Transaction, roomId: string): Promise<RepairRow[]> =>
  tx.rows(repairRow, `${select} where room_id = $1 order by pulled_at`, [roomId]);
