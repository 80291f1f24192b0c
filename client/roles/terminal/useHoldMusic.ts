import { useEffect } from 'react';
import type { CallMediaStore } from '#client/media/state.ts';
import { startHoldMusic } from './holdMusic.ts';

/** Plays music as long as the customer is on hold. */
export function useHoldMusic(isOnHold: boolean, store: CallMediaStore): void {
  useEffect(() => (isOnHold ? startHoldMusic(store) : undefined), [isOnHold, store]);
}
