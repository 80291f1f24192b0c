import type { Logger } from 'pino';
import { type ParticipantKey, expertKey, mediaSubscriptionsOf, terminalKey } from '#shared/call/mediaRouting.ts';
import { type Call, expertOf, occupiesTerminal } from '#shared/call/lifecycle.ts';
import type { CallId } from '#shared/ids.ts';
import type { Database } from '#server/platform/database/index.ts';
import type { CatalogueReader } from '#server/catalogue/index.ts';
import type { MediaPort } from '#server/media/port.ts';
import { readMutes } from './muteStore.ts';
import { readRoom } from './store.ts';

export type MediaSync = ReturnType<typeof createMediaSync>;

/** Those in the call whose mutes are kept. */
const senders = (call: Call): ParticipantKey[] => {
  const expertId = expertOf(call);
  return [terminalKey(call.terminalId), ...(expertId === null ? [] : [expertKey(expertId)])];
};

type MediaSyncOptions = {
  readonly database: Database;
  readonly media: MediaPort;
  readonly catalogue: Pick<CatalogueReader, 'isEndToEndEncrypted'>;
  readonly logger: Logger;
};

/** Keeps the media of a room in line with the rows of its calls, one reading after the other, so that the last one is the newest. */
export function createMediaSync({ database, media, catalogue, logger }: MediaSyncOptions) {
  const running = new Map<CallId, { isStale: boolean }>();

  async function apply(callId: CallId): Promise<void> {
    const found = await database.transaction(async (tx) => {
      const room = await readRoom(tx, callId);
      if (room === null) return null;
      const people = new Set(room.calls.filter(occupiesTerminal).flatMap(senders));
      return { ...room, mutes: await Promise.all([...people].map(async (key) => [key, await readMutes(tx, room.roomId, key)] as const)) };
    });
    if (found === null) return;
    const { roomId, calls, mutes } = found;
    // A desk's session comes into the room with the call: what the expert has closed there holds before anything may flow.
    for (const [participant, muted] of mutes) media.setMutes(participant, roomId, muted);
    for (const call of calls) if (call.state === 'wrapUp') media.setMutes(expertKey(call.expertId), roomId, null);
    const isEncrypted = calls.some(({ serviceId }) => catalogue.isEndToEndEncrypted(serviceId));
    if (calls.some(occupiesTerminal)) await media.setSubscriptions(roomId, mediaSubscriptionsOf(calls), isEncrypted);
    else await media.dropCall(roomId);
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
