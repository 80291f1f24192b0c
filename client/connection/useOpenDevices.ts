import { useEffect } from 'react';
import type { Role } from '#shared/contract/define.ts';
import type { Face } from '#client/state/face.ts';

/** Camera and microphone are open while this is in sight, and `isNeeded`. */
export function useOpenDevices<R extends Role>(face: Face<R>, isNeeded = true): void {
  useEffect(() => (isNeeded ? face.media.holdDevices() : undefined), [face, isNeeded]);
}
