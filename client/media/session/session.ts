import type { types } from 'mediasoup-client';
import type { ConsumerDescription } from '#shared/contract/media.ts';
import type { RequestReply } from '#shared/contract/index.ts';
import type { MediaSource } from '#shared/contract/mediaSource.ts';
import type { CallId } from '#shared/ids.ts';
import type { QualityLevel } from '#shared/connection/videoLadder.ts';
import type { PathPolicy } from '#shared/connection/pathPolicy.ts';
import type { StunAnswers } from '#shared/connection/recovery/facts.ts';
import type { Api } from '#client/media/api.ts';
import { memberKey } from '#client/media/encryption/admission.rules.ts';
import type { Encryption } from '#client/media/encryption/encryption.ts';
import type { CaptureLevel } from '#client/media/quality/capture.rules.ts';
import { type ReceivedTrack, type Stats, answersOf } from '#client/media/measure/stats.ts';
import { Sending } from './sending.ts';
import { loadDevice, transportOptions } from './transports.ts';

export type SessionEvents = {
  readonly onTrack: (description: ConsumerDescription, track: MediaStreamTrack) => void;
  readonly onTrackGone: (consumerId: string) => void;
  /** Whether the server lets this page send, as it says at an answer. */
  readonly onSending: (sessionId: string, isSending: boolean, isEncrypted: boolean) => void;
  readonly onTransportState: (transport: types.Transport, state: types.ConnectionState) => void;
};

export type SessionOptions = {
  readonly quality: QualityLevel;
  readonly capture: CaptureLevel;
  readonly path: PathPolicy;
  readonly isMuted: (source: MediaSource) => boolean;
  readonly encryption: Pick<Encryption, 'attach' | 'maySend'>;
};

/** One media session with the server: two transports, what is sent, what is received. */
export class Session {
  readonly id: string;
  readonly send: types.Transport;
  readonly receive: types.Transport;
  readonly sending: Sending;
  /** Whether a relay is there to go through at all. */
  readonly hasRelay: boolean;
  readonly isSendingAtOpening: boolean;
  readonly isEncryptedAtOpening: boolean;
  /** What the person has closed in this call, as the server knew it. */
  readonly mutedAtOpening: readonly MediaSource[];
  /** Transports that are wanted to connect; one that nobody sends on stays new. */
  readonly #wantedUp = new Set<types.Transport>();
  readonly #api: Api;
  readonly #events: SessionEvents;
  readonly #consumers = new Map<string, { readonly consumer: types.Consumer; readonly description: ConsumerDescription }>();
  readonly #restarts = new Map<types.Transport, Promise<void>>();
  readonly #encryption: SessionOptions['encryption'];
  #playoutDelayMs: number | null = null;

  private constructor(
    api: Api,
    device: types.Device,
    description: RequestReply<'media:open'>,
    events: SessionEvents,
    { quality, capture, path, isMuted, encryption }: SessionOptions,
  ) {
    this.#api = api;
    this.#events = events;
    this.id = description.sessionId;
    this.hasRelay = description.iceServers.length > 0;
    this.isSendingAtOpening = description.isSending;
    this.isEncryptedAtOpening = description.isEncrypted;
    this.mutedAtOpening = description.muted;
    this.send = device.createSendTransport(transportOptions(description, description.sendTransport, path));
    this.receive = device.createRecvTransport(transportOptions(description, description.receiveTransport, path));
    this.#encryption = encryption;
    this.sending = new Sending({ transport: this.send, quality, capture, isMuted, encryption });
    for (const transport of [this.send, this.receive]) this.#connectSignalling(transport);
    // Opening the silent channel connects the receive transport now, not first when there is something to hear.
    const { warmUpChannel } = description.receiveTransport;
    if (warmUpChannel !== null) void this.receive.consumeData(warmUpChannel as types.DataConsumerOptions);
  }

  /** Errors: those of media:open. */
  static async open(api: Api, callId: CallId | null, events: SessionEvents, options: SessionOptions): Promise<Session> {
    const device = await loadDevice(api);
    const rtpCapabilities = { ...device.recvRtpCapabilities };
    return new Session(api, device, await api.request('media:open', { callId, rtpCapabilities }), events, options);
  }

  /** How much of others' pictures comes at most from now on; more would not help a narrow line. */
  async setReceiveQuality(quality: QualityLevel): Promise<void> {
    await this.#api.request('media:setReceiveQuality', { sessionId: this.id, quality });
  }

  /** How long received sound waits at least before it is played (https://www.w3.org/TR/webrtc/#dom-rtcrtpreceiver-jitterbuffertarget); pictures follow it. */
  setPlayoutDelay(delayMs: number | null): void {
    this.#playoutDelayMs = delayMs;
    for (const { consumer } of this.#consumers.values()) this.#applyPlayoutDelay(consumer);
  }

  #applyPlayoutDelay({ kind, rtpReceiver }: types.Consumer): void {
    if (kind === 'audio' && rtpReceiver !== undefined) rtpReceiver.jitterBufferTarget = this.#playoutDelayMs;
  }

  async consume(description: ConsumerDescription): Promise<void> {
    const { consumerId, producerId, kind, rtpParameters, from } = description;
    if (this.#consumers.has(consumerId)) return;
    const consumer = await this.receive.consume({
      id: consumerId,
      producerId,
      kind,
      rtpParameters: rtpParameters as types.RtpParameters,
      onRtpReceiver: (receiver) => this.#encryption.attach(receiver, { kind: 'open', from: memberKey(from) }),
    });
    this.#consumers.set(consumerId, { consumer, description });
    this.#applyPlayoutDelay(consumer);
    this.#events.onTrack(description, consumer.track);
    await this.#api.request('media:consumerReady', { sessionId: this.id, consumerId });
  }

  drop(consumerId: string): void {
    this.#consumers.get(consumerId)?.consumer.close();
    if (this.#consumers.delete(consumerId)) this.#events.onTrackGone(consumerId);
  }

  get consumerIds(): string[] {
    return [...this.#consumers.keys()];
  }

  /** Whose media each received track carries. */
  received(): ReceivedTrack[] {
    return [...this.#consumers.values()].map(({ consumer, description: { from, source } }) => ({ trackIdentifier: consumer.track.id, from, source }));
  }

  /** What getStats gives for everything, sent and received. */
  async stats(): Promise<RTCStatsReport[]> {
    return Promise.all([this.send.getStats(), this.receive.getStats()]);
  }

  /** Whether everything that is wanted to be connected is. */
  get isUp(): boolean {
    return [...this.#wantedUp].every(({ connectionState }) => connectionState === 'connected');
  }

  /** What has answered so far on both paths. */
  async answers(): Promise<StunAnswers> {
    return answersOf((await this.stats()) as unknown as Stats[]);
  }

  /** New paths on the same transports (ICE restart). A restart that is under way already is the same act, so answers never cross (Q31). */
  async restartIce(): Promise<void> {
    await Promise.all([this.send, this.receive].map((transport) => this.#restart(transport)));
  }

  #restart(transport: types.Transport): Promise<void> {
    const running = this.#restarts.get(transport);
    if (running !== undefined) return running;
    const restart = (async () => {
      const { iceParameters } = await this.#api.request('media:restartIce', { sessionId: this.id, transportId: transport.id });
      await transport.restartIce({ iceParameters: iceParameters as types.IceParameters });
      if (transport === this.send) await this.sending.keepLayers();
    })().finally(() => this.#restarts.delete(transport));
    this.#restarts.set(transport, restart);
    return restart;
  }

  /** When the last packet of those that should come was played, in milliseconds since the Unix epoch; null when none is expected. */
  lastPlayedAt(isExpected: (consumerId: string) => boolean): number | null {
    const times = [...this.#consumers]
      .filter(([consumerId]) => isExpected(consumerId))
      .flatMap(([, { consumer }]) => consumer.rtpReceiver?.getSynchronizationSources().map(({ timestamp }) => timestamp) ?? []);
    return times.length === 0 ? null : Math.max(...times);
  }

  close(): void {
    this.sending.stop();
    this.send.close();
    this.receive.close();
    for (const consumerId of this.consumerIds) this.drop(consumerId);
  }

  #connectSignalling(transport: types.Transport): void {
    transport.on('connect', ({ dtlsParameters }, done, failed) => {
      this.#wantedUp.add(transport);
      const { fingerprints, role } = dtlsParameters;
      const given = { fingerprints, ...(role === undefined ? {} : { role }) };
      this.#api.request('media:connectTransport', { sessionId: this.id, transportId: transport.id, dtlsParameters: given }).then(() => done(), failed);
    });
    transport.on('produce', ({ kind, rtpParameters, appData }, done, failed) => {
      const source = appData['source'] as MediaSource;
      this.#api
        .request('media:produce', { sessionId: this.id, kind, source, rtpParameters: rtpParameters as never })
        .then(({ producerId, isSending, isEncrypted }) => {
          done({ id: producerId });
          this.#events.onSending(this.id, isSending, isEncrypted);
        }, failed);
    });
    transport.on('connectionstatechange', (state) => this.#events.onTransportState(transport, state));
  }
}
