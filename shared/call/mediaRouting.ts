import { type ThirdParty, type Call, type ConnectedCall, hasMedia, isInCall } from '#shared/call/lifecycle.ts';
import type { CallRole } from '#shared/contract/define.ts';
import type { AdviserId, ExpertId, SupervisorId, TerminalId, ThirdPartyId } from '#shared/ids.ts';

/** Who takes part in media, as one string for maps and logs. */
export type ParticipantKey = `terminal:${TerminalId}` | `expert:${ExpertId}` | `adviser:${ThirdPartyId}` | `supervisor:${ThirdPartyId}`;

export const terminalKey = (id: TerminalId): ParticipantKey => `terminal:${id}`;
export const expertKey = (id: ExpertId): ParticipantKey => `expert:${id}`;
export const adviserKey = (id: AdviserId): ParticipantKey => `adviser:${id}`;
export const supervisorKey = (id: SupervisorId): ParticipantKey => `supervisor:${id}`;

/** Key of an adviser or a supervisor in a call. */
export const thirdPartyKey = ({ role, adviserId }: ThirdParty): ParticipantKey => `${role}:${adviserId}`;

/** A participant's role and id. */
export function splitKey(key: ParticipantKey): { role: CallRole; id: string } {
  const separator = key.indexOf(':');
  return { role: key.slice(0, separator) as CallRole, id: key.slice(separator + 1) };
}

/** `to` receives what `from` sends. A link that is not open is prepared: its consumers exist, paused. A muted one carries picture, but no sound. */
export type MediaSubscription = { readonly from: ParticipantKey; readonly to: ParticipantKey; readonly isOpen: boolean; readonly isMuted: boolean };

const bothWays = (a: ParticipantKey, b: ParticipantKey, isOpen: boolean): MediaSubscription[] => [
  { from: a, to: b, isOpen, isMuted: false },
  { from: b, to: a, isOpen, isMuted: false },
];

/**
 * Who may see and hear whom. It follows from the states of the calls in one room: a customer's call, and the calls that its expert made to
 * colleagues about it. Nothing is open before the expert has accepted. Hold closes both directions between customer and expert; an adviser
 * stays with the customer. An adviser who joined muted is not heard, whatever their page sends. One who is there for the connection alone
 * has no subscriptions.
 */
export function mediaSubscriptionsOf(room: readonly Call[]): readonly MediaSubscription[] {
  return room.flatMap((call) => {
    if (call.consultation === null) return ownLinks(call);
    const asking = room.find(({ callId }) => callId === call.consultation?.ofCallId);
    return asking === undefined ? [] : consultationLinks(call, call.consultation.stage === 'joint', asking);
  });
}

function ownLinks(call: Call): MediaSubscription[] {
  const terminal = terminalKey(call.terminalId);
  if (call.state === 'offered') return bothWays(terminal, expertKey(call.expertId), false);
  if (!isInCall(call)) return [];
  const expert = expertKey(call.expertId);
  const advisers = presentAdvisers(call).map(thirdPartyKey);
  const isLive = call.state !== 'onHold';
  const links = [
    ...bothWays(terminal, expert, isLive),
    ...advisers.flatMap((adviser) => [...bothWays(adviser, terminal, true), ...bothWays(adviser, expert, isLive)]),
    ...advisers.flatMap((a, i) => advisers.slice(i + 1).flatMap((b) => bothWays(a, b, true))),
    ...listenLinks(call, [terminal, expert], isLive),
  ];
  return muteAdvisers(links, call);
}

/** Advisers who are with the people, not only with the connection. */
const presentAdvisers = ({ advisers }: ConnectedCall): readonly ThirdParty[] => advisers.filter((adviser) => adviser.role === 'adviser' && hasMedia(adviser));

/** A supervisor hears and sees, and is neither heard nor seen; one who waits for the customer's answer gets nothing. */
const listenLinks = (call: ConnectedCall, from: readonly ParticipantKey[], isOpen: boolean): MediaSubscription[] =>
  call.advisers
    .filter((listener) => listener.role === 'supervisor' && hasMedia(listener))
    .flatMap((listener) => from.map((one) => ({ from: one, to: thirdPartyKey(listener), isOpen, isMuted: false })));

/** The colleague talks with the asking expert while the customer is on hold, or with both. An expert who has parked this call sees and hears nobody. */
function consultationLinks(call: Call, isJoint: boolean, asking: Call): MediaSubscription[] {
  if (!isInCall(asking) || (call.state !== 'offered' && !isInCall(call))) return [];
  const colleague = expertKey(call.expertId);
  const isThere = call.state === 'connecting' || call.state === 'active';
  const withCustomer = isThere && isJoint && asking.state !== 'onHold';
  const others = [terminalKey(asking.terminalId), ...presentAdvisers(asking).map(thirdPartyKey)];
  const links = [
    ...bothWays(expertKey(asking.expertId), colleague, isThere && (isJoint || asking.state === 'onHold')),
    ...others.flatMap((other) => bothWays(other, colleague, withCustomer)),
    ...listenLinks(asking, [colleague], withCustomer),
  ];
  return muteAdvisers(links, asking);
}

function muteAdvisers(links: readonly MediaSubscription[], { advisers }: ConnectedCall): MediaSubscription[] {
  const muted = new Set<string>(advisers.filter(({ microphone }) => microphone === 'muted').map(thirdPartyKey));
  return links.map((link) => ({ ...link, isMuted: muted.has(link.from) }));
}
