import { type CallCommand, type CallTimings, type Decision, done, refuse } from '#shared/call/commands.ts';
import { decideAdviser, decideAway, decideConsultation } from '#shared/call/decideSpecial.ts';
import { decideDue, endWithoutTerminal, goOnWithoutExpert } from '#shared/call/due.ts';
import { type Call, type CallEvent, isInCall, isInQueue } from '#shared/call/lifecycle.ts';
import type { ExpertId } from '#shared/ids.ts';
import { type Instant, after } from '#shared/instant.ts';
import { type Language, inFixedOrder } from '#shared/language.ts';

/**
 * What a command does to a call at `now`: events, possibly none (a repeated command is not an error), or a refusal.
 * Pure; the shell writes the events and the row in one transaction.
 */
export function decide(call: Call, command: CallCommand, now: Instant, timings: CallTimings): Decision {
  switch (command.type) {
    case 'acceptLanguages':
      return decideLanguages(call, command.languages);
    case 'setPriority':
      if (!isInQueue(call)) return refuse('wrongState');
      return call.priority === command.priority ? done() : done({ ...command, type: 'PriorityChanged' });
    case 'offer':
      if (call.state !== 'queued') return refuse('wrongState');
      return done(offered(command, after(now, timings.ringMs)));
    case 'accept':
      return decideAccept(call, command, now, timings);
    case 'decline':
      if (!isOfferedTo(call, command.expertId, command.offerNumber) || now >= call.ringUntil) return refuse('offerTaken');
      return done({ type: 'EntryDeclined', expertId: command.expertId, until: after(now, timings.refusalMs), reason: command.reason });
    case 'confirmConnected':
      return call.state === 'connecting' ? done({ type: 'CallStarted', startedAt: now }) : done();
    case 'hold':
      if (!isInCall(call) || call.expertId !== command.expertId) return refuse('callEnded');
      return call.state === 'active' ? done({ type: 'CallHeld', heldAt: now }) : call.state === 'onHold' ? done() : refuse('wrongState');
    case 'resume':
      if (!isInCall(call) || call.expertId !== command.expertId) return refuse('callEnded');
      return call.state === 'onHold' ? done({ type: 'CallResumed' }) : call.state === 'active' ? done() : refuse('wrongState');
    case 'end':
      return decideEnd(call, command, now, timings);
    case 'closeQueue':
      return decideCloseQueue(call, now);
    case 'close':
      if (call.state === 'closed' && call.reason === command.reason) return done();
      return isInQueue(call) && call.state !== 'offered' ? done({ type: 'EntryClosed', reason: command.reason, closedAt: now }) : refuse('wrongState');
    case 'park':
    case 'returnFromPark':
    case 'prolongPark':
    case 'chooseCallback':
    case 'moveCallback':
    case 'summon':
    case 'answerCallback':
      return decideAway(call, command, now, timings);
    case 'bringCustomerIn':
    case 'answerColleague':
    case 'takeCustomerOut':
    case 'handOver':
    case 'endConsultation':
      return decideConsultation(call, command, now, timings);
    case 'extendWrapUp':
      if (call.state !== 'wrapUp' || call.expertId !== command.expertId) return refuse('wrongState');
      return call.isExtended ? refuse('alreadyExtended') : done({ type: 'WrapUpExtended', wrapUpUntil: after(call.wrapUpUntil, timings.wrapUpMs) });
    case 'completeWrapUp':
      if (call.state !== 'wrapUp' || call.expertId !== command.expertId) return refuse('wrongState');
      return done({
        type: 'WrapUpEnded',
        how: 'expert',
        outcomeCode: command.outcomeCode,
        referral: command.referral,
        agencyOutcome: command.agencyOutcome ?? null,
        agencyReferral: command.agencyReferral ?? null,
        closedAt: now,
      });
    case 'loseTerminal':
      if (!('terminal' in call)) return done();
      if (command.isForGood) return call.consultation === null ? done(endWithoutTerminal(call, now, timings)) : done();
      if (call.terminal.state === 'lost') return done();
      return done({ type: 'ParticipantDropped', role: 'terminal', since: now, graceUntil: after(now, timings.terminalGraceMs) });
    case 'regainTerminal':
      return 'terminal' in call && call.terminal.state === 'lost' ? done({ type: 'ParticipantRejoined', role: 'terminal' }) : done();
    case 'loseExpert':
      return decideLoseExpert(call, command, now, timings);
    case 'regainExpert':
      if (!isInCall(call) || call.expertId !== command.expertId || call.expert.state === 'present') return done();
      return done({ type: 'ParticipantRejoined', role: 'expert' });
    case 'joinAsThirdParty':
    case 'answerAdviser':
    case 'leaveAsThirdParty':
    case 'loseAdviser':
    case 'regainAdviser':
      return decideAdviser(call, command, now, timings);
    case 'due':
      return decideDue(call, now, timings, command);
  }
}

const offered = ({ expertId, reason, note, choice = null }: Extract<CallCommand, { type: 'offer' }>, ringUntil: Instant): CallEvent => ({
  type: 'EntryOffered',
  expertId,
  ringUntil,
  reason,
  note,
  choice,
});

/** When a queue closes, a call that is just being offered stays, and so does a booking for later. */
function decideCloseQueue(call: Call, now: Instant): Decision {
  if (!isInQueue(call) || call.state === 'offered' || call.consultation !== null) return done();
  return call.bookedFor !== null && call.bookedFor > now ? done() : done({ type: 'EntryClosed', reason: 'queueClosed', closedAt: now });
}

/** The offer with its fencing number is still this expert's to answer. */
const isOfferedTo = (call: Call, expertId: ExpertId, offerNumber: number): call is Extract<Call, { state: 'offered' }> =>
  call.state === 'offered' && call.expertId === expertId && call.offerCount === offerNumber;

/** Without the call's own language and repetitions, in a fixed order. */
function decideLanguages(call: Call, accepted: readonly Language[]): Decision {
  if (!isInQueue(call)) return refuse('wrongState');
  const others = inFixedOrder(accepted).filter((language) => language !== call.language);
  const isKnown = others.length === call.otherLanguages.length && others.every((language) => call.otherLanguages.includes(language));
  return isKnown ? done() : done({ type: 'LanguagesAccepted', languages: others });
}

function decideAccept(call: Call, command: Extract<CallCommand, { type: 'accept' }>, now: Instant, timings: CallTimings): Decision {
  const { expertId, offerNumber } = command;
  // A retry of an accept that was carried out already gets the same answer (Q19).
  if (isInCall(call) && call.expertId === expertId && call.offerCount === offerNumber) return done();
  if (!isOfferedTo(call, expertId, offerNumber) || now >= call.ringUntil) return refuse('offerTaken');
  return done({ type: 'EntryAccepted', expertId, acceptedAt: now, connectBy: after(now, timings.connectMs) });
}

function decideEnd(call: Call, command: Extract<CallCommand, { type: 'end' }>, now: Instant, timings: CallTimings): Decision {
  if ('expertId' in command && 'expertId' in call && call.expertId !== command.expertId) return refuse('callEnded');
  if (isInCall(call)) {
    return done({ type: 'CallEnded', endedBy: command.endedBy, endedAt: now, wrapUpUntil: after(now, timings.wrapUpMs) });
  }
  if (call.state === 'wrapUp' || call.state === 'closed') return done();
  if ('expertId' in command) return refuse('wrongState');
  return done({ type: 'EntryClosed', reason: command.endedBy === 'customer' ? 'abandoned' : 'removedByAdviser', closedAt: now });
}

function decideLoseExpert(call: Call, { expertId, isForGood }: Extract<CallCommand, { type: 'loseExpert' }>, now: Instant, timings: CallTimings): Decision {
  if (call.state === 'offered' && call.expertId === expertId) {
    return done({ type: 'EntryMissed', expertId, until: after(now, timings.refusalMs) });
  }
  if (!isInCall(call) || call.expertId !== expertId) return done();
  if (isForGood) return done(goOnWithoutExpert(call, now, timings));
  if (call.expert.state === 'lost') return done();
  const graceMs = call.state === 'connecting' ? timings.connectingGraceMs : timings.expertGraceMs;
  return done({ type: 'ParticipantDropped', role: 'expert', since: now, graceUntil: after(now, graceMs) });
}
