import { type Call, type CallEvent } from '#shared/call/lifecycle.ts';
import { expertOf } from '#shared/call/lifecycle.ts';
import type { Subject } from '#shared/contract/http.ts';
import { type Choosable, type SystemChange, afterSystemChange } from '#shared/expert/status.ts';
import type { CatalogueReader } from '#server/catalogue/index.ts';
import type { Changes } from '#server/platform/changes.ts';
import type { Coming } from '#server/presence/index.ts';
import type { Database, Transaction } from '#server/platform/database/index.ts';
import * as store from './store.ts';

export type Experts = ReturnType<typeof createExperts>;

type ExpertsOptions = { readonly database: Database; readonly changes: Changes; readonly catalogue: CatalogueReader; readonly offlineAfterMs: number };

/** Status of experts: what they choose, and what the system has to set. */
export function createExperts({ database, changes, catalogue, offlineAfterMs }: ExpertsOptions) {
  const announce = (tx: Transaction, expertId: string) =>
    tx.afterCommit(() => {
      const agencyId = catalogue.member(expertId)?.agencyId;
      changes.announce([`expert:${expertId}`, ...(agencyId ? [`agency:${agencyId}` as const] : [])]);
    });

  async function changeIn(tx: Transaction, expertId: string, change: SystemChange): Promise<void> {
    const { chosen } = await store.lockStatus(tx, expertId);
    const next = afterSystemChange(chosen, change);
    if (next.status === chosen.status) return;
    await store.writeStatus(tx, expertId, next);
    announce(tx, expertId);
  }

  return {
    choose: (expertId: string, choice: Choosable): Promise<void> =>
      database.transaction(async (tx) => {
        const { chosen } = await store.lockStatus(tx, expertId);
        await store.writeStatus(tx, expertId, choice, choice.status === 'available' && chosen.status !== 'available');
        announce(tx, expertId);
      }),

    change: (expertId: string, change: SystemChange): Promise<void> => database.transaction((tx) => changeIn(tx, expertId, change)),

    /** A page of the expert came or went. Gone, the choice holds for a grace time, then turns to offline and stays so; sent away, at once. */
    async reactToPresence(tx: Transaction, { role, id: expertId }: Subject, coming: Coming): Promise<void> {
      if (role !== 'expert') return;
      await store.lockStatus(tx, expertId);
      await store.setOfflineAt(tx, expertId, coming === 'disconnected' ? offlineAfterMs : null);
      if (coming === 'dismissed') await changeIn(tx, expertId, 'connectionLost');
      announce(tx, expertId);
    },

    /** A missed offer takes the expert out of the queue until they say otherwise; whoever is free again starts to be idle now. */
    async reactToCall(tx: Transaction, event: CallEvent, before: Call | null, call: Call): Promise<void> {
      if (event.type === 'EntryMissed') await changeIn(tx, event.expertId, 'missedOffer');
      const freed = before === null ? null : expertOf(before);
      // An offer that was declined, or taken back since nobody was there, is no work.
      const hasServed = event.type !== 'EntryDeclined' && !(event.type === 'EntryParked' && before?.state === 'offered');
      if (freed !== null && expertOf(call) !== freed && hasServed) await store.markIdle(tx, freed);
    },

    runDue: (): Promise<void> =>
      database.transaction(async (tx) => {
        for (const expertId of await store.dueOffline(tx)) {
          await store.setOfflineAt(tx, expertId, null);
          await changeIn(tx, expertId, 'connectionLost');
        }
      }),
  };
}
