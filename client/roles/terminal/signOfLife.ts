import type { TerminalCall } from '#shared/contract/views/index.ts';

/** How long there may be neither input nor motion before somebody near the front is asked for, and how long the question waits. */
export const signOfLifeTimes = { askAfterMs: 300_000, parkAfterMs: 30_000 } as const;

/** From this place on an expert may come soon. */
const nearFront = 3;

/** More than a sensor's noise: mean change of brightness from one second to the next, 0 to 1. */
const motionChange = 0.01;

export type Sign = 'none' | 'ask' | 'park';

/**
 * Whether the terminal asks if its waiting customer is still there, or parks the place. Customers who are not near the front are not asked. When it
 * rings there is no time for a question: the place is parked at once, and a customer who is there gets it back with one press.
 */
export function signOfLife(call: TerminalCall | null, quietMs: number, askedForMs: number): Sign {
  if (call === null || quietMs < signOfLifeTimes.askAfterMs) return 'none';
  if (call.state === 'offered') return 'park';
  if (call.state !== 'queued' || call.position > nearFront) return 'none';
  return askedForMs >= signOfLifeTimes.parkAfterMs ? 'park' : 'ask';
}

/** Whether the terminal's own preview shows that somebody moves before it. */
export const isMotion = (change: number | null): boolean => change !== null && change > motionChange;
