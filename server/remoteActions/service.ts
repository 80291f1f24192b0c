import type { Logger } from 'pino';
import { type ParticipantKey, terminalKey } from '#shared/call/mediaRouting.ts';
import type { Figures } from '#shared/connection/figures.ts';
import type { RemoteActionRun } from '#shared/contract/connection.ts';
import type { RemoteActionOutcome } from '#shared/contract/remoteActions.ts';
import type { TerminalId } from '#shared/ids.ts';
import { readLastRoom } from '#server/calls/index.ts';
import { appendAudit } from '#server/audit/index.ts';
import type { CatalogueReader } from '#server/catalogue/index.ts';
import type { Changes } from '#server/platform/changes.ts';
import type { Database, Transaction } from '#server/platform/database/index.ts';
import { AppError } from '#server/errors.ts';
import type { PagesPort } from '#server/platform/gateway/port.ts';
import { lockPresence } from '#server/presence/index.ts';
import * as store from './store.ts';

type RemoteActionOptions = {
  readonly database: Database;
  readonly changes: Changes;
  readonly catalogue: CatalogueReader;
  /** Mean figures of the last `ms` at a leg; null when nothing is known. */
  readonly meanOf: (participant: ParticipantKey, ms: number) => Figures | null;
  readonly pages: Pick<PagesPort, 'send'>;
  readonly logger: Logger;
};

/** Means over this long stand for before and after. */
const measuredMs = 6_000;
/** After a repair the path needs a moment before its figures are its new ones. */
const settledMs = measuredMs + 3_000;
const answerPatienceMs = 20_000;
/** Somewhat longer than the terminal asks its customer. */
const askedPatienceMs = 75_000;
const shownRemoteActionRuns = 5;

export type RemoteActions = ReturnType<typeof createRemoteActions>;

/** The remote actions of the point's adviser: asked for, carried out by the terminal's page, measured before and after, kept. */
export function createRemoteActions({ database, changes, catalogue, meanOf, pages, logger }: RemoteActionOptions) {
  const announce = (tx: Transaction, terminalId: string): void => {
    const pointId = catalogue.terminal(terminalId)?.point.id;
    if (pointId !== undefined) tx.afterCommit(() => changes.announce([`point:${pointId}`]));
  };

  return {
    /** The same remoteActionId again changes nothing. Errors: terminalOffline, sameIdOtherContent. */
    async run(run: store.Run): Promise<void> {
      const { remoteActionId, terminalId, remoteAction, adviserId } = run;
      const isFirst = await database.transaction(async (tx) => {
        if (!(await lockPresence(tx, 'terminal', terminalId))) throw new AppError('terminalOffline');
        announce(tx, terminalId);
        const isNew = await store.insert(tx, run, await readLastRoom(tx, terminalId), meanOf(terminalKey(terminalId), measuredMs));
        if (!isNew && !(await store.isSame(tx, run))) throw new AppError('sameIdOtherContent');
        const actor = { kind: 'subject', role: 'adviser', id: adviserId } as const;
        const details = { remoteActionId, remoteAction: remoteAction.remoteAction };
        if (isNew) await appendAudit(tx, { actor, act: 'remoteAction.run', object: { kind: 'terminal', id: terminalId }, details });
        return isNew;
      });
      if (!isFirst) return;
      logger.info({ remoteActionId, terminalId, adviserId, remoteAction }, 'remote action run');
      pages.send(terminalKey(terminalId), 'remoteAction:requested', { remoteActionId, remoteAction, byName: catalogue.nameOf(adviserId) });
    },

    /** Errors: notFound, for what is not this terminal's or was answered. */
    report: (terminalId: TerminalId, remoteActionId: string, outcome: RemoteActionOutcome): Promise<void> =>
      database.transaction(async (tx) => {
        if (!(await store.answer(tx, terminalId, remoteActionId, outcome))) throw new AppError('notFound');
        logger.info({ remoteActionId, terminalId, outcome }, 'remote action answered');
        announce(tx, terminalId);
      }),

    /** Measures what repairs have brought, and gives up on answers that do not come. Call it every few seconds. */
    measure: (): Promise<void> =>
      database.transaction(async (tx) => {
        for (const { remoteActionId, terminalId } of await store.readUnmeasured(tx, settledMs)) {
          const figures = meanOf(terminalKey(terminalId as TerminalId), measuredMs);
          if (figures === null) continue;
          await store.putAfter(tx, remoteActionId, figures);
          announce(tx, terminalId);
        }
        for (const { terminalId } of await store.endUnanswered(tx, answerPatienceMs, askedPatienceMs)) announce(tx, terminalId);
      }),

    /** Erases what is older than a month. */
    eraseDue: (): Promise<number> => database.transaction(store.erase),
  };
}

const toRepair = (
  { remoteActionId, at, remoteAction, runBy, outcome, before, after }: store.RemoteActionRunRow,
  catalogue: CatalogueReader,
): RemoteActionRun => ({
  remoteActionId,
  at,
  remoteAction,
  byName: catalogue.nameOf(runBy),
  outcome,
  before,
  after,
});

/** The newest repairs at a terminal, as the desk shows them. */
export const readRemoteActionRuns = async (tx: Transaction, terminalId: string, catalogue: CatalogueReader): Promise<RemoteActionRun[]> =>
  (await store.readNewest(tx, terminalId, shownRemoteActionRuns)).map((row) => toRepair(row, catalogue));

export const readRemoteActionRunsOfRoom = async (tx: Transaction, roomId: string, catalogue: CatalogueReader): Promise<RemoteActionRun[]> =>
  (await store.readOfRoom(tx, roomId)).map((row) => toRepair(row, catalogue));
