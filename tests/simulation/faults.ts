import type { Database } from '#server/platform/database/index.ts';

/** What the outside does to a transaction: nothing, a rollback just before the commit, or a connection that breaks just after it. */
export type Fault = 'none' | 'lostBeforeCommit' | 'lostAfterCommit';

export type FaultyLink = { readonly database: Database; next: Fault };

export class ConnectionLost extends Error {}

/** A database whose next transaction meets the fault that is set; then all is well again. */
export function withFaults(base: Database): FaultyLink {
  const faulty = {
    next: 'none' as Fault,
    database: {
      ...base,
      async transaction<T>(work: Parameters<typeof base.transaction<T>>[0]): Promise<T> {
        const fault = faulty.next;
        faulty.next = 'none';
        if (fault === 'none') return base.transaction(work);
        const result = await base.transaction<T>(async (tx) => {
          // Whoever has died announces nothing.
          const done = await work({ now: tx.now, rows: tx.rows.bind(tx), run: tx.run.bind(tx), afterCommit: () => {} });
          if (fault === 'lostBeforeCommit') throw new ConnectionLost(fault);
          return done;
        });
        if (fault === 'lostAfterCommit') throw new ConnectionLost(fault);
        return result;
      },
    },
  };
  return faulty;
}
