import type { Logger } from 'pino';
import { linksOf } from '#shared/call/flows.ts';
import { type Call, occupiesTerminal } from '#shared/call/lifecycle.ts';
import type { CallId } from '#shared/ids.ts';
import type { Database } from '#server/db/index.ts';
import type { MediaPort } from '#server/media/port.ts';
import { lockCall } from './store.ts';

export type MediaSync = ReturnType<typeof createMediaSync>;

/** Keeps the media of calls in line with their rows. An older state that arrives late is passed over. */
export function createMediaSync({ database, media, logger }: { database: Database; media: MediaPort; logger: Logger }) {
  const known = new Map<CallId, number>();

  async function apply(call: Call, eventCount: number): Promise<void> {
    const { callId } = call;
    if ((known.get(callId) ?? 0) > eventCount) return;
    if (occupiesTerminal(call)) {
      known.set(callId, eventCount);
      await media.setLinks(callId, linksOf(call));
    } else {
      known.delete(callId);
      await media.dropCall(callId);
    }
  }

  return {
    /** To be called after every commit. */
    committed(call: Call, eventCount: number): void {
      apply(call, eventCount).catch((error: unknown) => logger.error({ err: error, callId: call.callId }, 'media could not follow the call'));
    },

    /** Reads the row and brings the media in line with it. */
    sync(callId: CallId): void {
      database
        .transaction((tx) => lockCall(tx, callId))
        .then((stored) => (stored === null ? undefined : apply(stored.call, stored.eventCount)))
        .catch((error: unknown) => logger.warn({ err: error, callId }, 'media could not be brought in line with the call'));
    },
  };
}
