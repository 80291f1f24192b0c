import type { Logger } from 'pino';
import { linksOf } from '#shared/call/flows.ts';
import { occupiesTerminal } from '#shared/call/lifecycle.ts';
import type { CallId } from '#shared/ids.ts';
import type { Database } from '#server/db/index.ts';
import type { MediaPort } from '#server/media/port.ts';
import { readRoom } from './store.ts';

export type MediaSync = ReturnType<typeof createMediaSync>;

/** Keeps the media of a room in line with the rows of its calls, one reading after the other, so that the last one is the newest. */
export function createMediaSync({ database, media, logger }: { database: Database; media: MediaPort; logger: Logger }) {
  const running = new Map<CallId, { isStale: boolean }>();

  async function apply(callId: CallId): Promise<void> {
    const room = await database.transaction((tx) => readRoom(tx, callId));
    if (room === null) return;
    if (room.calls.some(occupiesTerminal)) await media.setLinks(room.roomId, linksOf(room.calls));
    else await media.dropCall(room.roomId);
  }

  return {
    /** To be called after every commit that concerns the call, and when its media may have been lost. */
    async sync(callId: CallId): Promise<void> {
      const earlier = running.get(callId);
      if (earlier !== undefined) {
        earlier.isStale = true;
        return;
      }
      const round = { isStale: true };
      running.set(callId, round);
      try {
        while (round.isStale) {
          round.isStale = false;
          await apply(callId);
        }
      } catch (error) {
        logger.error({ err: error, callId }, 'media could not follow the call');
      } finally {
        running.delete(callId);
      }
    },
  };
}
