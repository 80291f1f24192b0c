import { isStalled, noteSilence } from './arrivals.ts';
import type { RecoveryFacts } from './facts.ts';
import { restartProbe } from './restartProbe.ts';
import { type RunningRecovery, type Step, unchanged } from './state.ts';

/** After a gap of this length the packets that video waits for no longer exist; after a shorter one they can still be sent again. */
const longGapMs = 1_500;
/** Video follows audio within this time, unless it waits for what was lost. */
export const videoWithinMs = 250;

/** Follows whether media arrives; each stall is probed once. */
export function watchFlow(state: RunningRecovery, facts: RecoveryFacts): Step {
  if (facts.session === null) return unchanged(state);
  const { silentMs } = facts.session;
  const { flow, clock } = state;
  const watched = { ...state, arrivals: noteSilence(state.arrivals, silentMs) };
  if (isStalled(watched.arrivals, silentMs))
    return flow.state === 'stalled' ? unchanged(watched) : restartProbe({ ...watched, flow: { state: 'stalled', since: clock } }, facts);
  if (flow.state !== 'stalled') return unchanged(watched);
  return unchanged({ ...watched, flow: clock - flow.since > longGapMs ? { state: 'resumed', since: clock } : { state: 'flowing' } });
}

/** Asks for key frames when video has not come back with audio: it would wait for seconds. */
export function advanceFlow(state: RunningRecovery, { session }: RecoveryFacts): Step {
  const { flow, clock } = state;
  if (flow.state !== 'resumed' || clock - flow.since < videoWithinMs) return unchanged(state);
  const isVideoMissing = (session?.silentVideoMs ?? 0) >= videoWithinMs;
  return { state: { ...state, flow: { state: 'flowing' } }, effects: isVideoMissing ? [{ type: 'requestKeyFrames' }] : [] };
}
