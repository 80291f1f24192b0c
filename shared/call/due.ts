import { type CallCommand, type CallTimings, type Decision, done } from '#shared/call/commands.ts';
import { type Call, type CallEvent, type ConnectedCall, type Presence, type StateName, type WaitingCall, isInCall } from '#shared/call/lifecycle.ts';
import { type Instant, after, earliest } from '#shared/instant.ts';

const graceOf = (presence: Presence): Instant | null => (presence.state === 'lost' ? presence.graceUntil : null);
const hasRunOut = (presence: Presence, now: Instant) => presence.state === 'lost' && now >= presence.graceUntil;
/** Further ahead than its setting allows: the clock has stepped back since the deadline was set, and nobody may wait for it to catch up. */
const isTooFar = (deadline: Instant, now: Instant, settingMs: number): boolean => deadline > after(now, settingMs);
const isOver = (deadline: Instant, now: Instant, settingMs: number): boolean => now >= deadline || isTooFar(deadline, now, settingMs);
const isGraceTooFar = (presence: Presence, now: Instant, settingMs: number): boolean =>
  presence.state === 'lost' && isTooFar(presence.graceUntil, now, settingMs);
const wrapUpLimit = (timings: CallTimings, isExtended: boolean): number => timings.wrapUpMs * (isExtended ? 2 : 1);

/** How far ahead a call's next deadline can lie, for states in which somebody would wait for a clock that has stepped back. */
export function furthestDueMs(timings: CallTimings): Partial<Record<StateName, number>> {
  const inCall = Math.max(timings.connectMs, timings.connectingGraceMs, timings.expertGraceMs, timings.terminalGraceMs, timings.adviserGraceMs);
  return { offered: timings.ringMs, connecting: inCall, active: inCall, onHold: inCall, wrapUp: wrapUpLimit(timings, true) };
}

/** When a booked call gets its head start; null where it has it, or nothing is booked. */
const bookedTimeOf = ({ bookedFor, isBookedTime }: Call): Instant | null => (isBookedTime ? null : bookedFor);
const bookedTime = (call: Call, now: Instant): Decision => {
  const at = bookedTimeOf(call);
  return at !== null && now >= at ? done({ type: 'BookedTimeCame' }) : done();
};

/** When time alone changes the call next; null where only people do. */
export function dueAt(call: Call): Instant | null {
  switch (call.state) {
    case 'queued':
      return call.consultation === null ? earliest(graceOf(call.terminal), bookedTimeOf(call)) : null;
    case 'parked':
      return earliest(call.parkedUntil, graceOf(call.terminal), bookedTimeOf(call));
    case 'awaitingCallback':
      return bookedTimeOf(call);
    case 'summoned':
      return call.summonUntil;
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

const gracesOf = (call: ConnectedCall) => [graceOf(call.terminal), graceOf(call.expert), ...call.advisers.map((a) => graceOf(a.presence))];

type DueCommand = Extract<CallCommand, { type: 'due' }>;

/** What has become due. A customer who cannot come because of `isHindered` loses nothing. */
export function decideDue(call: Call, now: Instant, timings: CallTimings, { isHindered = false, draft = null }: DueCommand): Decision {
  switch (call.state) {
    case 'queued':
      return hasRunOut(call.terminal, now) ? done({ type: 'EntryClosed', reason: 'terminalLost', closedAt: now }) : bookedTime(call, now);
    case 'parked':
      if (hasRunOut(call.terminal, now)) return done({ type: 'EntryClosed', reason: 'terminalLost', closedAt: now });
      if (now < call.parkedUntil) return bookedTime(call, now);
      return done(isHindered ? { type: 'ParkProlonged', parkedUntil: after(now, timings.parkMs) } : { type: 'EntryClosed', reason: 'notBack', closedAt: now });
    case 'awaitingCallback':
      return bookedTime(call, now);
    case 'summoned':
      if (now < call.summonUntil) return done();
      if (isHindered) return done({ type: 'SummonWithdrawn', notBefore: now });
      return call.summonCount + 1 < timings.summonTries
        ? done({ type: 'SummonMissed', notBefore: after(now, timings.summonPauseMs) })
        : done({ type: 'EntryClosed', reason: 'notBack', closedAt: now });
    case 'offered':
      if (hasRunOut(call.terminal, now)) return done({ type: 'EntryClosed', reason: 'terminalLost', closedAt: now });
      return isOver(call.ringUntil, now, timings.ringMs)
        ? done({ type: 'EntryMissed', expertId: call.expertId, until: after(now, timings.refusalMs) })
        : done();
    case 'connecting':
    case 'active':
    case 'onHold':
      return decideDueConnected(call, now, timings);
    case 'wrapUp':
      return isOver(call.wrapUpUntil, now, wrapUpLimit(timings, call.isExtended))
        ? done({
            type: 'WrapUpEnded',
            how: 'time',
            outcomeCode: draft?.outcomeCode ?? null,
            referral: draft?.referral ?? null,
            agencyOutcome: draft?.agencyOutcome ?? null,
            agencyReferral: draft?.agencyReferral ?? null,
            closedAt: now,
          })
        : done();
    case 'closed':
      return done();
  }
}

function decideDueConnected(call: ConnectedCall, now: Instant, timings: CallTimings): Decision {
  if (hasRunOut(call.terminal, now)) return done(endWithoutTerminal(call, now, timings));
  if (hasRunOut(call.expert, now)) return done(goOnWithoutExpert(call, now, timings));
  const reset = gracesSetAnew(call, now, timings);
  const left: CallEvent[] = call.advisers.filter((a) => hasRunOut(a.presence, now)).map(({ adviserId }) => ({ type: 'AdviserLeft', adviserId }));
  const started: CallEvent[] = call.state === 'connecting' && isOver(call.connectBy, now, timings.connectMs) ? [{ type: 'CallStarted', startedAt: now }] : [];
  return done(...reset, ...left, ...started);
}

/** The customer does not come back. */
export const endWithoutTerminal = (call: WaitingCall | ConnectedCall, now: Instant, timings: CallTimings): CallEvent =>
  isInCall(call)
    ? { type: 'CallEnded', endedBy: 'terminalLost', endedAt: now, wrapUpUntil: after(now, timings.wrapUpMs) }
    : { type: 'EntryClosed', reason: 'terminalLost', closedAt: now };

/** The expert does not come back: the customer goes before all others to the next one, a question to a colleague is over. */
export const goOnWithoutExpert = (call: ConnectedCall, now: Instant, timings: CallTimings): CallEvent =>
  call.consultation === null
    ? { type: 'EntryRequeued', lostExpertId: call.expertId }
    : { type: 'CallEnded', endedBy: 'expertLost', endedAt: now, wrapUpUntil: after(now, timings.wrapUpMs) };

/** A participant who is lost while the clock steps back gets the whole grace time again: nobody is dropped because of a clock. */
function gracesSetAnew(call: ConnectedCall, now: Instant, timings: CallTimings): CallEvent[] {
  const anew = (ms: number) => ({ since: now, graceUntil: after(now, ms) });
  const expertMs = Math.max(timings.connectingGraceMs, timings.expertGraceMs);
  const { terminalGraceMs, adviserGraceMs } = timings;
  return [
    ...(isGraceTooFar(call.terminal, now, terminalGraceMs) ? [{ type: 'ParticipantDropped', role: 'terminal', ...anew(terminalGraceMs) } as const] : []),
    ...(isGraceTooFar(call.expert, now, expertMs) ? [{ type: 'ParticipantDropped', role: 'expert', ...anew(expertMs) } as const] : []),
    ...call.advisers
      .filter(({ presence }) => isGraceTooFar(presence, now, adviserGraceMs))
      .map(({ adviserId }): CallEvent => ({ type: 'AdviserDropped', adviserId, ...anew(adviserGraceMs) })),
  ];
}
