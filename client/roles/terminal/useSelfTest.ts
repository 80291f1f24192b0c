import { useCallback, useEffect, useRef } from 'react';
import { noteRefusal, useRequest } from '#client/app/shell/useRequest.ts';
import { useSelfTestRun } from '#client/features/selfTest/useSelfTestRun.ts';
import { hourNow } from '#client/app/i18n/openingText.ts';
import type { TerminalProps } from './props.ts';

/** The terminal tests itself in the first hour after this one, by Finland's clocks, when nobody is there. */
const nightHour = 3;
const sampleEveryMs = 60_000;
const atMostEveryMs = 12 * 3_600_000;

/** Runs the self-test when asked, and each night while the terminal stands idle; the result goes to the desk (F4, F13). */
export function useSelfTest(roleClient: TerminalProps['roleClient'], isIdle: boolean) {
  const { run, start: begin, close } = useSelfTestRun(roleClient);
  const tell = useRequest(roleClient, noteRefusal);
  const start = useCallback(
    async (isShown: boolean): Promise<void> => {
      const steps = await begin(isShown);
      if (steps === null) return;
      // A test that could not be told because signalling is away is told by the terminal being offline.
      await tell('selfTest:report', { steps: steps.map((step) => ({ ...step, detail: { ...step.detail } })) });
    },
    [tell, begin],
  );
  const lastNight = useRef(0);
  useEffect(() => {
    if (!isIdle) return;
    const timer = setInterval(() => {
      if (hourNow() !== nightHour || Date.now() - lastNight.current < atMostEveryMs) return;
      lastNight.current = Date.now();
      void start(false);
    }, sampleEveryMs);
    return () => clearInterval(timer);
  }, [isIdle, start]);
  const startShown = useCallback(() => void start(true), [start]);
  return { run, start: startShown, close };
}
