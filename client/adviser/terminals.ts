import type { DeskTerminal } from '#shared/contract/views/index.ts';

const weight = ({ help, state }: DeskTerminal): number => {
  if (help !== null) return help.answeredBy === null ? 0 : 1;
  return state === 'fault' ? 2 : 3;
};

/** Who asks for help first, longest waiting first, then faults; the rest in the point's own order, so that cards do not jump about. */
export const sortTerminals = (terminals: readonly DeskTerminal[]): DeskTerminal[] =>
  [...terminals].sort((a, b) => weight(a) - weight(b) || (a.help?.requestedAt ?? 0) - (b.help?.requestedAt ?? 0));

/** Whether a call may be set up there; beside one that waits or runs it is the next matter of the visit. */
export const canSetUp = ({ state }: DeskTerminal): boolean => state !== 'fault';
