import type { MessageContent } from '#shared/messages/contract.ts';
import type { Instant } from '#shared/instant.ts';

/** More than that nobody reads while waiting. */
const shownAtMost = 3;

/** A customer gets at most this many lines within this time, from all senders together. */
const linesInTime = 5;
const timeMs = 60_000;

/** Whether one more line would follow too soon on those that were sent. */
export const comesTooSoon = (sentAt: readonly Instant[], now: Instant): boolean => sentAt.filter((at) => at > now - timeMs).length >= linesInTime;

/** Of lines, newest first, those of these entries that a screen shows. */
export const lastShown = <L extends { readonly callId: string }>(lines: readonly L[], callIds: readonly string[]): L[] =>
  lines.filter(({ callId }) => callIds.includes(callId)).slice(0, shownAtMost);

export function isSameContent(one: MessageContent, other: MessageContent): boolean {
  if (one.kind === 'phrase') return other.kind === 'phrase' && one.phrase === other.phrase;
  return other.kind === 'text' && one.text === other.text && one.language === other.language;
}
