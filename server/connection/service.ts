import type { Logger } from 'pino';
import { type ParticipantKey, splitKey } from '#shared/call/mediaRouting.ts';
import type { ConnectionHistory } from '#shared/contract/connection.ts';
import type { Subject } from '#shared/contract/http.ts';
import type { AdviserId, PointId, TerminalId } from '#shared/ids.ts';
import { appendAct } from '#server/audit/index.ts';
import type { CatalogueReader } from '#server/catalogue/index.ts';
import type { Changes } from '#server/platform/changes.ts';
import type { Database, Transaction } from '#server/platform/database/index.ts';
import { AppError } from '#server/errors.ts';
import type { PagesPort } from '#server/platform/gateway/port.ts';
import type { MediaPort } from '#server/media/port.ts';
import type { Coming } from '#server/presence/index.ts';
import { AlertBook } from './alerts.ts';
import { instantOf, readHistory } from './history.ts';
import { createMonitor } from './monitor.ts';
import type { StepTaken } from './monitorContext.ts';
import { watchOverload } from './overload.ts';
import { insertSample, insertStep, downsample } from './seriesStore.ts';
import * as store from './store.ts';
import { followAway, followSelfTest } from './terminalFaults.ts';

export type ConnectionOptions = {
  readonly database: Database;
  readonly changes: Changes;
  readonly catalogue: CatalogueReader;
  readonly media: MediaPort;
  readonly pages: Pick<PagesPort, 'send' | 'answersPing'>;
  /** Milliseconds of a clock that nobody sets, for judging looks among themselves; instants that are kept come from the database. */
  readonly now: () => number;
  readonly logger: Logger;
};

export type Connections = ReturnType<typeof createConnections>;

/** How often a mean of every connection is kept and open alerts are touched; those that nobody touches for three times as long belong to nobody. */
export const keepConnectionsEveryMs = 10_000;

/** What could not be written is tried again so often. */
const retryEveryMs = 1_000;

/** What stands at every connection, kept so that desks see it, with its history. */
export function createConnections({ database, changes, catalogue, media, pages, now, logger }: ConnectionOptions) {
  const alerts = new AlertBook({ database, changes, catalogue, logger });
  const noteOverload = watchOverload(logger);
  const unkeptSteps: StepTaken[] = [];
  const monitor = createMonitor({
    media,
    isBrowserAnswering: (participant) => pages.answersPing(participant),
    now,
    onFindings: ({ participant, roomId, findings, haveFindingsChanged }) => {
      const { role } = splitKey(participant);
      if (haveFindingsChanged) logger.info({ leg: role, roomId, findings: findings.map(({ code }) => code) }, 'connection findings changed');
      noteOverload(participant, findings);
      alerts.write(participant, roomId, findings);
    },
    onStep: (step) => unkeptSteps.push(step),
    logger,
  });
  let keptUntil = now();
  let retriedAt = now();

  return {
    monitor,

    /** Looks at who is silent, and writes what could not be written before. Call it several times a second. */
    async tick(): Promise<void> {
      if (now() - retriedAt >= retryEveryMs) {
        retriedAt = now();
        alerts.retry();
      }
      await monitor.tick();
    },

    /** Says that what stands still stands, keeps a mean of the last seconds of every call, closes what fallen servers left open, and tells of terminals that are away. */
    async keep(): Promise<void> {
      const until = now();
      const samples = monitor.inRooms(keptUntil);
      const steps = [...unkeptSteps];
      await database.transaction(async (tx) => {
        for (const { figures, ...place } of samples) await insertSample(tx, place, until - keptUntil, figures);
        for (const { at, step, ...place } of steps) await insertStep(tx, place, instantOf(tx, until, at), step);
        await alerts.keep(tx, 3 * keepConnectionsEveryMs);
        await followAway(tx, changes);
      });
      keptUntil = until;
      unkeptSteps.splice(0, steps.length);
    },

    /** A page that comes or goes is known at once, before any report is missed. */
    async reactToPresence(tx: Transaction, { role, id }: Subject, coming: Coming): Promise<void> {
      tx.afterCommit(() => monitor.signalling(`${role}:${id}` as ParticipantKey, coming === 'connected'));
    },

    /** A terminal has tested itself. The caller announces the terminal's point. */
    selfTestIn: followSelfTest,

    /** Resolves when everything that was found so far is written. */
    settled: (): Promise<void> => alerts.settled(),

    downsample: (): Promise<void> => database.transaction(downsample),

    /** Errors: notFound, also for another point's alert. */
    markDone: (alertId: string, pointIds: readonly PointId[], adviserId: AdviserId): Promise<void> =>
      database.transaction(async (tx) => {
        if (!(await store.markDone(tx, alertId, pointIds, adviserId))) throw new AppError('notFound');
        tx.afterCommit(() => changes.announce(pointIds.map((pointId) => `point:${pointId}` as const)));
      }),

    /** The call at the terminal, or its last one. */
    history: (terminalId: TerminalId): Promise<ConnectionHistory> =>
      database.transaction(async (tx) => {
        await appendAct(tx, 'connectionHistory.read', { object: { kind: 'terminal', id: terminalId } });
        return readHistory(tx, terminalId, catalogue, { monitor, steps: unkeptSteps, now });
      }),
  };
}
