import { useCallback, useEffect, useRef, useState } from 'react';
import type { SelfTestStep } from '#shared/connection/selfTest.ts';
import { runSelfTest } from '#client/call/selfTest.ts';
import type { TerminalProps } from './TerminalPage.tsx';

/** The terminal tests itself in the first hour after this one, by its own clock, when nobody is there. */
const nightHour = 3;
const lookEveryMs = 60_000;
const atMostEveryMs = 12 * 3_600_000;

export type SelfTestRun = { readonly steps: readonly SelfTestStep[]; readonly isRunning: boolean };

/** Runs the self-test when asked, and each night while the terminal stands idle; the result goes to the desk (F4, F13). */
export function useSelfTest(face: TerminalProps['face'], isIdle: boolean) {
  const [run, setRun] = useState<SelfTestRun | null>(null);
  const isRunning = useRef(false);
  const start = useCallback(
    async (isShown: boolean): Promise<void> => {
      if (isRunning.current) return;
      isRunning.current = true;
      const show = (next: SelfTestRun): void => setRun(isShown ? next : null);
      show({ steps: [], isRunning: true });
      const wasOpen = face.media.store.getState().localAudio !== null;
      const steps = await runSelfTest({ api: face.connection, media: face.media, onStep: (done) => show({ steps: done, isRunning: true }) });
      if (!wasOpen) face.media.releaseDevices();
      show({ steps, isRunning: false });
      isRunning.current = false;
      // A test that could not be told because signalling is away is told by the terminal being offline.
      await face.connection.request('selfTest:report', { steps: steps.map((step) => ({ ...step, detail: { ...step.detail } })) }).catch(() => undefined);
    },
    [face],
  );
  const lastNight = useRef(0);
  useEffect(() => {
    if (!isIdle) return;
    const timer = setInterval(() => {
      if (new Date().getHours() !== nightHour || Date.now() - lastNight.current < atMostEveryMs) return;
      lastNight.current = Date.now();
      void start(false);
    }, lookEveryMs);
    return () => clearInterval(timer);
  }, [isIdle, start]);
  const startShown = useCallback(() => void start(true), [start]);
  return { run, start: startShown, close: () => setRun(null) };
}
