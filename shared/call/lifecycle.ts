import type { AdviserId, AgencyId, CallId, ExpertId, PointId, ServiceId, TerminalId, VisitId } from '#shared/ids.ts';
import type { Instant } from '#shared/instant.ts';
import type { Language } from '#shared/language.ts';

/** Whether a participant's page is connected; a lost one keeps its place until `graceUntil`. */
export type Presence = { readonly state: 'present' } | { readonly state: 'lost'; readonly since: Instant; readonly graceUntil: Instant };

/** An expert who is not asked again about this call before `until`. */
export type Refusal = { readonly expertId: ExpertId; readonly until: Instant };

export const microphoneModes = ['open', 'muted'] as const;
export type MicrophoneMode = (typeof microphoneModes)[number];

/** The service point's adviser inside a call, always announced to the others. */
export type AdviserInCall = {
  readonly adviserId: AdviserId;
  readonly microphone: MicrophoneMode;
  readonly presence: Presence;
};

/** What is settled when the call is queued and never changes. */
export type CallFacts = {
  readonly callId: CallId;
  readonly visitId: VisitId;
  readonly terminalId: TerminalId;
  readonly pointId: PointId;
  readonly agencyId: AgencyId;
  readonly serviceId: ServiceId;
  readonly language: Language;
  readonly priority: number;
  readonly queuedAt: Instant;
  readonly setUpBy: AdviserId | null;
};

export const endedByRoles = ['customer', 'expert', 'adviser', 'terminalLost'] as const;
export type EndedBy = (typeof endedByRoles)[number];

export const closeReasons = ['completed', 'abandoned', 'terminalLost', 'removedByAdviser', 'queueClosed'] as const;
export type CloseReason = (typeof closeReasons)[number];

/** `offerCount` is the fencing number: an answer to an older offer is refused. */
type Waiting = {
  readonly terminal: Presence;
  readonly refusals: readonly Refusal[];
  /** The expert whom the customer lost, which puts the call first and lets the same expert have it again; null for a first wait. */
  readonly lostExpertId: ExpertId | null;
};
type Connected = {
  readonly terminal: Presence;
  readonly expertId: ExpertId;
  readonly expert: Presence;
  readonly advisers: readonly AdviserInCall[];
};

export type CallState =
  | ({ readonly state: 'queued' } & Waiting)
  | ({ readonly state: 'offered'; readonly expertId: ExpertId; readonly ringUntil: Instant } & Waiting)
  | ({ readonly state: 'connecting'; readonly acceptedAt: Instant; readonly connectBy: Instant } & Connected)
  | ({ readonly state: 'active'; readonly startedAt: Instant } & Connected)
  | ({ readonly state: 'onHold'; readonly startedAt: Instant; readonly heldAt: Instant } & Connected)
  | {
      readonly state: 'wrapUp';
      readonly expertId: ExpertId;
      readonly endedBy: EndedBy;
      readonly endedAt: Instant;
      readonly wrapUpUntil: Instant;
      readonly isExtended: boolean;
    }
  | { readonly state: 'closed'; readonly reason: CloseReason; readonly closedAt: Instant };

export type Call = CallFacts & {
  readonly offerCount: number;
  /** Other languages that the customer can do with, if nobody with the first one is free. */
  readonly otherLanguages: readonly Language[];
} & CallState;
export type StateName = CallState['state'];
export type ConnectedCall = Extract<Call, { state: 'connecting' | 'active' | 'onHold' }>;

export const stateNames = ['queued', 'offered', 'connecting', 'active', 'onHold', 'wrapUp', 'closed'] as const satisfies readonly StateName[];

/** Whether customer and expert have met and neither has ended the call. */
export const isConnected = (call: Call): call is ConnectedCall => call.state === 'connecting' || call.state === 'active' || call.state === 'onHold';

export type WaitingCall = Extract<Call, { state: 'queued' | 'offered' }>;

/** Whether the customer is in the queue, ringing included. */
export const isWaiting = (call: Call): call is WaitingCall => call.state === 'queued' || call.state === 'offered';

/** Whether the call keeps its terminal occupied. */
export const occupiesTerminal = (call: Call): boolean => call.state !== 'wrapUp' && call.state !== 'closed';

/** The expert whom the call keeps busy, if any. An expert is in one such call at most. */
export const expertOf = (call: Call): ExpertId | null => ('expertId' in call ? call.expertId : null);

/** Everything that can have happened to a call, in the past tense; the row equals the replay of these. */
export type CallEvent =
  | { readonly type: 'EntryQueued'; readonly facts: CallFacts; readonly terminal: Presence }
  | { readonly type: 'LanguagesAccepted'; readonly languages: readonly Language[] }
  | { readonly type: 'EntryOffered'; readonly expertId: ExpertId; readonly ringUntil: Instant; readonly reason: OfferReason }
  | { readonly type: 'EntryMissed'; readonly expertId: ExpertId; readonly until: Instant }
  | { readonly type: 'EntryDeclined'; readonly expertId: ExpertId; readonly until: Instant; readonly reason: string }
  | { readonly type: 'EntryAccepted'; readonly expertId: ExpertId; readonly acceptedAt: Instant; readonly connectBy: Instant }
  | { readonly type: 'CallStarted'; readonly startedAt: Instant }
  | { readonly type: 'CallHeld'; readonly heldAt: Instant }
  | { readonly type: 'CallResumed' }
  | { readonly type: 'ParticipantDropped'; readonly role: 'terminal' | 'expert'; readonly since: Instant; readonly graceUntil: Instant }
  | { readonly type: 'ParticipantRejoined'; readonly role: 'terminal' | 'expert' }
  | { readonly type: 'AdviserJoined'; readonly adviserId: AdviserId; readonly microphone: MicrophoneMode }
  | { readonly type: 'AdviserMicrophoneChanged'; readonly adviserId: AdviserId; readonly microphone: MicrophoneMode }
  | { readonly type: 'AdviserDropped'; readonly adviserId: AdviserId; readonly since: Instant; readonly graceUntil: Instant }
  | { readonly type: 'AdviserRejoined'; readonly adviserId: AdviserId }
  | { readonly type: 'AdviserLeft'; readonly adviserId: AdviserId }
  | { readonly type: 'EntryRequeued'; readonly lostExpertId: ExpertId }
  | { readonly type: 'CallEnded'; readonly endedBy: EndedBy; readonly endedAt: Instant; readonly wrapUpUntil: Instant }
  | { readonly type: 'WrapUpExtended'; readonly wrapUpUntil: Instant }
  | { readonly type: 'WrapUpEnded'; readonly how: 'expert' | 'time'; readonly outcomeCode: OutcomeCode | null; readonly closedAt: Instant }
  | { readonly type: 'EntryClosed'; readonly reason: Exclude<CloseReason, 'completed'>; readonly closedAt: Instant };

/** Why this expert: had the call before, is the only one who can, or comes first by the agency's choice among several. */
export const offerReasons = ['sameExpert', 'onlyOne', 'longestIdle', 'fewestCalls'] as const;
export type OfferReason = (typeof offerReasons)[number];

export const outcomeCodes = ['settled', 'continues', 'referred', 'wrongPlace', 'technicalFailure'] as const;
export type OutcomeCode = (typeof outcomeCodes)[number];

export const declineReasons = ['otherTask', 'notMySkill', 'conflictOfInterest'] as const;
export type DeclineReason = (typeof declineReasons)[number];

/** The state after an event. A pair that the diagram does not know is a fault of ours and throws. */
export function evolve(call: Call | null, event: CallEvent): Call {
  if (event.type === 'EntryQueued') {
    if (call !== null) throw impossible(call, event);
    return { ...event.facts, offerCount: 0, otherLanguages: [], state: 'queued', terminal: event.terminal, refusals: [], lostExpertId: null };
  }
  if (call === null) throw new Error(`the first event of a call cannot be ${event.type}`);
  const next = evolveState(call, event);
  if (next === null) throw impossible(call, event);
  const offerCount = call.offerCount + (event.type === 'EntryOffered' ? 1 : 0);
  const otherLanguages = event.type === 'LanguagesAccepted' ? event.languages : call.otherLanguages;
  return { ...factsOf(call), offerCount, otherLanguages, ...next };
}

const present: Presence = { state: 'present' };
const impossible = (call: Call, event: CallEvent) => new Error(`${event.type} cannot happen to a call that is ${call.state}`);

/** The unchanging part of a call. */
export function factsOf(call: Call): CallFacts {
  const { callId, visitId, terminalId, pointId, agencyId, serviceId, language, priority, queuedAt, setUpBy } = call;
  return { callId, visitId, terminalId, pointId, agencyId, serviceId, language, priority, queuedAt, setUpBy };
}

function connectedPart(call: ConnectedCall): Connected {
  return { terminal: call.terminal, expertId: call.expertId, expert: call.expert, advisers: call.advisers };
}

/** The state's own fields, without facts and fencing number. */
function stateOf(call: ConnectedCall): Extract<CallState, Connected> {
  const part = connectedPart(call);
  switch (call.state) {
    case 'connecting':
      return { state: 'connecting', acceptedAt: call.acceptedAt, connectBy: call.connectBy, ...part };
    case 'active':
      return { state: 'active', startedAt: call.startedAt, ...part };
    case 'onHold':
      return { state: 'onHold', startedAt: call.startedAt, heldAt: call.heldAt, ...part };
  }
}

function withAdvisers(call: Call, change: (advisers: readonly AdviserInCall[]) => readonly AdviserInCall[]): CallState | null {
  return isConnected(call) ? { ...stateOf(call), advisers: change(call.advisers) } : null;
}

const replaceAdviser =
  (adviserId: AdviserId, change: Partial<AdviserInCall>) =>
  (advisers: readonly AdviserInCall[]): readonly AdviserInCall[] =>
    advisers.map((adviser) => (adviser.adviserId === adviserId ? { ...adviser, ...change } : adviser));

function backToQueue(call: Extract<Call, { state: 'offered' }>, refusal: Refusal): CallState {
  const others = call.refusals.filter((r) => r.expertId !== refusal.expertId);
  return { state: 'queued', terminal: call.terminal, refusals: [...others, refusal], lostExpertId: call.lostExpertId };
}

function waitingState(call: WaitingCall, terminal: Presence): CallState {
  const { refusals, lostExpertId } = call;
  if (call.state === 'queued') return { state: 'queued', terminal, refusals, lostExpertId };
  return { state: 'offered', expertId: call.expertId, ringUntil: call.ringUntil, terminal, refusals, lostExpertId };
}

function withPresence(call: Call, role: 'terminal' | 'expert', presence: Presence): CallState | null {
  if (isConnected(call)) return { ...stateOf(call), [role]: presence };
  return role === 'terminal' && isWaiting(call) ? waitingState(call, presence) : null;
}

function evolveState(call: Call, event: Exclude<CallEvent, { type: 'EntryQueued' }>): CallState | null {
  switch (event.type) {
    case 'EntryOffered':
      if (call.state !== 'queued') return null;
      return {
        state: 'offered',
        expertId: event.expertId,
        ringUntil: event.ringUntil,
        terminal: call.terminal,
        refusals: call.refusals,
        lostExpertId: call.lostExpertId,
      };
    case 'LanguagesAccepted':
      return isWaiting(call) ? waitingState(call, call.terminal) : null;
    case 'EntryMissed':
    case 'EntryDeclined':
      return call.state === 'offered' ? backToQueue(call, { expertId: event.expertId, until: event.until }) : null;
    case 'EntryAccepted':
      if (call.state !== 'offered') return null;
      return {
        state: 'connecting',
        acceptedAt: event.acceptedAt,
        connectBy: event.connectBy,
        terminal: call.terminal,
        expertId: event.expertId,
        expert: present,
        advisers: [],
      };
    case 'CallStarted':
      return call.state === 'connecting' ? { state: 'active', startedAt: event.startedAt, ...connectedPart(call) } : null;
    case 'CallHeld':
      if (call.state !== 'active') return null;
      return { state: 'onHold', startedAt: call.startedAt, heldAt: event.heldAt, ...connectedPart(call) };
    case 'CallResumed':
      return call.state === 'onHold' ? { state: 'active', startedAt: call.startedAt, ...connectedPart(call) } : null;
    case 'ParticipantDropped':
      return withPresence(call, event.role, { state: 'lost', since: event.since, graceUntil: event.graceUntil });
    case 'ParticipantRejoined':
      return withPresence(call, event.role, present);
    case 'AdviserJoined':
      return withAdvisers(call, (advisers) => [
        ...advisers.filter((a) => a.adviserId !== event.adviserId),
        { adviserId: event.adviserId, microphone: event.microphone, presence: present },
      ]);
    case 'AdviserMicrophoneChanged':
      return withAdvisers(call, replaceAdviser(event.adviserId, { microphone: event.microphone }));
    case 'AdviserDropped':
      return withAdvisers(call, replaceAdviser(event.adviserId, { presence: { state: 'lost', since: event.since, graceUntil: event.graceUntil } }));
    case 'AdviserRejoined':
      return withAdvisers(call, replaceAdviser(event.adviserId, { presence: present }));
    case 'AdviserLeft':
      return withAdvisers(call, (advisers) => advisers.filter((a) => a.adviserId !== event.adviserId));
    case 'EntryRequeued':
      return isConnected(call) ? { state: 'queued', terminal: call.terminal, refusals: [], lostExpertId: event.lostExpertId } : null;
    case 'CallEnded':
      if (!isConnected(call)) return null;
      return {
        state: 'wrapUp',
        expertId: call.expertId,
        endedBy: event.endedBy,
        endedAt: event.endedAt,
        wrapUpUntil: event.wrapUpUntil,
        isExtended: false,
      };
    case 'WrapUpExtended':
      if (call.state !== 'wrapUp') return null;
      return {
        state: 'wrapUp',
        expertId: call.expertId,
        endedBy: call.endedBy,
        endedAt: call.endedAt,
        wrapUpUntil: event.wrapUpUntil,
        isExtended: true,
      };
    case 'WrapUpEnded':
      return call.state === 'wrapUp' ? { state: 'closed', reason: 'completed', closedAt: event.closedAt } : null;
    case 'EntryClosed':
      return isWaiting(call) ? { state: 'closed', reason: event.reason, closedAt: event.closedAt } : null;
  }
}
