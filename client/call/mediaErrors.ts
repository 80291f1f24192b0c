import type { DeviceReport } from '#shared/contract/views/index.ts';

export type DeviceState = DeviceReport['camera'];

/** What a DOMException of getUserMedia means (https://www.w3.org/TR/mediacapture-streams/#dom-mediadevices-getusermedia). */
export function deviceStateOf(error: unknown): Exclude<DeviceState, 'ok' | 'silent'> {
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
