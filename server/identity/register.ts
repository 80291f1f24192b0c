import { appendAudit } from '#server/audit/index.ts';
import { readVersion } from '#server/catalogue/index.ts';
import { recall } from '#server/presence/index.ts';
import { type IdentityContext, placeOf } from './context.ts';
import * as store from './store.ts';

/**
 * Ends the sessions of who is not in the register any more, or has another role or place there, and calls back the page of a terminal that was moved.
 * Run wherever the catalogue was read anew, in every process: who has come by an older state of it is found by the process that had that state.
 * Returns whether it was compared with the newest state.
 */
export async function followRegister(context: IdentityContext): Promise<boolean> {
  const { database, catalogue, onEnded } = context;
  const { isNewest, isEnded } = await database.transaction(async (tx) => {
    const held = await store.readPlaces(tx);
    // After the sessions: a place of a newer state than the reader's is not to be taken for an old one. The next read looks again.
    if ((await readVersion(tx)).version !== catalogue.version) return { isNewest: false, isEnded: false };
    let found = false;
    for (const { role, id, place } of held) {
      const now = placeOf({ catalogue }, { role, id });
      if (now === place || (now !== undefined && place === null)) continue;
      if (now !== undefined && role === 'terminal') {
        await store.setPlace(tx, { role, id }, now);
        await recall(tx, { role, id });
      } else {
        // Another server may just have done it.
        if ((await store.deleteSessionsIn(tx, { role, id }, place)) === 0) continue;
        await appendAudit(tx, { actor: { kind: 'system' }, act: 'session.endedByRegister', object: { kind: role, id } });
      }
      found = true;
    }
    return { isNewest: true, isEnded: found };
  });
  if (isEnded) onEnded();
  return isNewest;
}
