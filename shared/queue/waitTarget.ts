/** Within so long a customer should be answered; the bars and words of a desk's queue are measured against it. */
export const waitTargetMs = 600_000;
/** From here on it is said that the target comes near. */
const nearShare = 0.6;

export type WaitPlace = 'within' | 'near' | 'over';

/** How a wait of so many milliseconds stands against the target. */
export function waitAgainstTarget(waitedMs: number): WaitPlace {
  if (waitedMs > waitTargetMs) return 'over';
  return waitedMs >= nearShare * waitTargetMs ? 'near' : 'within';
}
