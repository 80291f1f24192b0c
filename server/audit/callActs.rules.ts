import type { AuditEntry } from '#shared/audit/entry.ts';
import type { Call, CallEvent } from '#shared/call/lifecycle.ts';
import { type ParticipantKey, splitKey } from '#shared/call/mediaRouting.ts';
import type { Role } from '#shared/contract/define.ts';

type Who = { readonly role: Role; readonly id: string };
type Act = Pick<AuditEntry, 'act' | 'details' | 'outcome'>;

/** An entry that somebody of the staff has made: by sending the customer on, by moving them, or at the terminal for them. */
const queuedBy: Partial<Record<Role, string>> = { expert: 'call.transferred', supervisor: 'entry.movedIn', adviser: 'entry.setUp' };

/** What a customer decides about who may hear and see them. Nothing else of what customers do is kept here. */
function actOfCustomer(event: CallEvent): Act | null {
  // oxlint-disable-next-line typescript/switch-exhaustiveness-check -- most of what happens to a call is nobody's act
  switch (event.type) {
    case 'AdviserMicrophoneChanged':
      return { act: 'consent.given', details: { to: event.adviserId, microphone: event.microphone } };
    case 'AdviserRefused':
      return { act: 'consent.refused', details: { to: event.adviserId } };
    case 'CustomerBroughtIn':
      return { act: 'consent.given', details: {} };
    case 'CustomerRefused':
      return { act: 'consent.refused', details: {} };
    default:
      return null;
  }
}

/** The codes of a wrap-up; the agency's own only where one was chosen. */
const resultOf = ({ outcomeCode, referral, agencyOutcome, agencyReferral }: Extract<CallEvent, { type: 'WrapUpEnded' }>) => ({
  outcome: outcomeCode,
  referral,
  ...(agencyOutcome == null ? {} : { agencyOutcome }),
  ...(agencyReferral == null ? {} : { agencyReferral }),
});

/** What only the server does by itself, or follows from another act that is written, is left out. */
function actOfStaff(event: CallEvent, role: Role, after: Call): Act | null {
  // oxlint-disable-next-line typescript/switch-exhaustiveness-check -- most of what happens to a call is nobody's act
  switch (event.type) {
    case 'EntryQueued':
      return { act: event.consultationOf === null ? (queuedBy[role] ?? 'entry.queued') : 'consultation.asked' };
    case 'PriorityChanged':
      return { act: 'entry.priorityChanged', details: { priority: event.priority, reason: event.reason } };
    case 'EntryOffered':
      if (event.reason === 'picked') return { act: 'entry.picked', details: { reason: event.note } };
      return event.reason === 'assigned' ? { act: 'entry.assigned', details: { expertId: event.expertId } } : null;
    case 'EntryAccepted':
      return { act: 'offer.accepted' };
    case 'EntryDeclined':
      return { act: 'offer.declined', details: { reason: event.reason } };
    case 'CallbackChosen':
      return { act: 'callback.chosen' };
    case 'CallbackMoved':
      return { act: 'callback.moved' };
    case 'CallbackAnswered':
      return { act: 'callback.answered', details: { terminalId: event.terminalId } };
    case 'WrapUpEnded':
      return event.how === 'expert' ? { act: 'call.completed', details: resultOf(event) } : null;
    case 'CallEnded':
      return { act: 'call.ended', details: { endedBy: event.endedBy } };
    case 'EntryClosed':
      return actOfClosing(event.reason);
    case 'AdviserJoined':
      return { act: event.role === 'supervisor' ? 'call.listenedIn' : 'call.joined', details: { microphone: event.microphone } };
    case 'AdviserAsked':
      return { act: 'consent.asked', details: { microphone: event.requestedMode } };
    case 'AdviserMicrophoneChanged':
      return { act: 'call.microphoneChanged', details: { microphone: event.microphone } };
    case 'AdviserLeft':
      return { act: role === 'supervisor' ? 'call.stoppedListening' : 'call.left' };
    case 'CustomerAsked':
      return { act: 'consent.asked' };
    case 'CustomerBroughtIn':
      return { act: 'consultation.customerBroughtIn' };
    case 'CustomerTakenOut':
      return { act: 'consultation.customerTakenOut' };
    case 'CallHandedOver':
      return { act: 'call.handedOver', details: { expertId: 'expertId' in after ? after.expertId : null } };
    default:
      return null;
  }
}

function actOfClosing(reason: Extract<CallEvent, { type: 'EntryClosed' }>['reason']): Act | null {
  if (reason === 'movedBySupervisor') return { act: 'entry.movedAway' };
  if (reason === 'removedByAdviser') return { act: 'entry.removed' };
  return reason === 'consultationOver' ? { act: 'consultation.ended' } : null;
}

/** Whoever gave the command; where the server did as part of a request, whoever made that. */
function whoOf(by: ParticipantKey | 'system', acting: Who | null): Who | null {
  return by === 'system' ? acting : splitKey(by);
}

/** The entry for what has happened to a call, where somebody of the staff did it or the customer decided about a third person; else null. */
export function callAct(event: CallEvent, after: Call, by: ParticipantKey | 'system', acting: Who | null): AuditEntry | null {
  const who = whoOf(by, acting);
  if (who === null) return null;
  const act = who.role === 'terminal' ? actOfCustomer(event) : actOfStaff(event, who.role, after);
  if (act === null) return null;
  return {
    actor: { kind: 'subject', role: who.role, id: who.id },
    object: { kind: 'call', id: after.callId },
    place: { agencyId: after.agencyId, pointId: after.pointId },
    ...act,
    details: { serviceId: after.serviceId, ...act.details },
  };
}
