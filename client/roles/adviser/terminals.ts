import { causeOf } from '#shared/connection/findings.ts';
import type { AdviserTerminal, AdviserView } from '#shared/contract/views/index.ts';
import { healthOf } from '#client/features/connection/health.ts';
import type { Health } from '#client/ui/HealthBadge.tsx';
import type { StateKind } from '#client/ui/stateKinds.ts';

/** Why a terminal needs the adviser, the most urgent first. What is only worth knowing is no reason. */
export const needs = ['help', 'coming', 'stops', 'harms', 'none'] as const;
export type Need = (typeof needs)[number];

export function needOf({ help, state, alerts }: AdviserTerminal): Need {
  if (help !== null) return help.answeredBy === null ? 'help' : 'coming';
  const ranks = alerts.filter(({ endedAt }) => endedAt === null).map(({ code }) => causeOf(code).rank);
  if (ranks.includes('stops')) return 'stops';
  return ranks.includes('harms') || state === 'fault' ? 'harms' : 'none';
}

const urgency = (terminal: AdviserTerminal): number => needs.indexOf(needOf(terminal));

/** Who calls for help, longest waiting first, then whom somebody is coming to, what stops a call, what harms one; the rest in the point's own order. */
export const sortTerminals = (terminals: readonly AdviserTerminal[]): AdviserTerminal[] =>
  [...terminals].sort((a, b) => urgency(a) - urgency(b) || (a.help?.requestedAt ?? 0) - (b.help?.requestedAt ?? 0));

/** The sorted ones, but each that is held stays at the place where it was shown. */
export function holdPlaces(sorted: readonly string[], shown: readonly string[], held: ReadonlySet<string>): string[] {
  const staying = shown.filter((id) => held.has(id) && sorted.includes(id));
  const order = sorted.filter((id) => !staying.includes(id));
  for (const id of staying) order.splice(shown.indexOf(id), 0, id);
  return order;
}

/** Whether a call may be set up there; beside one that waits or runs it is the next matter of the visit. */
export const canSetUp = ({ state }: AdviserTerminal): boolean => state !== 'fault';

export const isConnected = (call: AdviserTerminal['call']): boolean => call !== null && ['connecting', 'active', 'onHold'].includes(call.state);

/** Whether the call there can be joined: it runs, and the adviser is not in it. */
export const canJoin = ({ call }: AdviserTerminal, { joined }: AdviserView): boolean => isConnected(call) && joined?.callId !== call?.callId;

/** How the terminal's own connection is. */
export const terminalHealth = ({ state, alerts }: AdviserTerminal): Health =>
  state === 'offline' ? 'off' : healthOf(alerts.filter(({ leg }) => leg === 'terminal'));

export const stateKinds: Readonly<Record<AdviserTerminal['state'], StateKind>> = {
  offline: 'off',
  fault: 'bad',
  idle: 'good',
  choosing: 'live',
  inQueue: 'wait',
  inCall: 'live',
};
