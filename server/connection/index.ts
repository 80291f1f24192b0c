import { randomUUID } from 'node:crypto';
import type { Logger } from 'pino';
import { type ParticipantKey, splitKey } from '#shared/call/flows.ts';
import type { CauseCode } from '#shared/connection/findings.ts';
import type { Finding } from '#shared/connection/settle.ts';
import type { ConnectionHistory, LegSeries } from '#shared/contract/connection.ts';
import type { Role } from '#shared/contract/define.ts';
import type { EventPayload } from '#shared/contract/index.ts';
import type { ConnectionReport } from '#shared/contract/connectionReport.ts';
import type { AdviserId, CallId, PointId, TerminalId } from '#shared/ids.ts';
import type { CatalogueReader } from '#server/catalogue/index.ts';
import type { Changes, Topic } from '#server/changes.ts';
import type { Database } from '#server/db/index.ts';
import { AppError } from '#server/errors.ts';
import type { MediaPort } from '#server/media/port.ts';
import { createMonitor } from './monitor.ts';
import { createRepairs, readRepairsOfRoom } from './repairs.ts';
import * as store from './store.ts';

export { type IceServer, type TurnOptions, iceServers } from './turn.ts';
export { readRepairs } from './repairs.ts';
export { type AlertRow, ownFindings, readAlertsOfPoint, toAlert } from './store.ts';

export type ConnectionOptions = {
  readonly database: Database;
  readonly changes: Changes;
  readonly catalogue: CatalogueReader;
  readonly media: MediaPort;
  /** Tells a terminal's page of a pulled lever, wherever it is connected. */
  readonly sendLever: (terminalId: TerminalId, payload: EventPayload<'lever:pulled'>) => void;
  /** Milliseconds, for judging looks among themselves; instants that are kept come from the database. */
  readonly now: () => number;
  readonly logger: Logger;
};

export type Connections = ReturnType<typeof createConnections>;

/** Open alerts of this process are touched this often; those that nobody has touched for a few times as long belong to nobody. */
export const keepConnectionsEveryMs = 10_000;
const forgottenAfterMs = 3 * keepConnectionsEveryMs;

/** What stands at every connection, kept so that desks see it, with its history. */
export function createConnections({ database, changes, catalogue, media, sendLever, now, logger }: ConnectionOptions) {
  const open = new Map<ParticipantKey, Map<CauseCode, string>>();
  const writing = new Map<ParticipantKey, Promise<void>>();

  const pointOf = (participant: ParticipantKey): string | null => {
    const { role, id } = splitKey(participant);
    return role === 'terminal' ? (catalogue.terminal(id)?.point.id ?? null) : null;
  };

  /** Brings the rows in line with what stands now. */
  async function write(participant: ParticipantKey, roomId: CallId | null, findings: readonly Finding[]): Promise<void> {
    const known = open.get(participant) ?? new Map<CauseCode, string>();
    const { role: leg, id: subjectId } = splitKey(participant);
    const next = new Map<CauseCode, string>();
    await database.transaction(async (tx) => {
      next.clear();
      const pointId = pointOf(participant) ?? (roomId === null ? null : ((await store.readRoomPlace(tx, roomId))?.pointId ?? null));
      if (roomId !== null && known.size > 0) await store.attachToRoom(tx, [...known.values()], roomId, pointId);
      for (const finding of findings) {
        const alertId = known.get(finding.code) ?? randomUUID();
        next.set(finding.code, alertId);
        if (!known.has(finding.code)) await store.insertAlert(tx, { alertId, leg, subjectId, pointId, roomId }, finding);
      }
      for (const [code, alertId] of known) if (!next.has(code)) await store.endAlert(tx, alertId);
      tx.afterCommit(() => changes.announce(topicsOf(leg, subjectId, pointId)));
    });
    if (next.size === 0) open.delete(participant);
    else open.set(participant, next);
  }

  /** One after the other for each participant, so that the last one is the newest. */
  function queueWrite(participant: ParticipantKey, roomId: CallId | null, findings: readonly Finding[]): void {
    const step = (writing.get(participant) ?? Promise.resolve()).then(() => write(participant, roomId, findings));
    const settled = step.catch((error: unknown) => logger.warn({ err: error, participant }, 'findings could not be written; the next change tries again'));
    writing.set(participant, settled);
    void settled.then(() => writing.get(participant) === settled && writing.delete(participant));
  }

  const monitor = createMonitor({
    media,
    now,
    onFindings: (participant, roomId, findings) => {
      const { role } = splitKey(participant);
      logger.info({ leg: role, roomId, findings: findings.map(({ code }) => code) }, 'connection findings changed');
      queueWrite(participant, roomId, findings);
    },
    logger,
  });
  const repairs = createRepairs({ database, changes, catalogue, monitor, send: sendLever, logger });
  let keptUntil = now();

  return {
    monitor,
    repairs,

    report: (participant: ParticipantKey, report: ConnectionReport): Promise<void> => monitor.report(participant, report),

    /** Says that what stands still stands, keeps a mean of the last seconds of every call, and closes what fallen servers left open. */
    async keep(): Promise<void> {
      const since = keptUntil;
      keptUntil = now();
      const samples = monitor.inRooms(since);
      const alertIds = [...open.values()].flatMap((codes) => [...codes.values()]);
      await database.transaction(async (tx) => {
        for (const { participant, roomId, figures } of samples)
          await store.insertSample(tx, { roomId, leg: splitKey(participant).role, spanMs: keptUntil - since, figures });
        if (alertIds.length > 0) await store.touchAlerts(tx, alertIds);
        const gone = await store.endForgotten(tx, forgottenAfterMs);
        tx.afterCommit(() => changes.announce(gone.flatMap(({ pointId, leg, subjectId }) => topicsOf(leg, subjectId, pointId))));
      });
    },

    /** Resolves when everything that was found so far is written. */
    settled: async (): Promise<void> => void (await Promise.all(writing.values())),

    thin: (): Promise<void> => database.transaction(store.thin),

    /** Errors: notFound, also for another point's alert. */
    markDone: (alertId: string, pointId: PointId, adviserId: AdviserId): Promise<void> =>
      database.transaction(async (tx) => {
        if (!(await store.markDone(tx, alertId, pointId, adviserId))) throw new AppError('notFound');
        tx.afterCommit(() => changes.announce([`point:${pointId}`]));
      }),

    /** The call at the terminal, or its last one: what is kept, and of what runs here the newest minutes in full. */
    history: (terminalId: TerminalId): Promise<ConnectionHistory> =>
      database.transaction(async (tx) => {
        const roomId = await store.readLastRoom(tx, terminalId);
        if (roomId === null) return { legs: [], alerts: [], repairs: [] };
        return {
          legs: joined(await store.readSeries(tx, roomId), monitor.series(roomId)),
          alerts: (await store.readAlertsOfRoom(tx, roomId)).map(store.toAlert),
          repairs: await readRepairsOfRoom(tx, roomId, catalogue),
        };
      }),
  };
}

const topicsOf = (leg: Role, subjectId: string, pointId: string | null): Topic[] => [
  `${leg}:${subjectId}`,
  ...(pointId === null ? [] : [`point:${pointId}` as const]),
];

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
