import type { DeviceState } from '#shared/contract/deviceStates.ts';

const firstPauseMs = 2_000;
const longestPauseMs = 30_000;

/** How long to wait before a device that does not open is tried again, after so many tries that failed. */
export const retryPauseMs = (tries: number): number => Math.min(longestPauseMs, firstPauseMs * 2 ** Math.min(tries, 10));

/**
 * Whether the page may try by itself, without a person's act. `permission` is what the browser tells; null where it does not. Another try
 * without a permission would ask the person again, or the browser already asks.
 */
export function mayRetry(state: DeviceState, permission: PermissionState | null): boolean {
  return state === 'denied' || state === 'asking' ? permission === 'granted' : true;
}
