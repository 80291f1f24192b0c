import type { HealingStep, PathPolicy } from '#shared/connection/pathPolicy.ts';
import type { RecoveryFacts, ReopenCause } from './facts.ts';
import { isNotYetWell, isSilent } from './questions.ts';
import { type RunningRecovery, type Step, unchanged } from './state.ts';

/** A path that is only "disconnected" often comes back by itself within this time. */
export const disconnectedPatienceMs = 400;
/** How long one step may take before the next. */
export const stepPatienceMs = 3_500;
/** After an ICE restart was granted, no other one is asked for within this time. */
export const answerWithinMs = 1_200;

/** The paths of sessions that follow one another, round and round. With "any", ICE tries UDP, TCP and the relay side by side. */
const pathAfter: Record<PathPolicy, PathPolicy> = { any: 'tcp', tcp: 'relay', relay: 'any' };

/** The next step. A path that answers and carries nothing has to be left, and "any" might choose it again. */
export function stepAfter(step: HealingStep, { session: known }: RunningRecovery, { session, isMediaLost }: RecoveryFacts): HealingStep {
  if (step === 'restartIce') return isMediaLost && known?.isDead !== true ? 'tcp' : 'any';
  const path = pathAfter[step];
  return path === 'relay' && session?.hasRelay === false ? pathAfter[path] : path;
}

/** Begins an attempt unless one runs. The pause varies by a fifth, so that pages do not come all at once. */
export function recover(state: RunningRecovery, facts: RecoveryFacts, patienceMs: number): Step {
  if (state.attempt.state !== 'idle' || facts.session === null) return unchanged(state);
  const until = state.clock + patienceMs * (0.8 + 0.4 * facts.random);
  return { state: { ...state, attempt: { state: 'patient', until } }, effects: [{ type: 'show', connection: 'healing' }] };
}

/** Opens another session over the same path where nothing else is wrong. */
export function reopenForOneWayAudio(state: RunningRecovery, { session }: RecoveryFacts): Step {
  if (state.attempt.state !== 'idle' || session === null) return unchanged(state);
  const opening = open(state, session.path, 'oneWayAudio');
  return { ...opening, effects: [{ type: 'show', connection: 'healing' }, ...opening.effects] };
}

function open(state: RunningRecovery, path: PathPolicy, cause: ReopenCause): Step {
  const task = state.lastTask + 1;
  const attempt = { state: 'opening', task, step: path, cause } as const;
  return { state: { ...state, lastTask: task, attempt }, effects: [{ type: 'open', task, path, cause }] };
}

/** A step has been taken: it gets its time. */
export const tryStep = (state: RunningRecovery, { isMediaLost }: RecoveryFacts, step: HealingStep, cause: ReopenCause): RunningRecovery => ({
  ...state,
  attempt: { state: 'trying', step, cause, until: state.clock + stepPatienceMs, wasMediaLost: isMediaLost },
});

function takeStep(state: RunningRecovery, facts: RecoveryFacts, step: HealingStep): Step {
  if (facts.session === null || !isNotYetWell(state, facts)) return end(state, facts);
  if (step !== 'restartIce') return open(state, step, 'mediaLost');
  const restartedAt = state.session?.restartedAt ?? null;
  if (restartedAt !== null && state.clock - restartedAt < answerWithinMs) return unchanged(tryStep(state, facts, step, 'mediaLost'));
  const task = state.lastTask + 1;
  return { state: { ...state, lastTask: task, attempt: { state: 'restarting', task } }, effects: [{ type: 'restartIce', task, sessionId: facts.session.id }] };
}

/** An ICE restart that the probe has already made gets its time, and no more. */
function takeFirstStep(state: RunningRecovery, facts: RecoveryFacts): Step {
  const isTried = isSilent(state, facts) && state.session?.restartedAt != null;
  return takeStep(state, facts, isTried ? stepAfter('restartIce', state, facts) : 'restartIce');
}

const end = (state: RunningRecovery, { session }: RecoveryFacts): Step => ({
  state: { ...state, attempt: { state: 'idle' } },
  effects: session === null ? [] : [{ type: 'show', connection: 'connected' }],
});

/** Takes the attempt as far as it goes now. */
export function advanceAttempt(state: RunningRecovery, facts: RecoveryFacts): Step {
  const { attempt, clock } = state;
  switch (attempt.state) {
    case 'idle':
    case 'restarting':
    case 'opening':
      return unchanged(state);
    case 'patient':
      if (clock < attempt.until) return unchanged(state);
      return isSilent(state, facts) ? advanceAttempt({ ...state, attempt: { state: 'awaitingProbe' } }, facts) : takeFirstStep(state, facts);
    case 'awaitingProbe':
      return state.probe.state === 'idle' ? takeFirstStep(state, facts) : unchanged(state);
    case 'trying': {
      const isLostAgain = facts.isMediaLost && !attempt.wasMediaLost;
      if (isNotYetWell(state, facts) && clock < attempt.until && !isLostAgain)
        return unchanged({ ...state, attempt: { ...attempt, wasMediaLost: facts.isMediaLost } });
      if (attempt.cause === 'mediaLost') return takeStep(state, facts, stepAfter(attempt.step, state, facts));
      const ended = end(state, facts);
      if (!isNotYetWell(state, facts)) return ended;
      const begun = recover(ended.state, facts, 0);
      const advanced = advanceAttempt(begun.state, facts);
      return { state: advanced.state, effects: [...ended.effects, ...begun.effects, ...advanced.effects] };
    }
  }
}
