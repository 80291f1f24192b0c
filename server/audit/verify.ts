import type { Database } from '#server/platform/database/index.ts';
import { type ChainFault, type SealedRow, faultsBetween } from './chain.ts';
import * as store from './store.ts';

export type Verification = {
  readonly checked: number;
  readonly head: { readonly sequence: number; readonly hash: string };
  readonly faults: readonly { readonly sequence: number; readonly what: ChainFault['what'] | 'headDiffers' | 'erasureNotInChain' | 'notSealed' }[];
};

const pageSize = 1_000;
const shownFaults = 20;
/** A row has its place within seconds while a server runs. */
const sealedWithinMs = 60_000;

/**
 * Walks the whole chain: every row's hash, the links between them, that none is missing up to its end, and that the chain itself says what was
 * erased before its beginning. `known` is a head that was written down elsewhere, as in the log.
 */
export async function verifyAudit(database: Database, known: { readonly sequence: number; readonly hash: string } | null = null): Promise<Verification> {
  const faults: Verification['faults'][number][] = [];
  const { head, headHash, erasedThrough, erasedHash } = await database.transaction(store.readChain);
  let last = { sequence: erasedThrough, hash: erasedHash };
  let checked = 0;
  let erasure: SealedRow | null = null;
  for (;;) {
    const rows = await database.transaction((tx) => store.readSealed(tx, last.sequence, pageSize));
    for (const row of rows) {
      faults.push(...faultsBetween(last, row));
      if (row.act === 'audit.erased' && row.actor.kind === 'system') erasure = row;
      if (known?.sequence === row.sequence && known.hash !== row.hash) faults.push({ sequence: row.sequence, what: 'headDiffers' });
      last = row;
    }
    checked += rows.length;
    if (rows.length < pageSize || faults.length > shownFaults) break;
  }
  // What was sealed while this went on is further than the head that was read.
  if (last.sequence < head) faults.push({ sequence: last.sequence + 1, what: 'missing' });
  else if (last.sequence === head && last.hash !== headHash) faults.push({ sequence: head, what: 'headDiffers' });
  if (known !== null && last.sequence < known.sequence) faults.push({ sequence: known.sequence, what: 'missing' });
  const isSignedOff = erasure?.details['through'] === erasedThrough && erasure.details['hash'] === erasedHash;
  const stale = await database.transaction((tx) => store.countUnsealedBefore(tx, tx.now - sealedWithinMs));
  if (stale > 0) faults.push({ sequence: head + 1, what: 'notSealed' });
  if (erasedThrough > 0 && stale === 0 && !isSignedOff && checked > 0) faults.push({ sequence: erasedThrough, what: 'erasureNotInChain' });
  return { checked, head: { sequence: last.sequence, hash: last.hash }, faults: faults.slice(0, shownFaults) };
}
