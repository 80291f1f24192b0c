import type { Call, CallEvent } from '#shared/call/lifecycle.ts';

/** Events that change where or in which order a call may be offered, though its state is the same. */
export const renewingEvents = new Set<CallEvent['type']>(['LanguagesAccepted', 'BookedTimeCame', 'PriorityChanged']);

/** Whether the call itself could be offered; its customer may still be with another expert. */
export const isRoutable = (call: Call): boolean =>
  call.state === 'awaitingCallback' || (call.state === 'queued' && (call.consultation !== null || call.terminal.state === 'present'));
