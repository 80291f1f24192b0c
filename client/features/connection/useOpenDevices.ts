import { useEffect } from 'react';
import type { Role } from '#shared/contract/define.ts';
import type { RoleClient } from '#client/app/state/roleClient.ts';

/** Camera and microphone are open while this is in sight, and `isNeeded`. */
export function useOpenDevices<R extends Role>(roleClient: RoleClient<R>, isNeeded = true): void {
  useEffect(() => (isNeeded ? roleClient.media.holdDevices() : undefined), [roleClient, isNeeded]);
}
