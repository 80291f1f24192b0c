import { type SelfTestStep, verdictOf } from '#shared/connection/selfTest.ts';
import type { SelfTest } from '#shared/contract/selfTest.ts';
import type { AdviserReason } from '#shared/call/lifecycle.ts';
import type { AdviserId, AgencyId, TerminalId } from '#shared/ids.ts';
import type { CatalogueReader } from '#server/catalogue/index.ts';
import type { Changes } from '#server/changes.ts';
import type { Database, Transaction } from '#server/db/index.ts';
import { AppError } from '#server/errors.ts';
import * as store from './store.ts';

export { type HelpRow, countFreeTerminals, readHelp, readLastSelfTests, readReports } from './store.ts';

/** As many as a month of nights, and some by day. */
const shownSelfTests = 40;

export type Terminals = ReturnType<typeof createTerminals>;

/** What terminals say of themselves, and their calls for the adviser. */
export function createTerminals({ database, catalogue, changes }: { database: Database; catalogue: CatalogueReader; changes: Changes }) {
  const pointOf = (terminalId: string): string => {
    const place = catalogue.terminal(terminalId);
    if (place === undefined) throw new AppError('notFound');
    return place.point.id;
  };

  /** Does `work` and announces the terminal if it changed a row. */
  const change = (terminalId: TerminalId, work: (tx: Transaction, pointId: string) => Promise<boolean | number>): Promise<void> =>
    database.transaction(async (tx) => {
      const pointId = pointOf(terminalId);
      if (await work(tx, pointId)) tx.afterCommit(() => changes.announce([`terminal:${terminalId}`, `point:${pointId}`]));
    });

  return {
    report: (terminalId: TerminalId, report: store.Report): Promise<void> => change(terminalId, (tx) => store.putReport(tx, terminalId, report)),

    reportSelfTest: (terminalId: TerminalId, steps: readonly SelfTestStep[]): Promise<void> =>
      change(terminalId, (tx) => store.insertSelfTest(tx, terminalId, verdictOf(steps), steps)),

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
