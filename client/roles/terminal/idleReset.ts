/** How long nobody may touch the terminal before it asks, and how long it then waits for an answer. */
export const idleTimes = { askAfterMs: 90_000, resetAfterMs: 120_000 } as const;

export type IdleState = 'inUse' | 'asking' | 'reset';

/**
 * Whether to ask "are you still there?" or to wipe for the next customer. A terminal that waits or talks is never idle. On the start screen
 * there is nothing to wipe but the language that a passer-by has chosen, so nobody is asked.
 */
export function idleState(screen: string, idleMs: number): IdleState {
  if (screen === 'waiting' || screen === 'call') return 'inUse';
  if (idleMs >= idleTimes.resetAfterMs) return 'reset';
  if (screen === 'start') return 'inUse';
  return idleMs >= idleTimes.askAfterMs ? 'asking' : 'inUse';
}
