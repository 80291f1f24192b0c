import { useEffect } from 'react';
import type { Role } from '#shared/contract/define.ts';
import type { RoleClient } from '#client/app/state/roleClient.ts';

/** Keeps camera and microphone open while the component is shown and `isNeeded` is true. */
export function useOpenDevices<R extends Role>(roleClient: RoleClient<R>, isNeeded = true): void {
  useEffect(() => (isNeeded ? roleClient.media.holdDevices() : undefined), [roleClient, isNeeded]);
}
