import { type Call, expertOf } from '#shared/call/lifecycle.ts';
import type { CallId } from '#shared/ids.ts';

export const breakCodes = ['lunch', 'pause', 'meeting', 'training'] as const;
export type BreakCode = (typeof breakCodes)[number];

/**
 * What is stored: the expert's own choice, or what the system had to set. Being offered, in a call or in wrap-up is
 * not stored here; it is read from the call that holds the expert, so the two cannot disagree.
 */
export type ChosenStatus =
  | { readonly status: 'available' }
  | { readonly status: 'break'; readonly breakCode: BreakCode }
  | { readonly status: 'away' }
  | { readonly status: 'missed' }
  | { readonly status: 'offline' };

/** What everybody sees. */
export type ExpertStatus = ChosenStatus | { readonly status: 'offered' | 'inCall' | 'wrapUp'; readonly callId: CallId };

/** What the expert may choose; `missed` and `offline` are set by the system and left only by the expert's own hand. */
export type Choosable = Exclude<ChosenStatus, { status: 'missed' | 'offline' }>;

/** The status that holds now, given the call that occupies the expert, if any. */
export function effectiveStatus(chosen: ChosenStatus, call: Call | null): ExpertStatus {
  if (call === null || expertOf(call) === null) return chosen;
  switch (call.state) {
    case 'offered':
    case 'wrapUp':
      return { status: call.state, callId: call.callId };
    case 'connecting':
    case 'active':
    case 'onHold':
      return { status: 'inCall', callId: call.callId };
    case 'queued':
    case 'parked':
    case 'awaitingCallback':
    case 'summoned':
    case 'closed':
      return chosen;
  }
}

/** Why the system changes a status by itself; it never makes anyone available (F35). */
export type SystemChange = 'missedOffer' | 'connectionLost' | 'signedOut' | 'microphoneFailed';

/** The status after a change by the system. */
export function afterSystemChange(chosen: ChosenStatus, change: SystemChange): ChosenStatus {
  switch (change) {
    case 'connectionLost':
    case 'signedOut':
      return { status: 'offline' };
    case 'missedOffer':
      return chosen.status === 'available' ? { status: 'missed' } : chosen;
    case 'microphoneFailed':
      return chosen.status === 'available' ? { status: 'away' } : chosen;
  }
}
