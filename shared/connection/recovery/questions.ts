import type { RecoverySituation, ReopenCause } from './facts.ts';
import type { RecoveryState, RunningRecovery } from './state.ts';

/** Whether nothing gets through although the transports may seem well. */
export const isSilent = ({ session }: RunningRecovery, { isMediaLost }: RecoverySituation): boolean => isMediaLost || session?.isDead === true;

/** Whether the present session needs recovery. */
export const isNeeded = (state: RunningRecovery, facts: RecoverySituation): boolean =>
  facts.session !== null && (isSilent(state, facts) || !facts.session.isWell);

/** The same while an attempt runs: a new session is the cure only once it has connected. */
export const isNotYetWell = (state: RunningRecovery, facts: RecoverySituation): boolean =>
  facts.session !== null && (isNeeded(state, facts) || !facts.session.isUp);

/** Whether a session that is being opened is still wanted for its cause. */
export function isReopenNeeded(state: RecoveryState, facts: RecoverySituation, cause: ReopenCause): boolean {
  if (state.state === 'stopped') return false;
  if (cause === 'udpIsBack') return true;
  return cause === 'oneWayAudio' ? facts.isOneWayAudio : isNeeded(state, facts);
}
