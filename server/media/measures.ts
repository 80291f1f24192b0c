import type { types } from 'mediasoup';
import { type ParticipantKey, splitKey } from '#shared/call/mediaRouting.ts';
import { type CallRole, callRoles } from '#shared/contract/define.ts';
import type { MediaSource } from '#shared/contract/mediaSource.ts';
import type { MediaPort } from './port.ts';
import type { MediaSession } from './session.ts';
import { StatsSampler } from './statsSampler.ts';
import type { SubscriptionReconciler } from './subscriptionReconciler.ts';

type MeasureParts = { readonly sessions: ReadonlyMap<ParticipantKey, MediaSession>; readonly subscriptions: SubscriptionReconciler };

/** How much media passes through the sessions of this process, and how well it arrives. */
export function measures({ sessions, subscriptions }: MeasureParts) {
  const statsSampler = new StatsSampler();
  return {
    async rtpBytes() {
      const sums = Object.fromEntries(callRoles.map((role) => [role, { fromPages: 0, toPages: 0 }])) as Record<
        CallRole,
        { fromPages: number; toPages: number }
      >;
      // A session that ends meanwhile counts for nothing.
      const statsOf = (transport: types.WebRtcTransport) => (transport.closed ? Promise.resolve([]) : transport.getStats().catch(() => []));
      await Promise.all(
        [...sessions.values()].map(async ({ participant, sendTransport, receiveTransport }) => {
          const sum = sums[splitKey(participant).role];
          for (const { rtpBytesReceived } of await statsOf(sendTransport)) sum.fromPages += rtpBytesReceived;
          for (const { rtpBytesSent } of await statsOf(receiveTransport)) sum.toPages += rtpBytesSent;
        }),
      );
      return sums;
    },

    async sourceBytes() {
      const sums = Object.fromEntries(callRoles.map((role) => [role, { microphone: 0, camera: 0 }])) as Record<CallRole, Record<MediaSource, number>>;
      await Promise.all(
        [...sessions.values()].flatMap(({ participant, producers }) =>
          [...producers.values()].map(async ({ source, producer }) => {
            // A producer that ends meanwhile counts for nothing.
            const stats = producer.closed ? [] : await producer.getStats().catch(() => []);
            for (const { byteCount } of stats) sums[splitKey(participant).role][source] += byteCount;
          }),
        ),
      );
      return sums;
    },

    async sampleStats(participant, { isQueueing }) {
      const session = sessions.get(participant);
      if (session === undefined) return null;
      const leg = await statsSampler.sampleStats(session);
      await session.videoGate.sampleStats(leg, isQueueing, performance.now());
      subscriptions.nudgeLayerSelection(session, leg.availableOutgoingBitrate);
      // Of a session that is gone meanwhile, only a hanging worker would matter.
      return sessions.get(participant) === session || !leg.isAnswering ? { leg, roomId: [...session.consumers.values()][0]?.callId ?? null } : null;
    },

    async readUplinkStats(participant) {
      const session = sessions.get(participant);
      return session === undefined ? null : statsSampler.readUplinkStats(session);
    },
  } satisfies Partial<MediaPort>;
}
