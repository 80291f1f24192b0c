import type { ConnectionHistory, HealingEvent, LegSeries } from '#shared/contract/connection.ts';
import type { TerminalId } from '#shared/ids.ts';
import { type Instant, after } from '#shared/instant.ts';
import { readLastRoom } from '#server/calls/index.ts';
import type { CatalogueReader } from '#server/catalogue/index.ts';
import type { Transaction } from '#server/platform/database/index.ts';
import { readRatingOfRoom } from '#server/ratings/index.ts';
import { readRemoteActionRunsOfRoom } from '#server/remoteActions/index.ts';
import type { Monitor } from './monitor.ts';
import type { StepTaken } from './monitorContext.ts';
import { readScores, readSeries, readSteps } from './seriesStore.ts';
import { readAlertsOfRoom, toAlert } from './store.ts';

/** What this process knows and has not written yet. */
export type Live = { readonly monitor: Monitor; readonly steps: readonly StepTaken[]; readonly now: () => number };

/** When something was, by the clock of what is kept, that the monitor saw by its own. */
export const instantOf = (tx: Transaction, now: number, at: number): Instant => after(tx.now, Math.round(at - now));

/** The call at the terminal, or its last one: what is kept, and of what runs here the newest minutes in full. */
export async function readHistory(tx: Transaction, terminalId: TerminalId, catalogue: CatalogueReader, live: Live): Promise<ConnectionHistory> {
  const roomId = await readLastRoom(tx, terminalId);
  if (roomId === null) return { legs: [], alerts: [], remoteActionRuns: [], healing: [], quality: { scores: [], rating: null } };
  const now = live.now();
  const series = live.monitor.series(roomId).map((one) => ({ ...one, points: one.points.map(({ at, figures }) => ({ at: instantOf(tx, now, at), figures })) }));
  const steps = live.steps.filter((step) => step.roomId === roomId).map(({ leg, ordinal, at, step }) => ({ leg, ordinal, at: instantOf(tx, now, at), step }));
  return {
    legs: joined(await readSeries(tx, roomId), series),
    alerts: (await readAlertsOfRoom(tx, roomId)).map(toAlert),
    remoteActionRuns: await readRemoteActionRunsOfRoom(tx, roomId, catalogue),
    healing: [...(await readSteps(tx, roomId)), ...(steps satisfies HealingEvent[])],
    quality: { scores: await readScores(tx, roomId), rating: await readRatingOfRoom(tx, roomId) },
  };
}

/** Kept series with the newest looks put in the place of their means. */
function joined(kept: readonly LegSeries[], live: readonly LegSeries[]): LegSeries[] {
  const isOf = (one: LegSeries) => (other: LegSeries) => other.leg === one.leg && other.ordinal === one.ordinal;
  const alone = live.filter((one) => !kept.some(isOf(one)));
  return [...kept, ...alone].map((one) => {
    const newest = live.find(isOf(one))?.points ?? [];
    const first = newest[0]?.at ?? Infinity;
    return { ...one, points: alone.includes(one) ? one.points : [...one.points.filter(({ at }) => at < first), ...newest] };
  });
}
