/** How a camera or a microphone can stand. */
export const deviceStates = ['ok', 'missing', 'denied', 'busy', 'silent', 'unknown'] as const;
