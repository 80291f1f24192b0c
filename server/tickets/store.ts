import { z } from 'zod';
import { type OverrideDeed, overrideDeeds } from '#shared/contract/ticket.ts';
import { after, instantSchema } from '#shared/instant.ts';
import type { Transaction } from '#server/platform/database/index.ts';
import { terminalWindowMs } from './ticket.rules.ts';

export type Entry = { readonly terminalId: string; readonly pointId: string; readonly number: number };

/** Tries at one terminal, and tries of one number, are counted one after the other. */
export async function lockTries(tx: Transaction, { terminalId, pointId, number }: Entry): Promise<void> {
  await tx.run(`select pg_advisory_xact_lock(hashtextextended('tries:' || $1, 0))`, [terminalId]);
  await tx.run(`select pg_advisory_xact_lock(hashtextextended('triesOf:' || $1 || ':' || $2, 0))`, [pointId, String(number)]);
}

const triesRow = z.object({ ofTerminal: z.number(), ofNumber: z.number() });

export const countTries = async (tx: Transaction, { terminalId, pointId, number }: Entry): Promise<z.output<typeof triesRow>> =>
  (
    await tx.rows(
      triesRow,
      `select (select count(*)::int from pin_tries where terminal_id = $1 and at > $2) as "ofTerminal",
         (select count(*)::int from pin_tries where point_id = $3 and number = $4) as "ofNumber"`,
      [terminalId, after(tx.now, -terminalWindowMs), pointId, number],
    )
  )[0] ?? { ofTerminal: 0, ofNumber: 0 };

export const insertTry = (tx: Transaction, id: string, { terminalId, pointId, number }: Entry): Promise<number> =>
  tx.run('insert into pin_tries (id, terminal_id, point_id, number, at) values ($1, $2, $3, $4, $5)', [id, terminalId, pointId, number, tx.now]);

export const deleteTry = (tx: Transaction, id: string): Promise<number> => tx.run('delete from pin_tries where id = $1', [id]);

/** Whoever had tried the number before tried another PIN; what counts against a terminal goes on counting. */
export const forgetTriesOf = (tx: Transaction, pointId: string, number: number): Promise<number> =>
  tx.run('update pin_tries set number = 0 where point_id = $1 and number = $2', [pointId, number]);

export const eraseTries = (tx: Transaction, keptMs: number): Promise<number> => tx.run('delete from pin_tries where at < $1', [after(tx.now, -keptMs)]);

const overrideRow = z.object({ at: instantSchema, adviserId: z.string(), number: z.number(), deed: z.enum(overrideDeeds) });
export type Override = z.output<typeof overrideRow>;

export const insertOverride = (
  tx: Transaction,
  id: string,
  { adviserId, pointId, number, deed }: { readonly adviserId: string; readonly pointId: string; readonly number: number; readonly deed: OverrideDeed },
): Promise<number> =>
  tx.run('insert into number_overrides (id, at, adviser_id, point_id, number, deed) values ($1, $2, $3, $4, $5, $6)', [
    id,
    tx.now,
    adviserId,
    pointId,
    number,
    deed,
  ]);

/** The newest first. */
export const readOverrides = (tx: Transaction, pointIds: readonly string[], sinceMs: number, limit: number): Promise<Override[]> =>
  tx.rows(
    overrideRow,
    `select at, adviser_id as "adviserId", number, deed from number_overrides
     where point_id = any($1) and at > $2 order by at desc, id limit $3`,
    [pointIds, after(tx.now, -sinceMs), limit],
  );

export const eraseOverrides = (tx: Transaction, keptMs: number): Promise<number> =>
  tx.run('delete from number_overrides where at < $1', [after(tx.now, -keptMs)]);
