import type { Instant } from '#shared/instant.ts';
import type { Database } from '#server/platform/database/index.ts';

export type VirtualClock = { readonly database: Database; advance(ms: number): void };

/** The same database with a clock that the test moves, forwards or back; everything judges time by the transaction's `now`. */
export function withVirtualClock(base: Database): VirtualClock {
  let offset = 0;
  return {
    advance(ms) {
      offset += ms;
    },
    database: {
      ...base,
      transaction: (work) =>
        base.transaction((tx) =>
          work({
            now: (tx.now + offset) as Instant,
            rows: (schema, sql, values) => tx.rows(schema, sql, values),
            run: (sql, values) => tx.run(sql, values),
            afterCommit: (action) => tx.afterCommit(action),
          }),
        ),
    },
  };
}
