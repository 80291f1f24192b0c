/** What can be done with one terminal. */
export const terminalActs = ['enrol', 'rename', 'move', 'revoke'] as const;
export type TerminalAct = (typeof terminalActs)[number];
