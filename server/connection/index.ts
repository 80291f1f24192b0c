import type { Logger } from 'pino';
import { type ParticipantKey, splitKey } from '#shared/call/flows.ts';
import type { ConnectionHistory, LegSeries } from '#shared/contract/connection.ts';
import type { EventPayload } from '#shared/contract/index.ts';
import type { AdviserId, PointId, TerminalId } from '#shared/ids.ts';
import type { CatalogueReader } from '#server/catalogue/index.ts';
import type { Changes } from '#server/changes.ts';
import type { Database } from '#server/db/index.ts';
import { AppError } from '#server/errors.ts';
import type { MediaPort } from '#server/media/port.ts';
import { readFeelingOfRoom } from '#server/visits/index.ts';
import { AlertBook } from './alerts.ts';
import { createMonitor } from './monitor.ts';
import { createRepairs, readRepairsOfRoom } from './repairs.ts';
import * as store from './store.ts';

export { type IceServer, type TurnOptions, iceServers } from './turn.ts';
export { readRepairs } from './repairs.ts';
export { type AlertRow, ownFindings, readAlertsOfPoints, toAlert } from './store.ts';

export type ConnectionOptions = {
  readonly database: Database;
  readonly changes: Changes;
  readonly catalogue: CatalogueReader;
  readonly media: MediaPort;
  /** Tells a terminal's page of a pulled lever, wherever it is connected. */
  readonly sendLever: (terminalId: TerminalId, payload: EventPayload<'lever:pulled'>) => void;
  /** Whether the browser answers while its page is silent. */
  readonly isBrowserAnswering: (participant: ParticipantKey) => Promise<boolean>;
  /** Milliseconds, for judging looks among themselves; instants that are kept come from the database. */
  readonly now: () => number;
  readonly logger: Logger;
};

export type Connections = ReturnType<typeof createConnections>;

/** How often a mean of every connection is kept and open alerts are touched; those that nobody touches for three times as long belong to nobody. */
export const keepConnectionsEveryMs = 10_000;

/** What stands at every connection, kept so that desks see it, with its history. */
export function createConnections({ database, changes, catalogue, media, sendLever, isBrowserAnswering, now, logger }: ConnectionOptions) {
  const alerts = new AlertBook({ database, changes, catalogue, logger });
  const monitor = createMonitor({
    media,
    isBrowserAnswering,
    now,
    onFindings: (participant, roomId, findings) => {
      const { role } = splitKey(participant);
      logger.info({ leg: role, roomId, findings: findings.map(({ code }) => code) }, 'connection findings changed');
      alerts.write(participant, roomId, findings);
    },
    logger,
  });
  const repairs = createRepairs({ database, changes, catalogue, monitor, send: sendLever, logger });
  let keptUntil = now();

  return {
    monitor,
    repairs,

    /** Says that what stands still stands, keeps a mean of the last seconds of every call, and closes what fallen servers left open. */
    async keep(): Promise<void> {
      const since = keptUntil;
      keptUntil = now();
      const samples = monitor.inRooms(since);
      await database.transaction(async (tx) => {
        for (const { participant, roomId, figures } of samples)
          await store.insertSample(tx, { roomId, leg: splitKey(participant).role, spanMs: keptUntil - since, figures });
        await alerts.keep(tx, 3 * keepConnectionsEveryMs);
      });
    },

    /** Resolves when everything that was found so far is written. */
    settled: (): Promise<void> => alerts.settled(),

    thin: (): Promise<void> => database.transaction(store.thin),

    /** Errors: notFound, also for another point's alert. */
    markDone: (alertId: string, pointIds: readonly PointId[], adviserId: AdviserId): Promise<void> =>
      database.transaction(async (tx) => {
        if (!(await store.markDone(tx, alertId, pointIds, adviserId))) throw new AppError('notFound');
        tx.afterCommit(() => changes.announce(pointIds.map((pointId) => `point:${pointId}` as const)));
      }),

    /** The call at the terminal, or its last one: what is kept, and of what runs here the newest minutes in full. */
    history: (terminalId: TerminalId): Promise<ConnectionHistory> =>
      database.transaction(async (tx) => {
        const roomId = await store.readLastRoom(tx, terminalId);
        if (roomId === null) return { legs: [], alerts: [], repairs: [], quality: { scores: [], feeling: null } };
        return {
          legs: joined(await store.readSeries(tx, roomId), monitor.series(roomId)),
          alerts: (await store.readAlertsOfRoom(tx, roomId)).map(store.toAlert),
          repairs: await readRepairsOfRoom(tx, roomId, catalogue),
          quality: { scores: await store.readScores(tx, roomId), feeling: await readFeelingOfRoom(tx, roomId) },
        };
      }),
  };
}

/** Kept series with the newest looks put in the place of their means. */
function joined(kept: readonly LegSeries[], live: readonly LegSeries[]): LegSeries[] {
  const legs = new Set([...kept, ...live].map(({ leg }) => leg));
  return [...legs].map((leg) => {
    const now = live.find((series) => series.leg === leg)?.points ?? [];
    const first = now[0]?.at ?? Infinity;
    const before = (kept.find((series) => series.leg === leg)?.points ?? []).filter(({ at }) => at < first);
    return { leg, points: [...before, ...now] };
  });
}
