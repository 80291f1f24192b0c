import type { Instant } from '#shared/instant.ts';
import type { Database } from '#server/db/index.ts';

export type VirtualClock = { readonly database: Database; advance(ms: number): void; set(now: Instant): void };

/** The same database with a clock that the test moves, forwards or back; everything judges time by the transaction's `now`. */
export function withVirtualClock(base: Database, start?: Instant): VirtualClock {
  let offset = 0;
  let fixed = start ?? null;
  return {
    advance(ms) {
      if (fixed === null) offset += ms;
      else fixed = (fixed + ms) as Instant;
    },
    set(now) {
      fixed = now;
    },
    database: {
      ...base,
      transaction: (work) =>
        base.transaction((tx) =>
          work({
            now: fixed ?? ((tx.now + offset) as Instant),
            rows: (schema, sql, values) => tx.rows(schema, sql, values),
            run: (sql, values) => tx.run(sql, values),
            afterCommit: (action) => tx.afterCommit(action),
          }),
        ),
    },
  };
}
