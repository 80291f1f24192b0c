import type { Logger } from 'pino';
import type { Scope } from '#shared/permissions/scope.ts';
import { type DataClass, dataClasses } from '#shared/privacy/classes.ts';
import type { StoredClass } from '#shared/privacy/contract.ts';
import { eraseCalls, eraseDueNotes, stripCalls } from '#server/calls/index.ts';
import { eraseScores } from '#server/connection/index.ts';
import type { Database, Transaction } from '#server/platform/database/index.ts';
import { eraseRatings } from '#server/ratings/index.ts';
import { withContext } from '#server/useCases.ts';
import { eraseVisits } from '#server/visits/index.ts';
import { type ServerLimits, limitHoursOf } from './limits.rules.ts';
import { countRows } from './store.ts';

export type PrivacyContext = { readonly database: Database; readonly privacyLimits: ServerLimits; readonly logger: Logger };

export type Privacy = ReturnType<typeof createPrivacy>;

/** What is kept of people, and that it goes when its time is over (M12). Messages and what is short-lived go by their own features' jobs. */
export const createPrivacy = (context: PrivacyContext) => withContext(context, { erase, eraseStatistics, stored, limits });

const hourMs = 3_600_000;
/** Rows in one transaction: it holds nobody up. */
const batch = 200;

/** Erases notes whose time is over, takes what is personal out of calls that have ended, and then erases their visits. */
async function erase({ database, privacyLimits: { limits }, logger }: PrivacyContext): Promise<void> {
  await database.transaction(eraseDueNotes);
  await inBatches(database, logger, 'calls stripped', (tx) => stripCalls(tx, tx.now - limits.callDetails * hourMs, batch));
  await inBatches(database, logger, 'visits erased', (tx) => eraseVisits(tx, tx.now - limits.visits * hourMs, batch));
}

/** Erases the figures that are too old. */
async function eraseStatistics({ database, privacyLimits: { limits }, logger }: PrivacyContext): Promise<void> {
  await inBatches(database, logger, 'calls erased', (tx) => eraseCalls(tx, tx.now - limits.statistics * hourMs, batch));
  await database.transaction(async (tx) => {
    await eraseRatings(tx, tx.now - limits.statistics * hourMs);
    await eraseScores(tx);
  });
}

async function inBatches(database: Database, logger: Logger, what: string, work: (tx: Transaction) => Promise<number>): Promise<void> {
  let sum = 0;
  for (;;) {
    const count = await database.transaction(work);
    sum += count;
    if (count < batch) break;
  }
  if (sum > 0) logger.info({ count: sum }, what);
}

/** Every class with its rows now. Only who looks after the nation sees how many there are. */
const stored = ({ database, privacyLimits }: PrivacyContext, scope: Scope): Promise<StoredClass[]> =>
  database.transaction(async (tx) => {
    const classes: StoredClass[] = [];
    for (const one of dataClasses satisfies readonly DataClass[]) {
      const tables = Object.entries<string | null>(one.tables);
      const limitHours = limitHoursOf(one, privacyLimits);
      if (scope.kind !== 'nation' || tables.length === 0) {
        classes.push({ dataClass: one.id, rowCount: null, oldestAt: null, limitHours });
        continue;
      }
      let [rowCount, oldestAt]: [number, StoredClass['oldestAt']] = [0, null];
      for (const [table, ageColumn] of tables) {
        const { count, oldest } = await countRows(tx, table, ageColumn);
        rowCount += count;
        if (oldest !== null && (oldestAt === null || oldest < oldestAt)) oldestAt = oldest;
      }
      classes.push({ dataClass: one.id, rowCount, oldestAt, limitHours });
    }
    return classes;
  });

const limits = ({ privacyLimits: { limits: set, noteHours } }: PrivacyContext) => ({
  noteHours,
  visitHours: set.visits,
  statisticsHours: set.statistics,
});
