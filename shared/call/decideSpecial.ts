import { type CallCommand, type CallTimings, type Decision, done, refuse } from '#shared/call/commands.ts';
import { canBeHandedOver } from '#shared/call/consultation.ts';
import { type ThirdParty, type Call, hasMedia, isCalledBack, isInCall, isInQueue, isWaiting } from '#shared/call/lifecycle.ts';
import type { ThirdPartyId } from '#shared/ids.ts';
import { type Instant, after } from '#shared/instant.ts';

type AwayCommand = Extract<CallCommand, { type: 'park' | 'returnFromPark' | 'prolongPark' | 'chooseCallback' | 'moveCallback' | 'summon' | 'answerCallback' }>;

/** The customer goes away and comes back: fetching something, or being called back later. */
export function decideAway(call: Call, command: AwayCommand, now: Instant, timings: CallTimings): Decision {
  switch (command.type) {
    case 'park': {
      if (call.state === 'parked') return done();
      const parkedUntil = after(now, timings.parkMs);
      if (command.by !== 'expert') {
        const isAbsent = command.by === 'terminal';
        // An offer for a customer who is not there is withdrawn, so that no expert meets an empty chair.
        const canPark = call.state === 'queued' || (isAbsent && call.state === 'offered' && call.consultation === null);
        return canPark ? done({ type: 'EntryParked', parkedUntil, lostExpertId: call.lostExpertId, isAbsent }) : refuse('wrongState');
      }
      if (!isInCall(call) || call.expertId !== command.expertId) return refuse('callEnded');
      return call.consultation === null && call.state !== 'connecting'
        ? done({ type: 'EntryParked', parkedUntil, lostExpertId: call.expertId })
        : refuse('wrongState');
    }
    case 'returnFromPark':
      if (call.state === 'parked') return done({ type: 'EntryReturned' });
      return isWaiting(call) ? done() : refuse('wrongState');
    case 'prolongPark': {
      const parkedUntil = after(now, timings.parkMs);
      return call.state === 'parked' && call.parkedUntil < parkedUntil ? done({ type: 'ParkProlonged', parkedUntil }) : done();
    }
    case 'chooseCallback':
      if (isCalledBack(call)) return done();
      return call.state === 'queued' && call.consultation === null ? done({ type: 'CallbackChosen', notBefore: command.notBefore }) : refuse('wrongState');
    case 'moveCallback':
      if (call.state !== 'awaitingCallback' || call.bookedFor === null) return refuse('wrongState');
      return call.bookedFor === command.at ? done() : done({ type: 'CallbackMoved', at: command.at });
    case 'summon':
      if (call.state === 'summoned') return done();
      return call.state === 'awaitingCallback' && now >= call.notBefore
        ? done({ type: 'CustomerSummoned', summonUntil: after(now, timings.summonMs) })
        : refuse('wrongState');
    case 'answerCallback':
      if (isCalledBack(call)) return done({ type: 'CallbackAnswered', terminalId: command.terminalId, answeredAt: now });
      return isWaiting(call) && call.terminalId === command.terminalId ? done() : refuse('wrongState');
  }
}

type ConsultationCommand = Extract<CallCommand, { type: 'bringCustomerIn' | 'answerColleague' | 'takeCustomerOut' | 'handOver' | 'endConsultation' }>;

/** What the asking expert does with the call to a colleague, and the customer's answer about it. */
export function decideConsultation(call: Call, command: ConsultationCommand, now: Instant, timings: CallTimings): Decision {
  if (call.consultation === null) return command.type === 'handOver' && isInCall(call) ? done() : refuse('wrongState');
  if (command.type === 'endConsultation') {
    if (isInQueue(call)) return done({ type: 'EntryClosed', reason: 'consultationOver', closedAt: now });
    if (!isInCall(call)) return done();
    return done({ type: 'CallEnded', endedBy: 'expert', endedAt: now, wrapUpUntil: after(now, timings.wrapUpMs) });
  }
  if (!isInCall(call)) return refuse('wrongState');
  const { stage } = call.consultation;
  switch (command.type) {
    case 'bringCustomerIn':
      if (stage === 'joint' || stage === 'customerAsked') return done();
      return done({ type: command.needsConsent && stage !== 'takenOut' ? 'CustomerAsked' : 'CustomerBroughtIn' });
    case 'answerColleague':
      if (stage === 'customerAsked') return done({ type: command.isAgreed ? 'CustomerBroughtIn' : 'CustomerRefused' });
      return stage === (command.isAgreed ? 'joint' : 'customerRefused') ? done() : refuse('wrongState');
    case 'takeCustomerOut':
      if (stage === 'customerAsked') return done({ type: 'QuestionWithdrawn' });
      return stage === 'joint' ? done({ type: 'CustomerTakenOut' }) : done();
    case 'handOver':
      if (!canBeHandedOver(stage)) return refuse('wrongState');
      return done({ type: 'CallHandedOver', terminal: command.terminal, advisers: carriedOver(command.advisers, command.needsConsent) });
  }
}

/**
 * Who goes with the customer to another expert: the adviser, who hears nothing more of a confidential call before the customer has agreed
 * for this expert too. A supervisor never goes along, because they listen only to their own agency's calls.
 */
const carriedOver = (advisers: readonly ThirdParty[], needsConsent: boolean): ThirdParty[] =>
  advisers
    .filter(({ role }) => role === 'adviser')
    .map((adviser) => (needsConsent && hasMedia(adviser) ? { ...adviser, microphone: 'connectionOnly', requestedMode: adviser.microphone } : adviser));

type AdviserCommand = Extract<CallCommand, { readonly adviserId: ThirdPartyId }>;

/** In a confidential call adviser and supervisor begin with the connection alone. The customer's yes opens the rest, and holds from then on. */
function decideJoin(
  adviser: ThirdParty | undefined,
  { adviserId, role, microphone, needsConsent }: Extract<AdviserCommand, { type: 'joinAsThirdParty' }>,
): Decision {
  const isLetIn = adviser !== undefined && hasMedia(adviser);
  const mustAsk = needsConsent && microphone !== 'connectionOnly' && !isLetIn;
  if (adviser === undefined) {
    return mustAsk
      ? done({ type: 'AdviserJoined', adviserId, role, microphone: 'connectionOnly', requestedMode: microphone })
      : done({ type: 'AdviserJoined', adviserId, role, microphone });
  }
  if (mustAsk) return adviser.requestedMode === microphone ? done() : done({ type: 'AdviserAsked', adviserId, requestedMode: microphone });
  return adviser.microphone === microphone && adviser.requestedMode === null ? done() : done({ type: 'AdviserMicrophoneChanged', adviserId, microphone });
}

/** The adviser comes into a running call and leaves it. */
export function decideAdviser(call: Call, command: AdviserCommand, now: Instant, timings: CallTimings): Decision {
  const { adviserId } = command;
  const adviser: ThirdParty | undefined = isInCall(call) ? call.advisers.find((a) => a.adviserId === adviserId) : undefined;
  switch (command.type) {
    case 'joinAsThirdParty':
      if (!isInCall(call)) return refuse('callEnded');
      return decideJoin(adviser, command);
    case 'answerAdviser':
      if (adviser === undefined || adviser.requestedMode === null) return refuse('wrongState');
      // A yes counts for the question that the customer has read; a no for any.
      if (command.isAgreed && command.requestedMode !== adviser.requestedMode) return refuse('wrongState');
      if (command.isAgreed) return done({ type: 'AdviserMicrophoneChanged', adviserId, microphone: adviser.requestedMode });
      // An adviser can still look after the connection; a supervisor has nothing else to be there for.
      return done({ type: adviser.role === 'supervisor' ? 'AdviserLeft' : 'AdviserRefused', adviserId });
    case 'leaveAsThirdParty':
      return adviser === undefined ? done() : done({ type: 'AdviserLeft', adviserId });
    case 'loseAdviser':
      return adviser?.presence.state === 'present'
        ? done({ type: 'AdviserDropped', adviserId, since: now, graceUntil: after(now, timings.adviserGraceMs) })
        : done();
    case 'regainAdviser':
      return adviser?.presence.state === 'lost' ? done({ type: 'AdviserRejoined', adviserId }) : done();
  }
}
