import { type Call, isConnected } from '#shared/call/lifecycle.ts';
import type { Role } from '#shared/contract/define.ts';
import type { AdviserId, ExpertId, TerminalId } from '#shared/ids.ts';

/** Who takes part in media, as one string for maps and logs. */
export type ParticipantKey = `terminal:${TerminalId}` | `expert:${ExpertId}` | `adviser:${AdviserId}`;

export const terminalKey = (id: TerminalId): ParticipantKey => `terminal:${id}`;
export const expertKey = (id: ExpertId): ParticipantKey => `expert:${id}`;
export const adviserKey = (id: AdviserId): ParticipantKey => `adviser:${id}`;

/** A participant's role and id. */
export function splitKey(key: ParticipantKey): { role: Role; id: string } {
  const separator = key.indexOf(':');
  return { role: key.slice(0, separator) as Role, id: key.slice(separator + 1) };
}

/** `to` receives what `from` sends. A link that is not open is prepared: its consumers exist, paused. A muted one carries picture, but no sound. */
export type Link = { readonly from: ParticipantKey; readonly to: ParticipantKey; readonly isOpen: boolean; readonly isMuted: boolean };

const bothWays = (a: ParticipantKey, b: ParticipantKey, isOpen: boolean): Link[] => [
  { from: a, to: b, isOpen, isMuted: false },
  { from: b, to: a, isOpen, isMuted: false },
];

/**
 * Who may see and hear whom, wholly decided by the call's state. No link is open before the expert has accepted
 * (nothing is seen or heard while waiting), and hold closes the customer's side to the expert and back; an
 * adviser who is present stays with the customer. An adviser who joined muted is not heard, whatever their page sends.
 */
export function linksOf(call: Call): readonly Link[] {
  const terminal = terminalKey(call.terminalId);
  if (call.state === 'offered') return bothWays(terminal, expertKey(call.expertId), false);
  if (!isConnected(call)) return [];
  const expert = expertKey(call.expertId);
  const advisers = call.advisers.map((a) => adviserKey(a.adviserId));
  const isLive = call.state !== 'onHold';
  const muted = new Set<string>(call.advisers.filter(({ microphone }) => microphone === 'muted').map((a) => adviserKey(a.adviserId)));
  const links = [
    ...bothWays(terminal, expert, isLive),
    ...advisers.flatMap((adviser) => [...bothWays(adviser, terminal, true), ...bothWays(adviser, expert, isLive)]),
    ...advisers.flatMap((a, i) => advisers.slice(i + 1).flatMap((b) => bothWays(a, b, true))),
  ];
  return links.map((link) => ({ ...link, isMuted: muted.has(link.from) }));
}
