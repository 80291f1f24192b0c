import type { Logger } from 'pino';
import type { Subject } from '#shared/contract/http.ts';
import type { Database, Transaction } from '#server/platform/database/index.ts';
import * as store from './store.ts';

/** What happens, in the same transaction, when a subject comes or goes; engine.ts says which features do, in which order. */
export type PresenceReaction = (transaction: Transaction, subject: Subject, coming: Coming) => Promise<void>;
/** `dismissed`: gone and not let in again, so nobody waits for them. */
export type Coming = 'connected' | 'disconnected' | 'dismissed';

export type Presence = ReturnType<typeof createPresence>;

type PresenceOptions = {
  readonly database: Database;
  readonly nodeId: string;
  readonly leaseMs: number;
  readonly react: PresenceReaction;
  readonly logger: Logger;
};

/** Being connected is a lease that the serving process renews, never a flag: if the process dies, the lease runs out. */
export function createPresence({ database, nodeId, leaseMs, react, logger }: PresenceOptions) {
  return {
    connected: (subject: Subject, connectionId: string, sessionHash: Buffer | null = null): Promise<void> =>
      database.transaction(async (tx) => {
        await store.takeOver(tx, { subject, connectionId, sessionHash }, nodeId, leaseMs);
        await react(tx, subject, 'connected');
      }),

    disconnected: (subject: Subject, connectionId: string): Promise<void> =>
      database.transaction(async (tx) => {
        if (await store.release(tx, subject, connectionId)) await react(tx, subject, 'disconnected');
      }),

    /** The session by which the subject was connected has ended: they are gone for good, unless another session, or another page, has brought them back. */
    dismissed: (subject: Subject, sessionHash: Buffer, connectionId: string | null = null): Promise<void> =>
      database.transaction(async (tx) => {
        if (await store.dismiss(tx, subject, sessionHash, connectionId)) await react(tx, subject, 'dismissed');
      }),

    /**
     * Renews this process's leases and lets go of those that ran out. Call it several times a lease. Each subject stands for itself: one whose
     * going fails is logged and tried again in the next round, and costs nobody else the lease.
     */
    async tick(): Promise<void> {
      const expired = await database.transaction(async (tx) => {
        await store.renewLeases(tx, nodeId, leaseMs);
        return store.readExpired(tx);
      });
      for (const subject of expired) {
        await database
          .transaction(async (tx) => {
            if (await store.expire(tx, subject)) await react(tx, subject, 'disconnected');
          })
          .catch((error: unknown) => logger.error({ err: error, ...subject }, 'a lease that ran out could not be ended; the next round tries again'));
      }
    },

    /** To be called once before the first connection. */
    start: (): Promise<number> => database.transaction((tx) => store.extendAll(tx, leaseMs)),
  };
}
