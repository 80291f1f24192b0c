import type { Transaction } from '#server/platform/database/index.ts';
import { sealAfter } from './chain.ts';
import type { AuditContext } from './context.ts';
import * as store from './store.ts';

const batch = 500;

/** Gives the rows that have committed their places in the chain. Returns how many; 0 also where another server is at it. */
export async function seal({ database, logger }: AuditContext): Promise<number> {
  let sealed = 0;
  for (;;) {
    const round = await database.transaction(sealBatch);
    sealed += round;
    if (round < batch) break;
  }
  if (sealed > 0) logger.debug({ sealed }, 'audit sealed');
  return sealed;
}

async function sealBatch(tx: Transaction): Promise<number> {
  if (!(await store.lockSealing(tx))) return 0;
  const rows = await store.readUnsealed(tx, batch);
  if (rows.length === 0) return 0;
  const { head, headHash } = await store.readChain(tx);
  const sealed = sealAfter({ sequence: head, hash: headHash }, rows, tx.now);
  const last = sealed.at(-1);
  if (last !== undefined) await store.putSealed(tx, sealed, last);
  return sealed.length;
}

/** Says in the log where the chain has come to, so that what is kept elsewhere can show later that the chain was not written anew. */
export async function tellHead({ database, logger }: AuditContext): Promise<void> {
  const { head, headHash } = await database.transaction(store.readChain);
  logger.info({ sequence: head, hash: headHash }, 'audit head');
}

/** Beyond its time by so much before anything is erased: each erasure is an entry, and one a day is enough. */
const slackMs = 24 * 3_600_000;

/** Erases what is older, as a whole beginning of the chain, and says so in it. Returns whether anything was. */
export const eraseBefore = ({ database, keptMs }: AuditContext): Promise<boolean> =>
  database.transaction(async (tx) => {
    if (!(await store.lockSealing(tx))) return false;
    const last = await store.readLastBefore(tx, tx.now - keptMs);
    if (last === null || last.oldestAt >= tx.now - keptMs - slackMs) return false;
    await store.eraseThrough(tx, last);
    await store.appendAudit(tx, { actor: { kind: 'system' }, act: 'audit.erased', details: { through: last.sequence, hash: last.hash } });
    return true;
  });
