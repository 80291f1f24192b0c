import { Gauge, Registry, collectDefaultMetrics } from 'prom-client';
import { z } from 'zod';
import type { Database } from '#server/db/index.ts';

const stateRow = z.object({ state: z.string(), count: z.number() });

/** GET /metrics: the process's own figures and how many calls are in each state. No ids, no names. */
export function createMetrics(database: Database): Registry {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  new Gauge({
    name: 'distans_calls',
    help: 'Calls by state, closed ones left out',
    labelNames: ['state'],
    registers: [registry],
    async collect() {
      const rows = await database.transaction((tx) =>
        tx.rows(stateRow, `select state, count(*)::int as count from calls where state <> 'closed' group by state`),
      );
      this.reset();
      for (const { state, count } of rows) this.set({ state }, count);
    },
  });
  return registry;
}
