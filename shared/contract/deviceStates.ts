/** How a camera or a microphone can stand: `asking` while the browser waits for a person's permission, `unknown` while nothing is open or tried. */
export const deviceStates = ['ok', 'missing', 'denied', 'busy', 'silent', 'asking', 'notAnswering', 'unknown'] as const;
export type DeviceState = (typeof deviceStates)[number];

/** Whether it was tried and does not open. */
export const hasFailed = (state: DeviceState): boolean => state !== 'ok' && state !== 'silent' && state !== 'unknown';

/** Longer than any browser's. An id is whole or worth nothing. */
export const deviceIdLength = 256;
