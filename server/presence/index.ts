import type { Subject } from '#shared/contract/http.ts';
import type { Database, Transaction } from '#server/db/index.ts';
import * as store from './store.ts';

export { type PresenceRow, isConnected, readPresences } from './store.ts';

/** What happens, in the same transaction, when a subject comes or goes; wired in app.ts. */
export type PresenceReaction = (transaction: Transaction, subject: Subject, isConnected: boolean) => Promise<void>;

export type Presence = ReturnType<typeof createPresence>;

/** Being connected is a lease that the serving process renews, never a flag: if the process dies, the lease runs out. */
export function createPresence(options: { database: Database; nodeId: string; leaseMs: number; react: PresenceReaction }) {
  const { database, nodeId, leaseMs, react } = options;
  return {
    connected: (subject: Subject, connectionId: string): Promise<void> =>
      database.transaction(async (tx) => {
        await store.takeOver(tx, subject, nodeId, connectionId, leaseMs);
        await react(tx, subject, true);
      }),

    disconnected: (subject: Subject, connectionId: string): Promise<void> =>
      database.transaction(async (tx) => {
        if (await store.release(tx, subject, connectionId)) await react(tx, subject, false);
      }),

    /** Renews this process's leases and lets go of those that ran out. Call it several times a lease. */
    tick: (): Promise<void> =>
      database.transaction(async (tx) => {
        await store.renewLeases(tx, nodeId, leaseMs);
        for (const subject of await store.expire(tx)) await react(tx, subject, false);
      }),

    /** To be called once before the first connection. */
    start: (): Promise<number> => database.transaction((tx) => store.extendAll(tx, leaseMs)),
  };
}
