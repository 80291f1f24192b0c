import type { Transaction } from '#server/platform/database/index.ts';

/** The same reading, done once in a transaction for the same arguments: one view asks for it several times, and views that are read together share it. */
export function perTransaction<A extends readonly unknown[], T>(
  read: (tx: Transaction, ...args: A) => Promise<T>,
): (tx: Transaction, ...args: A) => Promise<T> {
  const known = new WeakMap<Transaction, Map<string, Promise<T>>>();
  return (tx, ...args) => {
    const ofTransaction = known.get(tx) ?? new Map<string, Promise<T>>();
    known.set(tx, ofTransaction);
    const key = JSON.stringify(args);
    const found = ofTransaction.get(key) ?? read(tx, ...args);
    ofTransaction.set(key, found);
    return found;
  };
}
