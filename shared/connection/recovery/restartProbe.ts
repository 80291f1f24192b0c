import { answerWithinMs, recover } from './attempt.ts';
import type { RecoveryEffect, RecoveryFacts, StunAnswers } from './facts.ts';
import { type RestartProbe, type RunningRecovery, type Step, unchanged } from './state.ts';

/** Signalling that lives answers within this time and some round trips on any line that carries a call. */
const aliveWithinMs = 300;
const aliveWithinTrips = 2;
/** A path answers an ICE restart within `answerWithinMs` and this many round trips, or packets of its kind do not get through. */
const answerWithinTrips = 4;

const withProbe = (state: RunningRecovery, probe: RestartProbe, ...effects: RecoveryEffect[]): Step => ({ state: { ...state, probe }, effects });
const idle: RestartProbe = { state: 'idle' };

/** Asks for another path as soon as media stalls, long before ICE notices. It may be the other side's trouble, but asking costs nothing. */
export function restartProbe(state: RunningRecovery, { session }: RecoveryFacts): Step {
  if (session === null) return unchanged(state);
  const task = state.lastTask + 1;
  return withProbe({ ...state, lastTask: task }, { state: 'measuring', sessionId: session.id, task }, { type: 'readAnswers', task });
}

export function takeAnswers(state: RunningRecovery, facts: RecoveryFacts, task: number, answers: StunAnswers | null): Step {
  const { probe } = state;
  if ((probe.state !== 'measuring' && probe.state !== 'judging') || probe.task !== task) return unchanged(state);
  if (answers === null) return withProbe(state, idle);
  if (probe.state === 'measuring') return askForRestart(state, probe.sessionId, answers);
  if (hasAnswered(probe.before, answers) || !isStillStalled(state, probe.sessionId)) return withProbe(state, idle);
  return recover({ ...state, probe: idle, session: state.session && { ...state.session, isDead: true } }, facts, 0);
}

function askForRestart(state: RunningRecovery, sessionId: string, before: StunAnswers): Step {
  const task = state.lastTask + 1;
  const withinMs = aliveWithinMs + aliveWithinTrips * before.roundTripMs;
  return withProbe(
    { ...state, lastTask: task },
    { state: 'restarting', sessionId, task, before },
    { type: 'checkSignalling', withinMs },
    { type: 'restartIce', task, sessionId },
  );
}

/** A refusal ends the probe: signalling is away too, or the server has lost the session. */
export function takeRestart(state: RunningRecovery, task: number, isGranted: boolean): RunningRecovery {
  const { probe } = state;
  if (probe.state !== 'restarting' || probe.task !== task) return state;
  if (!isGranted) return { ...state, probe: idle };
  const { sessionId, before } = probe;
  return { ...state, probe: { state: 'listening', sessionId, before, until: state.clock + answerWithinMs + answerWithinTrips * before.roundTripMs } };
}

export function advanceProbe(state: RunningRecovery): Step {
  const { probe } = state;
  if (probe.state !== 'listening' || state.clock < probe.until) return unchanged(state);
  if (!isStillStalled(state, probe.sessionId)) return withProbe(state, idle);
  const task = state.lastTask + 1;
  return withProbe({ ...state, lastTask: task }, { state: 'judging', sessionId: probe.sessionId, task, before: probe.before }, { type: 'readAnswers', task });
}

const isStillStalled = ({ session, flow }: RunningRecovery, sessionId: string): boolean => session?.id === sessionId && flow.state === 'stalled';

/** Whether any pair has been answered since; pairs of an older path disappear and take their counts along. */
const hasAnswered = (before: StunAnswers, now: StunAnswers): boolean => [...now.counts].some(([pair, count]) => count > (before.counts.get(pair) ?? 0));
