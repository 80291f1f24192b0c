import {
  type AdviserInCall,
  type Call,
  type CallEvent,
  type DeclineReason,
  type MicrophoneMode,
  type OfferReason,
  type OutcomeCode,
  type Presence,
  isConnected,
  isWaiting,
} from '#shared/call/lifecycle.ts';
import type { ErrorCode } from '#shared/errors.ts';
import type { AdviserId, ExpertId } from '#shared/ids.ts';
import { type Instant, after, earliest } from '#shared/instant.ts';
import { type Language, languages } from '#shared/language.ts';

/** How long each step may take, in milliseconds. */
export type CallTimings = {
  /** An offer rings this long before it goes on to the next expert. */
  readonly ringMs: number;
  /** An expert who declined or missed is not asked again about the same call for this long. */
  readonly refusalMs: number;
  /** Media must be flowing this long after the accept, else the call counts as started anyway. */
  readonly connectMs: number;
  /** A lost expert may return within this time; then the customer goes back to the front of the queue. */
  readonly expertGraceMs: number;
  /** The same while connecting, where the customer has not yet met anybody. */
  readonly connectingGraceMs: number;
  /** A lost terminal keeps its place or its call this long. */
  readonly terminalGraceMs: number;
  readonly adviserGraceMs: number;
  readonly wrapUpMs: number;
};

export type CallCommand =
  | { readonly type: 'acceptLanguages'; readonly languages: readonly Language[] }
  | { readonly type: 'offer'; readonly expertId: ExpertId; readonly reason: OfferReason }
  | { readonly type: 'accept'; readonly expertId: ExpertId; readonly offerNumber: number }
  | { readonly type: 'decline'; readonly expertId: ExpertId; readonly offerNumber: number; readonly reason: DeclineReason }
  | { readonly type: 'confirmConnected' }
  | { readonly type: 'hold'; readonly expertId: ExpertId }
  | { readonly type: 'resume'; readonly expertId: ExpertId }
  | { readonly type: 'end'; readonly endedBy: 'customer' | 'adviser' }
  | { readonly type: 'end'; readonly endedBy: 'expert'; readonly expertId: ExpertId }
  | { readonly type: 'extendWrapUp'; readonly expertId: ExpertId }
  | { readonly type: 'completeWrapUp'; readonly expertId: ExpertId; readonly outcomeCode: OutcomeCode }
  | { readonly type: 'loseTerminal' }
  | { readonly type: 'regainTerminal' }
  | { readonly type: 'loseExpert'; readonly expertId: ExpertId }
  | { readonly type: 'regainExpert'; readonly expertId: ExpertId }
  | { readonly type: 'joinAsAdviser'; readonly adviserId: AdviserId; readonly microphone: MicrophoneMode }
  | { readonly type: 'leaveAsAdviser'; readonly adviserId: AdviserId }
  | { readonly type: 'loseAdviser'; readonly adviserId: AdviserId }
  | { readonly type: 'regainAdviser'; readonly adviserId: AdviserId }
  | { readonly type: 'closeQueue' }
  | { readonly type: 'due' };

export type Decision = { readonly ok: true; readonly events: readonly CallEvent[] } | { readonly ok: false; readonly refusal: ErrorCode };

const done = (...events: CallEvent[]): Decision => ({ ok: true, events });
const refuse = (refusal: ErrorCode): Decision => ({ ok: false, refusal });

/**
 * What a command does to a call at `now`: events, possibly none (a repeated command is not an error), or a refusal.
 * Pure; the shell writes the events and the row in one transaction.
 */
export function decide(call: Call, command: CallCommand, now: Instant, timings: CallTimings): Decision {
  switch (command.type) {
    case 'acceptLanguages':
      return decideLanguages(call, command.languages);
    case 'offer':
      if (call.state !== 'queued') return refuse('wrongState');
      return done({ type: 'EntryOffered', expertId: command.expertId, ringUntil: after(now, timings.ringMs), reason: command.reason });
    case 'accept':
      return decideAccept(call, command, now, timings);
    case 'decline':
      if (!isOfferedTo(call, command.expertId, command.offerNumber) || now >= call.ringUntil) return refuse('offerTaken');
      return done({ type: 'EntryDeclined', expertId: command.expertId, until: after(now, timings.refusalMs), reason: command.reason });
    case 'confirmConnected':
      return call.state === 'connecting' ? done({ type: 'CallStarted', startedAt: now }) : done();
    case 'hold':
      if (!isConnected(call) || call.expertId !== command.expertId) return refuse('callEnded');
      return call.state === 'active' ? done({ type: 'CallHeld', heldAt: now }) : call.state === 'onHold' ? done() : refuse('wrongState');
    case 'resume':
      if (!isConnected(call) || call.expertId !== command.expertId) return refuse('callEnded');
      return call.state === 'onHold' ? done({ type: 'CallResumed' }) : call.state === 'active' ? done() : refuse('wrongState');
    case 'end':
      return decideEnd(call, command, now, timings);
    case 'closeQueue':
      // Who is just being offered to somebody is not sent away at the door.
      return call.state === 'queued' ? done({ type: 'EntryClosed', reason: 'queueClosed', closedAt: now }) : done();
    case 'extendWrapUp':
      if (call.state !== 'wrapUp' || call.expertId !== command.expertId) return refuse('wrongState');
      return call.isExtended ? refuse('alreadyExtended') : done({ type: 'WrapUpExtended', wrapUpUntil: after(call.wrapUpUntil, timings.wrapUpMs) });
    case 'completeWrapUp':
      if (call.state !== 'wrapUp' || call.expertId !== command.expertId) return refuse('wrongState');
      return done({ type: 'WrapUpEnded', how: 'expert', outcomeCode: command.outcomeCode, closedAt: now });
    case 'loseTerminal':
      if (!('terminal' in call) || call.terminal.state === 'lost') return done();
      return done({ type: 'ParticipantDropped', role: 'terminal', since: now, graceUntil: after(now, timings.terminalGraceMs) });
    case 'regainTerminal':
      return 'terminal' in call && call.terminal.state === 'lost' ? done({ type: 'ParticipantRejoined', role: 'terminal' }) : done();
    case 'loseExpert':
      return decideLoseExpert(call, command.expertId, now, timings);
    case 'regainExpert':
      if (!isConnected(call) || call.expertId !== command.expertId || call.expert.state === 'present') return done();
      return done({ type: 'ParticipantRejoined', role: 'expert' });
    case 'joinAsAdviser':
    case 'leaveAsAdviser':
    case 'loseAdviser':
    case 'regainAdviser':
      return decideAdviser(call, command, now, timings);
    case 'due':
      return decideDue(call, now, timings);
  }
}

/** The offer with its fencing number is still this expert's to answer. */
export const isOfferedTo = (call: Call, expertId: ExpertId, offerNumber: number): call is Extract<Call, { state: 'offered' }> =>
  call.state === 'offered' && call.expertId === expertId && call.offerCount === offerNumber;

/** The call's own language and repetitions say nothing new; the order is always the same. */
function decideLanguages(call: Call, accepted: readonly Language[]): Decision {
  if (!isWaiting(call)) return refuse('wrongState');
  const others = languages.filter((language) => language !== call.language && accepted.includes(language));
  const isKnown = others.length === call.otherLanguages.length && others.every((language) => call.otherLanguages.includes(language));
  return isKnown ? done() : done({ type: 'LanguagesAccepted', languages: others });
}

function decideAccept(call: Call, command: Extract<CallCommand, { type: 'accept' }>, now: Instant, timings: CallTimings): Decision {
  const { expertId, offerNumber } = command;
  // A retry of an accept that was carried out already gets the same answer (Q19).
  if (isConnected(call) && call.expertId === expertId && call.offerCount === offerNumber) return done();
  if (!isOfferedTo(call, expertId, offerNumber) || now >= call.ringUntil) return refuse('offerTaken');
  return done({ type: 'EntryAccepted', expertId, acceptedAt: now, connectBy: after(now, timings.connectMs) });
}

function decideEnd(call: Call, command: Extract<CallCommand, { type: 'end' }>, now: Instant, timings: CallTimings): Decision {
  if (command.endedBy === 'expert' && 'expertId' in call && call.expertId !== command.expertId) return refuse('callEnded');
  if (isConnected(call)) {
    return done({ type: 'CallEnded', endedBy: command.endedBy, endedAt: now, wrapUpUntil: after(now, timings.wrapUpMs) });
  }
  if (call.state === 'wrapUp' || call.state === 'closed') return done();
  if (command.endedBy === 'expert') return refuse('wrongState');
  return done({ type: 'EntryClosed', reason: command.endedBy === 'customer' ? 'abandoned' : 'removedByAdviser', closedAt: now });
}

function decideLoseExpert(call: Call, expertId: ExpertId, now: Instant, timings: CallTimings): Decision {
  if (call.state === 'offered' && call.expertId === expertId) {
    return done({ type: 'EntryMissed', expertId, until: after(now, timings.refusalMs) });
  }
  if (!isConnected(call) || call.expertId !== expertId || call.expert.state === 'lost') return done();
  const graceMs = call.state === 'connecting' ? timings.connectingGraceMs : timings.expertGraceMs;
  return done({ type: 'ParticipantDropped', role: 'expert', since: now, graceUntil: after(now, graceMs) });
}

type AdviserCommand = Extract<CallCommand, { readonly adviserId: AdviserId }>;

function decideAdviser(call: Call, command: AdviserCommand, now: Instant, timings: CallTimings): Decision {
  const { adviserId } = command;
  const adviser: AdviserInCall | undefined = isConnected(call) ? call.advisers.find((a) => a.adviserId === adviserId) : undefined;
  switch (command.type) {
    case 'joinAsAdviser':
      if (!isConnected(call)) return refuse('callEnded');
      if (adviser === undefined) return done({ type: 'AdviserJoined', adviserId, microphone: command.microphone });
      return adviser.microphone === command.microphone ? done() : done({ type: 'AdviserMicrophoneChanged', adviserId, microphone: command.microphone });
    case 'leaveAsAdviser':
      return adviser === undefined ? done() : done({ type: 'AdviserLeft', adviserId });
    case 'loseAdviser':
      return adviser?.presence.state === 'present'
        ? done({ type: 'AdviserDropped', adviserId, since: now, graceUntil: after(now, timings.adviserGraceMs) })
        : done();
    case 'regainAdviser':
      return adviser?.presence.state === 'lost' ? done({ type: 'AdviserRejoined', adviserId }) : done();
  }
}

const graceOf = (presence: Presence): Instant | null => (presence.state === 'lost' ? presence.graceUntil : null);
const hasRunOut = (presence: Presence, now: Instant) => presence.state === 'lost' && now >= presence.graceUntil;

/** When the call must next be looked at though nobody does anything; null where only people move it on. */
export function dueAt(call: Call): Instant | null {
  switch (call.state) {
    case 'queued':
      return graceOf(call.terminal);
    case 'offered':
      return earliest(call.ringUntil, graceOf(call.terminal));
    case 'connecting':
      return earliest(call.connectBy, ...gracesOf(call));
    case 'active':
    case 'onHold':
      return earliest(...gracesOf(call));
    case 'wrapUp':
      return call.wrapUpUntil;
    case 'closed':
      return null;
  }
}

const gracesOf = (call: Extract<Call, { state: 'connecting' | 'active' | 'onHold' }>) => [
  graceOf(call.terminal),
  graceOf(call.expert),
  ...call.advisers.map((a) => graceOf(a.presence)),
];

function decideDue(call: Call, now: Instant, timings: CallTimings): Decision {
  switch (call.state) {
    case 'queued':
      return hasRunOut(call.terminal, now) ? done({ type: 'EntryClosed', reason: 'terminalLost', closedAt: now }) : done();
    case 'offered':
      if (hasRunOut(call.terminal, now)) return done({ type: 'EntryClosed', reason: 'terminalLost', closedAt: now });
      return now >= call.ringUntil ? done({ type: 'EntryMissed', expertId: call.expertId, until: after(now, timings.refusalMs) }) : done();
    case 'connecting':
    case 'active':
    case 'onHold':
      return decideDueConnected(call, now, timings);
    case 'wrapUp':
      return now >= call.wrapUpUntil ? done({ type: 'WrapUpEnded', how: 'time', outcomeCode: null, closedAt: now }) : done();
    case 'closed':
      return done();
  }
}

function decideDueConnected(call: Extract<Call, { advisers: unknown }>, now: Instant, timings: CallTimings): Decision {
  if (hasRunOut(call.terminal, now)) {
    return done({ type: 'CallEnded', endedBy: 'terminalLost', endedAt: now, wrapUpUntil: after(now, timings.wrapUpMs) });
  }
  if (hasRunOut(call.expert, now)) return done({ type: 'EntryRequeued', lostExpertId: call.expertId });
  const left: CallEvent[] = call.advisers.filter((a) => hasRunOut(a.presence, now)).map(({ adviserId }) => ({ type: 'AdviserLeft', adviserId }));
  const started: CallEvent[] = call.state === 'connecting' && now >= call.connectBy ? [{ type: 'CallStarted', startedAt: now }] : [];
  return done(...left, ...started);
}
