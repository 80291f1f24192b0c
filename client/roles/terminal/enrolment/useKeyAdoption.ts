import { useEffect } from 'react';
import { http } from '#client/app/api/http.ts';
import { hasTerminalKey, makeTerminalKey } from '#client/app/api/terminalKey.ts';
import { whenIdle } from '#client/ui/whenIdle.ts';

const dayMs = 86_400_000;

/**
 * Once a day the terminal asks who it is, by which its cookie is renewed. One that was enrolled before terminals had keys makes one now; it is its own
 * from the next connection on. In the demo there are none.
 */
export function useKeyAdoption(): void {
  useEffect(() => {
    const look = (): void => {
      keepEnrolled().catch((error: unknown) => console.info('the enrolment was not renewed; the next day does it', error));
    };
    const timer = setInterval(look, dayMs);
    const cancel = whenIdle(look);
    return () => {
      clearInterval(timer);
      cancel();
    };
  }, []);
}

async function keepEnrolled(): Promise<void> {
  const { isDemo } = await http.session();
  if (!isDemo && !(await hasTerminalKey())) await makeTerminalKey();
}
