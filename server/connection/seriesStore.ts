import { z } from 'zod';
import { type Figures, figuresSchema } from '#shared/connection/figures.ts';
import { type HealingStep, healingSteps } from '#shared/connection/pathPolicy.ts';
import type { HealingEvent, LegSeries } from '#shared/contract/connection.ts';
import { type CallRole, callRoles } from '#shared/contract/define.ts';
import type { CallId } from '#shared/ids.ts';
import { type Instant, after, instantSchema } from '#shared/instant.ts';
import type { Transaction } from '#server/platform/database/index.ts';

/** One of a role in a room; who it is stays out. */
type LegLocation = { readonly roomId: CallId; readonly leg: CallRole; readonly ordinal: number };

/** Keeps one mean of several looks, and adds it to what remains of the call's quality. */
export async function insertSample(tx: Transaction, { roomId, leg, ordinal }: LegLocation, spanMs: number, figures: Figures): Promise<void> {
  await tx.run(
    `insert into connection_samples (room_id, leg, ordinal, at, span_ms, score, figures) values ($1, $2, $3, $4, $5, $6, $7) on conflict do nothing`,
    [roomId, leg, ordinal, tx.now, Math.round(spanMs), figures.score, JSON.stringify(figures)],
  );
  if (figures.score === null) return;
  await tx.run(
    `insert into connection_scores as s (room_id, leg, ordinal, looks, score_sum, worst_score) values ($1, $2, $3, 1, $4, $4)
     on conflict (room_id, leg, ordinal) do update set looks = s.looks + 1, score_sum = s.score_sum + $4, worst_score = least(s.worst_score, $4)`,
    [roomId, leg, ordinal, figures.score],
  );
}

export const insertStep = (tx: Transaction, { roomId, leg, ordinal }: LegLocation, at: Instant, step: HealingStep): Promise<number> =>
  tx.run('insert into healing_steps (room_id, leg, ordinal, at, step) values ($1, $2, $3, $4, $5) on conflict do nothing', [roomId, leg, ordinal, at, step]);

const stepRow = z.object({ leg: z.enum(callRoles), ordinal: z.number(), at: instantSchema, step: z.enum(healingSteps) });

export const readSteps = (tx: Transaction, roomId: string): Promise<HealingEvent[]> =>
  tx.rows(stepRow, 'select leg, ordinal, at, step from healing_steps where room_id = $1 order by at', [roomId]);

/** Of what is older than a day one look a minute stays, the worst; of what is older than a month nothing. Alerts and steps go with the month. */
export async function downsample(tx: Transaction): Promise<void> {
  const day = after(tx.now, -86_400_000);
  const month = after(tx.now, -30 * 86_400_000);
  await tx.run('delete from connection_samples where at < $1', [month]);
  await tx.run(
    `delete from connection_samples where (room_id, leg, ordinal, at) in (
       select room_id, leg, ordinal, at from (
         select room_id, leg, ordinal, at, row_number() over (partition by room_id, leg, ordinal, at / 60000 order by score nulls last, at) as place
         from connection_samples where at < $1
       ) ranked where place > 1)`,
    [day],
  );
  await tx.run('delete from connection_alerts where ended_at < $1', [month]);
  await tx.run('delete from healing_steps where at < $1', [month]);
}

const sampleRow = z.object({ leg: z.enum(callRoles), ordinal: z.number(), at: instantSchema, figures: figuresSchema });

/** The series that are kept of a call, oldest first. */
export async function readSeries(tx: Transaction, roomId: string): Promise<LegSeries[]> {
  const series = new Map<string, LegSeries>();
  for (const { leg, ordinal, at, figures } of await tx.rows(
    sampleRow,
    'select leg, ordinal, at, figures from connection_samples where room_id = $1 order by leg desc, ordinal, at',
    [roomId],
  )) {
    const key = `${leg} ${ordinal}`;
    const one = series.get(key) ?? { leg, ordinal, points: [] };
    one.points.push({ at, figures });
    series.set(key, one);
  }
  return [...series.values()];
}

const scoreRow = z.object({ leg: z.enum(callRoles), ordinal: z.number(), mean: z.number(), worst: z.number() });

/** What stays of the call's quality when its series are gone. */
export const readScores = (tx: Transaction, roomId: string) =>
  tx.rows(
    scoreRow,
    'select leg, ordinal, score_sum / looks as mean, worst_score as worst from connection_scores where room_id = $1 order by leg desc, ordinal',
    [roomId],
  );

/** Erases what was measured in rooms of which no call is left. */
export const eraseScores = (tx: Transaction): Promise<number> =>
  tx.run('delete from connection_scores s where not exists (select 1 from calls c where c.room_id = s.room_id)');
