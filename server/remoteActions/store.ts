import { z } from 'zod';
import { type Figures, figuresSchema } from '#shared/connection/figures.ts';
import { remoteActionRunSchema } from '#shared/contract/connection.ts';
import { type RemoteAction, type RemoteActionOutcome, remoteActionSchema } from '#shared/contract/remoteActions.ts';
import type { AdviserId, TerminalId } from '#shared/ids.ts';
import { after, instantSchema } from '#shared/instant.ts';
import type { Transaction } from '#server/platform/database/index.ts';

const remoteActionRunRow = z.object({
  remoteActionId: z.uuid(),
  terminalId: z.string(),
  at: instantSchema,
  remoteAction: remoteActionSchema,
  runBy: z.string(),
  outcome: remoteActionRunSchema.shape.outcome,
  before: figuresSchema.nullable(),
  after: figuresSchema.nullable(),
});
export type RemoteActionRunRow = z.output<typeof remoteActionRunRow>;

const select = `select id as "remoteActionId", terminal_id as "terminalId", run_at as at, remote_action as "remoteAction", run_by as "runBy", outcome, before, after from remote_action_runs`;

export type Run = { readonly remoteActionId: string; readonly terminalId: TerminalId; readonly remoteAction: RemoteAction; readonly adviserId: AdviserId };

/** Returns whether it is new; the same id again changes nothing. */
export const insert = async (
  tx: Transaction,
  { remoteActionId, terminalId, remoteAction, adviserId }: Run,
  roomId: string | null,
  before: Figures | null,
): Promise<boolean> =>
  (await tx.run(
    `insert into remote_action_runs (id, terminal_id, room_id, run_by, run_at, remote_action, outcome, before) values ($1, $2, $3, $4, $5, $6, 'pending', $7)
     on conflict (id) do nothing`,
    [remoteActionId, terminalId, roomId, adviserId, tx.now, JSON.stringify(remoteAction), before === null ? null : JSON.stringify(before)],
  )) > 0;

const sameRow = z.object({ isSame: z.boolean() });

/** Whether that id was run with the same before. */
export const isSame = async (tx: Transaction, { remoteActionId, terminalId, remoteAction }: Run): Promise<boolean> =>
  (
    await tx.rows(sameRow, 'select terminal_id = $2 and remote_action = $3::jsonb as "isSame" from remote_action_runs where id = $1', [
      remoteActionId,
      terminalId,
      JSON.stringify(remoteAction),
    ])
  )[0]?.isSame === true;

/** Returns whether the terminal has such a repair; an answer after the last one is ignored. */
export const answer = async (tx: Transaction, terminalId: TerminalId, remoteActionId: string, outcome: RemoteActionOutcome): Promise<boolean> =>
  (await tx.run(`update remote_action_runs set outcome = $3, answered_at = $4 where id = $1 and terminal_id = $2 and outcome in ('pending', 'asked')`, [
    remoteActionId,
    terminalId,
    outcome,
    tx.now,
  ])) > 0;

const idRow = z.object({ remoteActionId: z.uuid(), terminalId: z.string() });

/** Done long enough ago that the new figures mean something, and not measured yet. */
export const readUnmeasured = (tx: Transaction, settledMs: number) =>
  tx.rows(
    idRow,
    `select id as "remoteActionId", terminal_id as "terminalId" from remote_action_runs where outcome = 'done' and after is null and answered_at between $1 and $2`,
    [after(tx.now, -10 * settledMs), after(tx.now, -settledMs)],
  );

export const putAfter = (tx: Transaction, remoteActionId: string, figures: Figures): Promise<number> =>
  tx.run('update remote_action_runs set after = $2 where id = $1', [remoteActionId, JSON.stringify(figures)]);

/** What the terminal, or the customer who was asked, never answered. Returns the terminals. */
export const endUnanswered = (tx: Transaction, patienceMs: number, askedPatienceMs: number) =>
  tx.rows(
    idRow,
    `update remote_action_runs set outcome = 'noAnswer' where (outcome = 'pending' and run_at < $1) or (outcome = 'asked' and answered_at < $2)
     returning id as "remoteActionId", terminal_id as "terminalId"`,
    [after(tx.now, -patienceMs), after(tx.now, -askedPatienceMs)],
  );

/** The newest of the terminal, newest first. */
export const readNewest = (tx: Transaction, terminalId: string, limit: number): Promise<RemoteActionRunRow[]> =>
  tx.rows(remoteActionRunRow, `${select} where terminal_id = $1 order by run_at desc limit $2`, [terminalId, limit]);

export const readOfRoom = (tx: Transaction, roomId: string): Promise<RemoteActionRunRow[]> =>
  tx.rows(remoteActionRunRow, `${select} where room_id = $1 order by run_at`, [roomId]);

const keptMs = 30 * 86_400_000;

/** What was run longer ago goes. */
export const erase = (tx: Transaction): Promise<number> => tx.run('delete from remote_action_runs where run_at < $1', [after(tx.now, -keptMs)]);
