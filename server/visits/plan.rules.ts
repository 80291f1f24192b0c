import type { CallEvent } from '#shared/call/lifecycle.ts';

/** Whether the customer is there for what comes next after this. */
export function leadsOn(event: CallEvent): boolean {
  if (event.type === 'CallEnded') return event.endedBy !== 'terminalLost' && event.endedBy !== 'handedOver';
  return event.type === 'EntryClosed' && ['abandoned', 'removedByAdviser', 'queueClosed', 'notBack'].includes(event.reason);
}
