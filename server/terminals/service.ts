import { type SelfTestStep, verdictOf } from '#shared/connection/selfTest.ts';
import type { Subject } from '#shared/contract/http.ts';
import type { SelfTest } from '#shared/contract/selfTest.ts';
import type { AdviserReason } from '#shared/call/lifecycle.ts';
import type { AdviserId, AgencyId, PointId, TerminalId } from '#shared/ids.ts';
import type { CatalogueReader } from '#server/catalogue/index.ts';
import type { Changes } from '#server/platform/changes.ts';
import type { Database, Transaction } from '#server/platform/database/index.ts';
import { AppError } from '#server/errors.ts';
import * as store from './store.ts';

const isOther = (served: string | null, run: string | null): boolean => served !== null && run !== null && served !== run;

/** As many as a month of nights, and some by day. */
const shownSelfTests = 40;

export type Terminals = ReturnType<typeof createTerminals>;

type TerminalsOptions = {
  readonly database: Database;
  readonly catalogue: CatalogueReader;
  readonly changes: Changes;
  /** Which build of the pages this server serves; null if it serves none. */
  readonly pagesBuild: string | null;
  /** What a self-test means, in the same transaction. */
  readonly onSelfTest: (tx: Transaction, at: { terminalId: TerminalId; pointId: PointId }, steps: readonly SelfTestStep[]) => Promise<void>;
};

/** What terminals say of themselves, and their calls for the adviser. */
export function createTerminals({ database, catalogue, changes, pagesBuild, onSelfTest }: TerminalsOptions) {
  const pointOf = (terminalId: string): PointId => {
    const place = catalogue.terminal(terminalId);
    if (place === undefined) throw new AppError('notFound');
    return place.point.id;
  };

  /** Does `work` and announces the terminal if it changed a row. */
  const change = (terminalId: TerminalId, work: (tx: Transaction, pointId: PointId) => Promise<boolean | number>): Promise<void> =>
    database.transaction(async (tx) => {
      const pointId = pointOf(terminalId);
      if (await work(tx, pointId)) tx.afterCommit(() => changes.announce([`terminal:${terminalId}`, `point:${pointId}`]));
    });

  return {
    /** The adviser sees at once that a terminal comes or goes. */
    async reactToPresence(tx: Transaction, { role, id }: Subject): Promise<void> {
      const pointId = role === 'terminal' ? catalogue.terminal(id)?.point.id : undefined;
      if (pointId !== undefined) tx.afterCommit(() => changes.announce([`point:${pointId}`]));
    },

    report: (terminalId: TerminalId, report: store.Report): Promise<void> =>
      change(terminalId, (tx) => store.putReport(tx, terminalId, { ...report, isOutdated: isOther(pagesBuild, report.build) })),

    reportSelfTest: (terminalId: TerminalId, steps: readonly SelfTestStep[]): Promise<void> =>
      change(terminalId, async (tx, pointId) => {
        await onSelfTest(tx, { terminalId, pointId }, steps);
        return store.insertSelfTest(tx, terminalId, verdictOf(steps), steps);
      }),

    selfTests: (terminalId: TerminalId): Promise<SelfTest[]> => database.transaction((tx) => store.readSelfTests(tx, terminalId, shownSelfTests)),

    requestHelp: (terminalId: TerminalId): Promise<void> => change(terminalId, (tx, pointId) => store.insertHelp(tx, terminalId, pointId)),

    /** The expert has ended the call and sends the customer to the adviser of the point, or to who looks after it (F43, F60). */
    async sendToAdviserIn(tx: Transaction, terminalId: TerminalId, agencyId: AgencyId, reason: AdviserReason): Promise<void> {
      const pointId = pointOf(terminalId);
      await store.putHelpFrom(tx, terminalId, pointId, agencyId, reason);
      tx.afterCommit(() => changes.announce([`terminal:${terminalId}`, `point:${pointId}`]));
    },

    closeHelp: (terminalId: TerminalId): Promise<void> => change(terminalId, (tx) => store.deleteHelp(tx, terminalId)),

    /** Errors: notFound, when nobody asked. */
    answerHelp: (terminalId: TerminalId, adviserId: AdviserId): Promise<void> =>
      change(terminalId, async (tx) => {
        if ((await store.answerHelp(tx, terminalId, adviserId)) === 0) throw new AppError('notFound');
        return true;
      }),
  };
}
