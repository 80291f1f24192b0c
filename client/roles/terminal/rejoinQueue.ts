import type { TerminalView } from '#shared/contract/views/index.ts';
import type { Language } from '#shared/language.ts';
import type { RequestedService } from './steps.ts';
import type { CallId } from '#shared/ids.ts';

/** A place that the server has confirmed, as the page remembers it. */
export type KnownQueueEntry = RequestedService & { readonly callId: CallId; readonly language: Language; readonly seenAt: number };

/** After this long the customer may have gone home. As long as the server keeps a lost terminal's place. */
const stillThereMs = 120_000;

/** What the page remembers after a view: the place while the customer waits or talks, nothing once it has ended. */
export function queueEntryAfter(known: KnownQueueEntry | null, { call, now }: Pick<TerminalView, 'call' | 'now'>): KnownQueueEntry | null {
  if (call === null) return known;
  if (call.state === 'ended') return null;
  const { callId, agencyId, serviceId, language } = call;
  return { callId, agencyId, serviceId, language, seenAt: now };
}

/**
 * Whether the server has forgotten a place that it had confirmed, as after falling over to a copy of the database that misses the last
 * commits (Q7): the visit is gone, though neither the customer nor anybody else has ended it. Then the page enters it again, once, under
 * the same id, so that a place which is there after all is not taken twice.
 */
export const wasLostByServer = (
  known: KnownQueueEntry | null,
  { call, visitNumber, now }: Pick<TerminalView, 'call' | 'visitNumber' | 'now'>,
): known is KnownQueueEntry => known !== null && call === null && visitNumber === null && now - known.seenAt < stillThereMs;
