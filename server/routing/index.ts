import type { Logger } from 'pino';
import type { CatalogueReader } from '#server/catalogue/index.ts';
import type { Calls } from '#server/calls/index.ts';
import type { Database } from '#server/db/index.ts';
import { lockCandidates } from '#server/experts/index.ts';
import { dayStart } from '#server/serviceDay.ts';
import { assign } from './assign.ts';
import * as store from './store.ts';

export { relaxesAt } from './assign.ts';

/** How many waiting calls of an agency are looked at in one round; more than there are experts to offer them to. */
const roundSize = 500;

export type Routing = ReturnType<typeof createRouting>;

type RoutingOptions = { readonly database: Database; readonly calls: Calls; readonly catalogue: CatalogueReader; readonly logger: Logger };

/** Offers waiting calls to free experts. The rules are in assign.ts; here is the shell. */
export function createRouting({ database, calls, catalogue, logger }: RoutingOptions) {
  const wanted = new Set<string>();
  let running: Promise<void> | null = null;

  const route = (agencyId: string): Promise<number> =>
    database.transaction(async (tx) => {
      await store.lockAgency(tx, agencyId);
      const free = await lockCandidates(tx, agencyId, dayStart(tx.now));
      if (free.length === 0) return 0;
      const waiting = await store.lockWaiting(tx, agencyId, roundSize);
      const assignments = assign(waiting, free, catalogue.routingOf(agencyId), tx.now);
      for (const { callId, expertId, reason } of assignments) {
        await calls.commandIn(tx, callId, { type: 'offer', expertId, reason });
        tx.afterCommit(() => logger.info({ callId, expertId, reason }, 'call offered'));
      }
      return assignments.length;
    });

  async function runWanted(): Promise<void> {
    for (let agencyId = wanted.values().next().value; agencyId !== undefined; agencyId = wanted.values().next().value) {
      wanted.delete(agencyId);
      await route(agencyId).catch((error: unknown) => logger.error({ err: error, agencyId }, 'routing failed; the next tick tries again'));
    }
  }

  return {
    /** Routes the agency soon; many requests for it become one round. */
    request(agencyId: string): void {
      wanted.add(agencyId);
      running ??= runWanted().finally(() => {
        running = null;
      });
    },

    /** Asks for every agency where somebody waits: the safety net under the requests. */
    async tick(): Promise<void> {
      for (const agencyId of await database.transaction(store.agenciesWithWaiting)) this.request(agencyId);
    },

    /** Resolves when nothing is being routed. */
    async settled(): Promise<void> {
      while (running !== null) await running;
    },
  };
}
