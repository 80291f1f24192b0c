import type { CallEvent } from '#shared/call/lifecycle.ts';

/** Why a customer who has met an expert waits for one again: the expert was lost, or sent the customer to fetch something. Null where neither has happened. */
export function returnsAfter(events: readonly CallEvent[]): 'expertLost' | 'fetching' | null {
  let isWithExpert = false;
  let why: 'expertLost' | 'fetching' | null = null;
  for (const { type } of events) {
    if (type === 'EntryAccepted') isWithExpert = true;
    if (!isWithExpert || (type !== 'EntryRequeued' && type !== 'EntryParked')) continue;
    isWithExpert = false;
    why = type === 'EntryRequeued' ? 'expertLost' : 'fetching';
  }
  return why;
}
