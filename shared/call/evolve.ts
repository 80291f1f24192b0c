import { stageAfter } from '#shared/call/consultation.ts';
import {
  type ThirdParty,
  type Call,
  type CallEvent,
  type CallFacts,
  type CallState,
  type ConnectedCall,
  type Consultation,
  type Presence,
  type QueuedCall,
  type Refusal,
  type WaitingCall,
  isCalledBack,
  isInCall,
  isInQueue,
  isWaiting,
} from '#shared/call/lifecycle.ts';
import type { ThirdPartyId } from '#shared/ids.ts';

/** The state after an event. A pair that the diagram does not know is a fault of ours and throws. */
export function evolve(call: Call | null, event: CallEvent): Call {
  if (event.type === 'EntryQueued') {
    if (call !== null) throw impossible(call, event);
    const consultation: Consultation | null = event.consultationOf === null ? null : { ofCallId: event.consultationOf, stage: 'private' };
    const state = { state: 'queued' as const, terminal: event.terminal, refusals: [], lostExpertId: event.moved?.lostExpertId ?? null };
    return { ...event.facts, offerCount: 0, otherLanguages: [], consultation, isBookedTime: false, isMoved: event.moved !== undefined, ...state };
  }
  if (call === null) throw new Error(`the first event of a call cannot be ${event.type}`);
  const next = evolveState(call, event);
  if (next === null) throw impossible(call, event);
  const offerCount = call.offerCount + (event.type === 'EntryOffered' ? 1 : 0);
  const otherLanguages = event.type === 'LanguagesAccepted' ? event.languages : call.otherLanguages;
  const isBookedTime = event.type !== 'CallbackMoved' && (call.isBookedTime || event.type === 'BookedTimeCame');
  const priority = event.type === 'PriorityChanged' ? event.priority : call.priority;
  return {
    ...factsAfter(call, event),
    priority,
    offerCount,
    otherLanguages,
    consultation: consultationAfter(call, event),
    isBookedTime,
    isMoved: call.isMoved,
    ...next,
  };
}

function factsAfter(call: Call, event: CallEvent): CallFacts {
  if (event.type === 'CallbackAnswered') return factsAtReturn(call, event);
  if (event.type === 'BookedTimeCame') return factsAtBookedTime(call);
  return event.type === 'CallbackMoved' ? { ...factsOf(call), bookedFor: event.at } : factsOf(call);
}

/** Whoever is not here yet counts as having come at the time that was booked, and not when it was. */
function factsAtBookedTime(call: Call): CallFacts {
  const facts = factsOf(call);
  return isCalledBack(call) && facts.bookedFor !== null ? { ...facts, queuedAt: facts.bookedFor } : facts;
}

/** Who booked counts as having come now; who only went away keeps the first arrival. */
function factsAtReturn(call: Call, { terminalId, answeredAt }: Extract<CallEvent, { type: 'CallbackAnswered' }>): CallFacts {
  const facts = factsOf(call);
  return { ...facts, terminalId, queuedAt: facts.bookedFor === null ? facts.queuedAt : (answeredAt ?? facts.queuedAt) };
}

const consultationAfter = ({ consultation }: Call, { type }: CallEvent): Consultation | null =>
  consultation === null || type === 'CallHandedOver' ? null : { ...consultation, stage: stageAfter(consultation.stage, type) ?? consultation.stage };

const present: Presence = { state: 'present' };
const impossible = (call: Call, event: CallEvent) => new Error(`${event.type} cannot happen to a call that is ${call.state}`);

/** The unchanging part of a call. */
function factsOf(call: Call): CallFacts {
  const { callId, visitId, terminalId, pointId, agencyId, serviceId, language, priority, queuedAt, bookedFor, setUpBy, roomId } = call;
  return { callId, visitId, terminalId, pointId, agencyId, serviceId, language, priority, queuedAt, bookedFor, setUpBy, roomId };
}

type Connected = Pick<ConnectedCall, 'terminal' | 'expertId' | 'expert' | 'advisers'>;

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

function withAdvisers(call: Call, change: (advisers: readonly ThirdParty[]) => readonly ThirdParty[]): CallState | null {
  return isInCall(call) ? { ...stateOf(call), advisers: change(call.advisers) } : null;
}

const replaceAdviser =
  (adviserId: ThirdPartyId, change: Partial<ThirdParty>) =>
  (advisers: readonly ThirdParty[]): readonly ThirdParty[] =>
    advisers.map((adviser) => (adviser.adviserId === adviserId ? { ...adviser, ...change } : adviser));

function backToQueue(call: Extract<Call, { state: 'offered' }>, refusal: Refusal): CallState {
  const others = call.refusals.filter((r) => r.expertId !== refusal.expertId);
  return { state: 'queued', terminal: call.terminal, refusals: [...others, refusal], lostExpertId: call.lostExpertId };
}

function waitingState(call: WaitingCall, terminal: Presence): CallState {
  const { refusals, lostExpertId } = call;
  if (call.state === 'queued') return { state: 'queued', terminal, refusals, lostExpertId };
  if (call.state === 'parked') return { state: 'parked', parkedUntil: call.parkedUntil, isAbsent: call.isAbsent, terminal, refusals, lostExpertId };
  return { state: 'offered', expertId: call.expertId, ringUntil: call.ringUntil, terminal, refusals, lostExpertId };
}

/** The state's own fields of a call in the queue, unchanged. */
function queueState(call: QueuedCall): CallState {
  if (isWaiting(call)) return waitingState(call, call.terminal);
  const { summonCount, lostExpertId } = call;
  if (call.state === 'summoned') return { state: 'summoned', summonUntil: call.summonUntil, summonCount, lostExpertId };
  return { state: 'awaitingCallback', notBefore: call.notBefore, summonCount, lostExpertId };
}

const waitingPart = ({ terminal, refusals, lostExpertId }: WaitingCall) => ({ terminal, refusals, lostExpertId });

function withPresence(call: Call, role: 'terminal' | 'expert', presence: Presence): CallState | null {
  if (isInCall(call)) return { ...stateOf(call), [role]: presence };
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
    case 'PriorityChanged':
    case 'BookedTimeCame':
      return isInQueue(call) ? queueState(call) : null;
    case 'EntryMissed':
    case 'EntryDeclined':
      return call.state === 'offered' ? backToQueue(call, { expertId: event.expertId, until: event.until }) : null;
    case 'EntryParked':
      if (call.state === 'queued' || call.state === 'offered')
        return { ...waitingPart(call), state: 'parked', parkedUntil: event.parkedUntil, isAbsent: event.isAbsent ?? false };
      if (!isInCall(call)) return null;
      return { state: 'parked', parkedUntil: event.parkedUntil, isAbsent: false, terminal: call.terminal, refusals: [], lostExpertId: event.lostExpertId };
    case 'EntryReturned':
      return call.state === 'parked' ? { ...waitingPart(call), state: 'queued' } : null;
    case 'ParkProlonged':
      return call.state === 'parked' ? { ...waitingPart(call), state: 'parked', parkedUntil: event.parkedUntil, isAbsent: call.isAbsent } : null;
    case 'CallbackChosen':
      return call.state === 'queued' ? { state: 'awaitingCallback', notBefore: event.notBefore, summonCount: 0, lostExpertId: call.lostExpertId } : null;
    case 'CallbackMoved':
      if (call.state !== 'awaitingCallback') return null;
      return { state: 'awaitingCallback', notBefore: event.at, summonCount: 0, lostExpertId: call.lostExpertId };
    case 'CustomerSummoned':
      if (call.state !== 'awaitingCallback') return null;
      return { state: 'summoned', summonUntil: event.summonUntil, summonCount: call.summonCount, lostExpertId: call.lostExpertId };
    case 'SummonMissed':
      if (call.state !== 'summoned') return null;
      return { state: 'awaitingCallback', notBefore: event.notBefore, summonCount: call.summonCount + 1, lostExpertId: call.lostExpertId };
    case 'SummonWithdrawn':
      if (call.state !== 'summoned') return null;
      return { state: 'awaitingCallback', notBefore: event.notBefore, summonCount: call.summonCount, lostExpertId: call.lostExpertId };
    case 'CallbackAnswered':
      if (call.state !== 'summoned' && call.state !== 'awaitingCallback') return null;
      return { state: 'queued', terminal: present, refusals: [], lostExpertId: call.lostExpertId };
    case 'CustomerAsked':
    case 'CustomerRefused':
    case 'QuestionWithdrawn':
    case 'CustomerBroughtIn':
    case 'CustomerTakenOut':
      return isInCall(call) && call.consultation !== null && stageAfter(call.consultation.stage, event.type) !== undefined ? stateOf(call) : null;
    case 'CallHandedOver':
      return isInCall(call) ? { ...stateOf(call), terminal: event.terminal, advisers: event.advisers } : null;
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
        { adviserId: event.adviserId, role: event.role, microphone: event.microphone, requestedMode: event.requestedMode ?? null, presence: present },
      ]);
    case 'AdviserMicrophoneChanged':
      return withAdvisers(call, replaceAdviser(event.adviserId, { microphone: event.microphone, requestedMode: null }));
    case 'AdviserAsked':
      return withAdvisers(call, replaceAdviser(event.adviserId, { requestedMode: event.requestedMode }));
    case 'AdviserRefused':
      return withAdvisers(call, replaceAdviser(event.adviserId, { requestedMode: null }));
    case 'AdviserDropped':
      return withAdvisers(call, replaceAdviser(event.adviserId, { presence: { state: 'lost', since: event.since, graceUntil: event.graceUntil } }));
    case 'AdviserRejoined':
      return withAdvisers(call, replaceAdviser(event.adviserId, { presence: present }));
    case 'AdviserLeft':
      return withAdvisers(call, (advisers) => advisers.filter((a) => a.adviserId !== event.adviserId));
    case 'EntryRequeued':
      return isInCall(call) ? { state: 'queued', terminal: call.terminal, refusals: [], lostExpertId: event.lostExpertId } : null;
    case 'CallEnded':
      if (!isInCall(call)) return null;
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
      return isInQueue(call) ? { state: 'closed', reason: event.reason, closedAt: event.closedAt } : null;
  }
}
