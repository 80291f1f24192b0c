import type { types } from 'mediasoup';
import type { ServerConsumer, ServerLeg } from '#shared/connection/evidence.ts';
import type { Arrival } from './port.ts';
import type { MediaSession, SessionConsumer } from './session.ts';

/** A worker that has not answered for this long is taken as silent; the pool kills it a little later. */
const answerTimeoutMs = 1_000;
const usualAnswerMs = 400;

type Counters = {
  readonly up: types.WebRtcTransportStat;
  readonly down: types.WebRtcTransportStat;
  readonly received: Delivery;
  readonly soundResent: number;
  /** Bytes by consumer. */
  readonly sentBytes: ReadonlyMap<string, number>;
};

/** Packets, and how many of them the network lost before any repair, both since the streams began. */
type Delivery = { readonly packets: number; readonly missed: number };

const describe = ({ from, origin, consumer, isOpen, isReady }: SessionConsumer, sentBytes = 0): ServerConsumer => ({
  from,
  source: origin.source,
  isFlowing: isOpen && isReady && !origin.isMuted && !origin.producer.closed,
  sentBytes,
  spatialLayer: consumer.currentLayers?.spatialLayer ?? null,
});

/** Reads what the worker knows of a session, as growth since the look before. One of these a process. */
export class StatsSampler {
  readonly #before = new WeakMap<MediaSession, Counters>();

  async sampleStats(session: MediaSession): Promise<ServerLeg> {
    const common = standingOf(session);
    // Who waits costs the worker nothing.
    if (!session.isSending && session.consumers.size === 0) return { ...common, isAnswering: true, ...nothingSeen };
    const consumers = [...session.consumers.values()];
    const asked = [
      session.sendTransport.getStats(),
      session.receiveTransport.getStats(),
      arrivingOf(session),
      Promise.all(consumers.map(({ consumer }) => consumer.getStats())),
    ] as const;
    const answer = await answered(Promise.all(asked));
    if (answer === null) return { ...common, isAnswering: false, ...nothingSeen };
    if (answer === 'gone') return { ...common, isAnswering: true, ...nothingSeen };
    const [[up], [down]] = answer;
    if (up === undefined || down === undefined) throw new Error('a transport has no statistics');
    const received = receivedOf(answer[2].flat());
    const before = this.#before.get(session);
    const sent = answer[3].map((stats) => stats.filter((stat) => stat.type === 'outbound-rtp'));
    const soundResent = resentOf(sent.flat());
    const sentBytes = new Map(consumers.map(({ consumer }, index) => [consumer.id, sum(sent[index]?.map(({ byteCount }) => byteCount))]));
    this.#before.set(session, { up, down, received, soundResent, sentBytes });
    const windowMs = before === undefined ? 0 : up.timestamp - before.up.timestamp;
    const seconds = windowMs / 1000;
    const upRtpBytes = up.rtpBytesReceived - (before?.up.rtpBytesReceived ?? 0);
    const downRtpBytes = down.rtpBytesSent - (before?.down.rtpBytesSent ?? 0);
    const growthOf = (id: string): number => (sentBytes.get(id) ?? 0) - (before?.sentBytes.get(id) ?? 0);
    return {
      ...common,
      isAnswering: true,
      windowMs,
      consumers: consumers.map((item) => describe(item, growthOf(item.consumer.id))),
      upRtpBytes,
      upBitrate: seconds > 0 ? (upRtpBytes * 8) / seconds : up.rtpRecvBitrate,
      downBitrate: seconds > 0 ? (downRtpBytes * 8) / seconds : down.rtpSendBitrate,
      ...arrivalOf(session, answer[2], before),
      // A consumer that has gone took its count along.
      soundResent: before === undefined ? 0 : Math.max(0, soundResent - before.soundResent),
      availableOutgoingBitrate: down.availableOutgoingBitrate ?? null,
      roundTripTime: roundTripOf(sent.flat()),
    };
  }

  /** How the participant's media has come since the last look; this is none. Null when nobody answers. */
  async readUplinkStats(session: MediaSession): Promise<Arrival | null> {
    const stats = await answered(arrivingOf(session));
    return stats === null || stats === 'gone' ? null : arrivalOf(session, stats, this.#before.get(session));
  }
}

const arrivingOf = (session: MediaSession): Promise<types.ProducerStat[][]> =>
  Promise.all([...session.producers.values()].map(({ producer }) => producer.getStats()));

const arrivalOf = (session: MediaSession, stats: readonly types.ProducerStat[][], before: Counters | undefined): Arrival => ({
  upJitter: jitterOf(session, stats),
  upLossRatio: before === undefined ? null : missedRatio(before.received, receivedOf(stats.flat())),
});

/** What is known without asking the worker. */
const standingOf = (session: MediaSession) => ({
  workerLoad: session.room.pooled.load,
  consumers: [...session.consumers.values()].map((item) => describe(item)),
  producerScore: worst(
    [...session.producers.values()]
      .filter(({ producer, isMuted }) => session.isSending && !isMuted && !producer.closed)
      .map(({ producer }) => markOf(producer)),
  ),
  consumerScore: worst([...session.consumers.values()].filter((item) => describe(item).isFlowing).map(({ consumer }) => consumer.score.score)),
});

/** Of several layers of one picture the best, since the lower ones rest or stop as the way narrows. */
const markOf = ({ score }: types.Producer): number | null => (score.length === 0 ? null : Math.max(...score.map((one) => one.score)));

const sum = (values: readonly number[] = []): number => values.reduce((total, value) => total + value, 0);

function worst(marks: readonly (number | null)[]): number | null {
  const known = marks.filter((mark) => mark !== null);
  return known.length === 0 ? null : Math.min(...known);
}

const nothingSeen = {
  windowMs: 0,
  upRtpBytes: 0,
  upBitrate: 0,
  upJitter: 0,
  downBitrate: 0,
  upLossRatio: null,
  soundResent: 0,
  availableOutgoingBitrate: null,
  roundTripTime: null,
} as const;

/** Packets that came, and packets that were asked for again because they did not: what the network lost, before any repair. */
const receivedOf = (stats: readonly types.ProducerStat[]): Delivery => ({
  packets: stats.reduce((sum, { packetCount }) => sum + packetCount, 0),
  missed: stats.reduce((sum, { nackPacketCount }) => sum + nackPacketCount, 0),
});

/** Packets of sound that were asked for again. */
const resentOf = (sent: readonly types.ConsumerStat[]): number =>
  sent.reduce((sum, { kind, packetsRetransmitted }) => sum + (kind === 'audio' ? packetsRetransmitted : 0), 0);

/** By the pictures where there are any, since their receiver reports most often. In seconds. */
function roundTripOf(sent: readonly types.ConsumerStat[]): number | null {
  const of = (wanted: types.MediaKind): number[] =>
    sent.flatMap(({ kind, roundTripTime }) => (kind === wanted && roundTripTime !== undefined ? roundTripTime / 1_000 : []));
  const [pictures, sounds] = [of('video'), of('audio')];
  const known = pictures.length > 0 ? pictures : sounds;
  return known.length === 0 ? null : Math.max(...known);
}

/** Of sound alone, and of what runs. */
const jitterOf = (session: MediaSession, stats: readonly (readonly types.ProducerStat[])[]): number =>
  Math.max(
    0,
    ...[...session.producers.values()].flatMap(({ source, producer }, index) => {
      const clockRate = producer.rtpParameters.codecs[0]?.clockRate ?? 0;
      return source === 'microphone' && clockRate > 0 ? (stats[index] ?? []).map(({ jitter }) => jitter / clockRate) : [];
    }),
  );

function missedRatio(before: Delivery, now: Delivery): number | null {
  const [packets, missed] = [now.packets - before.packets, now.missed - before.missed];
  // A producer that has gone took its counts along.
  return packets < 0 || missed < 0 || packets + missed === 0 ? null : missed / (packets + missed);
}

/** Null when no answer comes: not in time, or the session ends while its worker has been silent. A session that just ends gives `gone`. */
async function answered<T>(work: Promise<T>): Promise<T | 'gone' | null> {
  const from = performance.now();
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<null>((resolve) => {
    timer = setTimeout(() => resolve(null), answerTimeoutMs);
  });
  try {
    return await Promise.race([work, timeout]);
  } catch {
    // The transports were closed in the middle; a worker that hangs is killed, which closes them too.
    return performance.now() - from > usualAnswerMs ? null : 'gone';
  } finally {
    clearTimeout(timer);
  }
}
