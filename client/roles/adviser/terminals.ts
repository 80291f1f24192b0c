import { causeOf, ranks } from '#shared/connection/findings.ts';
import type { AdviserTerminal } from '#shared/contract/views/index.ts';

const weight = ({ help, state }: AdviserTerminal): number => {
  if (help !== null) return help.answeredBy === null ? 0 : 1;
  return state === 'fault' ? 2 : 3;
};

/** How bad the worst is that stands at the terminal and in its call: the lower, the worse. */
const worst = ({ alerts }: AdviserTerminal): number =>
  Math.min(ranks.length, ...alerts.filter(({ endedAt }) => endedAt === null).map(({ code }) => ranks.indexOf(causeOf(code).rank)));

/** What is only worth knowing moves no card. */
const worstToSort = (terminal: AdviserTerminal): number => (worst(terminal) >= ranks.indexOf('notes') ? ranks.length : worst(terminal));

/**
 * Where the worst stands comes first, then who asks for help, longest waiting first, then faults; the rest in the point's own order, so that
 * cards do not jump about.
 */
export const sortTerminals = (terminals: readonly AdviserTerminal[]): AdviserTerminal[] =>
  [...terminals].sort((a, b) => worstToSort(a) - worstToSort(b) || weight(a) - weight(b) || (a.help?.requestedAt ?? 0) - (b.help?.requestedAt ?? 0));

/** Whether a call may be set up there; beside one that waits or runs it is the next matter of the visit. */
export const canSetUp = ({ state }: AdviserTerminal): boolean => state !== 'fault';
