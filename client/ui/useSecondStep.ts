import { startTransition, useEffect, useState } from 'react';
import { whenIdle } from './whenIdle.ts';

/** False when the component is first drawn, and true soon after: for what may be drawn a moment later than what is looked at first. */
export function useSecondStep(): boolean {
  const [isSecond, setSecond] = useState(false);
  useEffect(() => whenIdle(() => startTransition(() => setSecond(true))), []);
  return isSecond;
}
