import { useCallback, useRef, useState } from 'react';
import type { SelfTestStep } from '#shared/connection/selfTest.ts';
import type { Role } from '#shared/contract/define.ts';
import { runSelfTest } from '#client/media/selfTest.ts';
import type { RoleClient } from '#client/app/state/roleClient.ts';

export type SelfTestRun = { readonly steps: readonly SelfTestStep[]; readonly isRunning: boolean };

/** Runs the self-test of this page, one at a time, and leaves the devices as they were. `start` resolves with what was found; null where one runs already. */
export function useSelfTestRun<R extends Role>(roleClient: RoleClient<R>) {
  const [run, setRun] = useState<SelfTestRun | null>(null);
  const isRunning = useRef(false);
  const start = useCallback(
    async (isShown: boolean): Promise<readonly SelfTestStep[] | null> => {
      if (isRunning.current) return null;
      isRunning.current = true;
      const show = (next: SelfTestRun): void => setRun(isShown ? next : null);
      show({ steps: [], isRunning: true });
      const letGo = roleClient.media.holdDevices();
      const steps = await runSelfTest({ api: roleClient.connection, media: roleClient.media, onStep: (done) => show({ steps: done, isRunning: true }) });
      letGo();
      show({ steps, isRunning: false });
      isRunning.current = false;
      return steps;
    },
    [roleClient],
  );
  const close = useCallback(() => setRun(null), []);
  return { run, start, close };
}
