import { type SelfTestStep, verdictOf } from '#shared/connection/selfTest.ts';
import type { Changes } from '#server/platform/changes.ts';
import type { Transaction } from '#server/platform/database/index.ts';
import * as store from './terminalFaultStore.ts';

/** A page may be loaded anew within this time, or its computer started. */
const awayPatienceMs = 60_000;

/** Raises an alert for every terminal that stays away, and ends those of terminals that are back. Call it every few seconds. */
export async function followAway(tx: Transaction, changes: Changes): Promise<void> {
  const changed = [...(await store.endAway(tx)), ...(await store.insertAway(tx, awayPatienceMs))];
  tx.afterCommit(() => changes.announce(changed.flatMap(({ pointId }) => (pointId === null ? [] : [`point:${pointId}` as const]))));
}

/** A self-test that finds something is an alert; one that finds the same again is the same, also when it is marked as done. */
export async function followSelfTest(tx: Transaction, place: store.TerminalLocation, steps: readonly SelfTestStep[]): Promise<void> {
  const found = steps.filter(({ outcome }) => outcome === 'failed' || outcome === 'poor').map(({ name }) => name);
  const evidence = verdictOf(steps) === 'good' ? null : { steps: found.join(' ') };
  const standing = await store.readFault(tx, place.terminalId, 'selfTestFailed');
  if (standing?.['steps'] === evidence?.steps) return;
  await store.endFault(tx, place.terminalId, 'selfTestFailed');
  if (evidence !== null) await store.insertFault(tx, place, 'selfTestFailed', evidence);
}
