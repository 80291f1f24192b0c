import { backoff } from '#shared/connection/backoff.ts';
import type { HealingStep } from '#shared/connection/pathPolicy.ts';
import { isStalled } from './arrivals.ts';
import { advanceAttempt, disconnectedPatienceMs, recover, reopenForOneWayAudio, tryStep } from './attempt.ts';
import type { RecoveryEffect, RecoveryFacts } from './facts.ts';
import { advanceFlow, videoWithinMs, watchFlow } from './flow.ts';
import { isNeeded } from './questions.ts';
import { advanceProbe, takeAnswers, takeRestart } from './restartProbe.ts';
import { type RecoveryState, type Rule, type RunningRecovery, type Step, inTurn, oneWayAudioPolicy, startRecovery, unchanged } from './state.ts';
import { takeUdpProbe, watchPath } from './udpRecovery.ts';

/**
 * How a page brings media back by itself: an ICE restart on the same transports, then another session over any path, one over TCP, one over the relay,
 * and round again. Where all is well but somebody is not heard, another session over the same path. From a fallback path it returns to UDP.
 * It ends nothing and goes on until the session is well. `now` is in milliseconds; if it goes backward, waits only grow longer.
 */
export function nextRecovery(
  before: RecoveryState,
  facts: RecoveryFacts,
  now: number,
): { readonly state: RecoveryState; readonly effects: readonly RecoveryEffect[] } {
  const { event } = facts;
  if (event.type === 'stopped') return { state: { state: 'stopped', lastTask: before.lastTask }, effects: [] };
  if (before.state === 'stopped') return { state: event.type === 'started' ? startRecovery(before, now) : before, effects: [] };
  return inTurn(takeEvent, advanceProbe, advanceFlow, advanceAttempt)(atNow(before, facts, now), facts);
}

/** The step that is being tried, for the screen and the report; null while nothing has been tried. */
export function recoveryStepOf(state: RecoveryState): HealingStep | null {
  if (state.state === 'stopped') return null;
  const { attempt } = state;
  if (attempt.state === 'restarting') return 'restartIce';
  return attempt.state === 'opening' || attempt.state === 'trying' ? attempt.step : null;
}

/** In how many milliseconds something is due that no event announces; null when nothing is. */
export function dueInMs(state: RecoveryState): number | null {
  if (state.state === 'stopped') return null;
  const { attempt, probe, flow, clock } = state;
  const dues = [
    ...(attempt.state === 'patient' || attempt.state === 'trying' ? [attempt.until] : []),
    ...(probe.state === 'listening' ? [probe.until] : []),
    ...(flow.state === 'resumed' ? [flow.since + videoWithinMs] : []),
  ];
  return dues.length === 0 ? null : Math.max(0, Math.min(...dues) - clock);
}

/** What was known of another session is not known of this one. */
function atNow(before: RunningRecovery, { session }: RecoveryFacts, now: number): RunningRecovery {
  const state = { ...before, clock: before.clock + Math.max(0, now - before.calledAt), calledAt: now };
  if (before.session?.id === session?.id) return state;
  return { ...state, session: session && { id: session.id, restartedAt: null, isDead: false }, flow: { state: 'flowing' } };
}

function takeEvent(state: RunningRecovery, facts: RecoveryFacts): Step {
  const { event } = facts;
  switch (event.type) {
    case 'started':
    case 'stopped':
    case 'due':
      return unchanged(state);
    case 'tick':
      return inTurn(watchHearing, watchFlow)(state, facts);
    case 'transportConnected':
      return { state, effects: isNeeded(state, facts) ? [] : [{ type: 'show', connection: 'connected' }] };
    case 'transportLost':
      return recover(state, facts, event.isForGood ? 0 : disconnectedPatienceMs);
    case 'findingsChanged':
      return facts.isMediaLost ? recover(state, facts, 0) : unchanged(state);
    case 'signallingBack':
      return restartOnReturn(state, facts);
    case 'reported':
      return watchPath(state, event.isOnFallbackPath);
    case 'iceRestarted':
      return noteRestart(state, facts, event);
    case 'opened':
      return state.attempt.state === 'opening' && state.attempt.task === event.task
        ? unchanged(tryStep(state, facts, state.attempt.step, state.attempt.cause))
        : unchanged(state);
    case 'answersRead':
      return takeAnswers(state, facts, event.task, event.answers);
    case 'udpProbed':
      return takeUdpProbe(state, event.task, event.isConnected);
  }
}

const watchHearing: Rule = (state, facts) => {
  if (facts.session === null) return unchanged(state);
  const next = backoff(state.oneWayAudio, facts.isOneWayAudio, state.clock, oneWayAudioPolicy);
  const watched = { ...state, oneWayAudio: next.state };
  return next.isDue ? reopenForOneWayAudio(watched, facts) : unchanged(watched);
};

/** A path that was lost while signalling was away is asked for again at once. */
function restartOnReturn(state: RunningRecovery, { session }: RecoveryFacts): Step {
  if (session === null || (session.isWell && !isStalled(state.arrivals, session.silentMs))) return unchanged(state);
  const task = state.lastTask + 1;
  return { state: { ...state, lastTask: task }, effects: [{ type: 'restartIce', task, sessionId: session.id }] };
}

type IceRestarted = Extract<RecoveryFacts['event'], { readonly type: 'iceRestarted' }>;

function noteRestart(before: RunningRecovery, facts: RecoveryFacts, { task, sessionId, isGranted }: IceRestarted): Step {
  const isOurs = isGranted && before.session?.id === sessionId;
  const state = takeRestart(
    { ...before, session: isOurs ? { id: sessionId, isDead: before.session.isDead, restartedAt: before.clock } : before.session },
    task,
    isGranted,
  );
  return unchanged(state.attempt.state === 'restarting' && state.attempt.task === task ? tryStep(state, facts, 'restartIce', 'mediaLost') : state);
}
