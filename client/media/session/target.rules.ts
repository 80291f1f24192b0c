import type { PathPolicy } from '#shared/connection/pathPolicy.ts';
import type { CallId } from '#shared/ids.ts';

/** What a page wants media for. A desk's session serves all its calls, and a room's all the calls in it. */
export type Target = { readonly callId: CallId | null; readonly roomId: CallId | null; readonly isDesk: boolean; readonly isListener: boolean };

/** Whether a session in another room than this one is wanted. */
export const isElsewhere = (target: Target | null, roomId: CallId | null): boolean => target !== null && !target.isDesk && target.roomId !== roomId;

/** What another target means for the session and the devices that are there. */
export function changeTo(next: Target, before: Target | null): { readonly isSameSession: boolean; readonly isNewRoom: boolean; readonly isNewCall: boolean } {
  const isNewRoom = before === null || before.roomId !== next.roomId;
  return { isSameSession: before !== null && (next.isDesk || !isNewRoom), isNewRoom, isNewCall: isNewRoom || before.callId !== next.callId };
}

/** Whether the call itself opens camera and microphone. A desk opens them when the expert is there for customers, and who listens sends nothing. */
export const opensDevices = (target: Target | null): boolean => target !== null && !target.isListener && !target.isDesk;

/** A path that a person has chosen holds for recovery too. */
export const pathTo = (wanted: PathPolicy, chosen: PathPolicy): PathPolicy => (chosen === 'any' ? wanted : chosen);
