import { randomUUID } from 'node:crypto';
import type { types } from 'mediasoup';
import { z } from 'zod';
import type { ParticipantKey } from '#shared/call/mediaRouting.ts';
import { type QualityLevel, pictureFloor } from '#shared/connection/videoLadder.ts';
import type { MediaSessionDescription } from '#shared/contract/mediaSession.ts';
import type { MediaSource } from '#shared/contract/mediaSource.ts';
import type { CallId } from '#shared/ids.ts';
import { AppError } from '#server/errors.ts';
import { oneByOne } from '#server/limits.ts';
import type { Room } from './room.ts';
import { VideoGate } from './videoGate.ts';

export type SessionProducer = { readonly source: MediaSource; readonly producer: types.Producer; isMuted: boolean };
export type SessionConsumer = {
  readonly callId: CallId;
  readonly from: ParticipantKey;
  readonly origin: SessionProducer;
  readonly consumer: types.Consumer;
  isOpen: boolean;
  isReady: boolean;
};

const initialOutgoingBitrate = 1_000_000;
/** What the worker tells when congestion control has estimated anew; bits a second. */
const estimateSchema = z.object({ availableBitrate: z.number() });

/** One page's transports, and what it sends and receives through them. */
export class MediaSession {
  readonly id = randomUUID();
  readonly participant: ParticipantKey;
  readonly room: Room;
  readonly sendTransport: types.WebRtcTransport;
  readonly receiveTransport: types.WebRtcTransport;
  readonly rtpCapabilities: types.RtpCapabilities;
  readonly producers = new Map<MediaSource, SessionProducer>();
  readonly consumers = new Map<string, SessionConsumer>();
  isSending = false;
  isEncrypted = false;
  /** The room for which `muted` holds: a desk's session outlives its calls. */
  mutedIn: CallId | null = null;
  /** What the person has closed there; a producer of it begins paused. */
  muted: ReadonlySet<MediaSource> = new Set();
  /** One producer of a source after the other. */
  readonly produceInTurn = oneByOne();
  /** Transports whose page has told how to connect, which it does once. */
  readonly connecting = new Set<types.WebRtcTransport>();
  /** What its page wants to receive at most. */
  receiveQuality: QualityLevel = 'full';
  readonly #warmUp: types.DataConsumer;
  readonly videoGate: VideoGate;

  private constructor(
    participant: ParticipantKey,
    room: Room,
    transports: readonly [types.WebRtcTransport, types.WebRtcTransport],
    capabilities: types.RtpCapabilities,
    warmUp: types.DataConsumer,
    onVideoGateChanged: (session: MediaSession) => void,
  ) {
    this.participant = participant;
    this.room = room;
    [this.sendTransport, this.receiveTransport] = transports;
    this.rtpCapabilities = capabilities;
    this.#warmUp = warmUp;
    this.videoGate = new VideoGate(this.receiveTransport, () => onVideoGateChanged(this));
    this.receiveTransport.on('trace', ({ type, info }) => {
      if (type === 'bwe') this.videoGate.estimated(estimateSchema.parse(info).availableBitrate, performance.now());
    });
  }

  /** `onVideoGateChanged` is told when other pictures may pass `videoGate`. Errors: what the worker throws when it dies meanwhile. */
  static async create(
    participant: ParticipantKey,
    room: Room,
    rtpCapabilities: types.RtpCapabilities,
    onVideoGateChanged: (session: MediaSession) => void,
  ): Promise<MediaSession> {
    const create = () =>
      room.router.createWebRtcTransport({
        webRtcServer: room.pooled.server,
        enableUdp: true,
        enableTcp: true,
        preferUdp: true,
        enableSctp: true,
        initialAvailableOutgoingBitrate: initialOutgoingBitrate,
      });
    const transports = await Promise.all([create(), create()]);
    const [, receive] = transports;
    await Promise.all([receive.setMinOutgoingBitrate(pictureFloor), receive.enableTraceEvent(['bwe'])]);
    const warmUp = await receive.consumeData({ dataProducerId: room.warmUp.id });
    return new MediaSession(participant, room, transports, rtpCapabilities, warmUp, onVideoGateChanged);
  }

  /** What the page needs to connect; `detourPort` stands for the media server's own UDP port. */
  describe(iceServers: MediaSessionDescription['iceServers'], detourPort: number | null): MediaSessionDescription {
    const { id: dataConsumerId, dataProducerId, sctpStreamParameters, label, protocol } = this.#warmUp;
    return {
      sessionId: this.id,
      sendTransport: { ...describeTransport(this.sendTransport, detourPort), warmUpChannel: null },
      receiveTransport: {
        ...describeTransport(this.receiveTransport, detourPort),
        warmUpChannel: { id: dataConsumerId, dataProducerId, sctpStreamParameters, label, protocol },
      },
      iceServers,
    };
  }

  /** One of the session's own transports. Errors: notFound. */
  transport(id: string): types.WebRtcTransport {
    const transport = [this.sendTransport, this.receiveTransport].find((candidate) => candidate.id === id);
    if (transport === undefined) throw new AppError('notFound');
    return transport;
  }

  close(): void {
    this.sendTransport.close();
    this.receiveTransport.close();
  }
}

function describeTransport(transport: types.WebRtcTransport, detourPort: number | null) {
  const { id, iceParameters, iceCandidates, dtlsParameters, sctpParameters } = transport;
  const { usernameFragment, password, iceLite } = iceParameters;
  return {
    id,
    iceParameters: { usernameFragment, password, ...(iceLite === undefined ? {} : { iceLite }) },
    iceCandidates: iceCandidates.map((candidate) => ({ ...candidate, ...(detourPort !== null && candidate.protocol === 'udp' ? { port: detourPort } : {}) })),
    dtlsParameters: { ...dtlsParameters },
    sctpParameters: sctpParameters === undefined ? null : { ...sctpParameters },
  };
}
