import { hasFailed } from '#shared/contract/deviceStates.ts';
import type { CallMediaState } from '#client/media/state.ts';

type Devices = Pick<CallMediaState, 'cameraState' | 'microphoneState'>;

/** What the check has come to, as the screen's title says it. What stands in the way most goes first; a text of `check.result`. */
export function checkResult({ cameraState, microphoneState }: Devices, isHeard: boolean, isConnected: boolean) {
  if (cameraState === 'asking' || microphoneState === 'asking') return 'asking';
  if (!isConnected) return 'network';
  const isMicrophoneBad = hasFailed(microphoneState) || microphoneState === 'silent';
  const isCameraBad = hasFailed(cameraState) || cameraState === 'silent';
  if (isMicrophoneBad) return isCameraBad ? 'both' : 'microphone';
  if (isCameraBad) return 'camera';
  if (cameraState === 'unknown' || microphoneState === 'unknown') return 'running';
  return isHeard ? 'good' : 'speak';
}
