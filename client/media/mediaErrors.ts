import type { ErrorCode } from '#shared/errors.ts';
import type { DeviceState } from '#shared/contract/deviceStates.ts';

/** What a DOMException of getUserMedia means (https://www.w3.org/TR/mediacapture-streams/#dom-mediadevices-getusermedia). */
export function deviceStateOf(error: unknown): DeviceState {
  if (!(error instanceof DOMException)) return 'unknown';
  switch (error.name) {
    case 'NotAllowedError':
    case 'SecurityError':
      return 'denied';
    case 'NotFoundError':
    case 'OverconstrainedError':
      return 'missing';
    case 'NotReadableError':
    case 'AbortError':
      return 'busy';
    default:
      return 'unknown';
  }
}

/** Whether signalling refused with this code. */
export const isCode = (error: unknown, code: ErrorCode): boolean => error instanceof Error && 'code' in error && error.code === code;
