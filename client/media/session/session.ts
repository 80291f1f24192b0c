import type { types } from 'mediasoup-client';
import type { ConsumerDescription } from '#shared/contract/media.ts';
import type { RequestReply } from '#shared/contract/index.ts';
import type { MediaSource } from '#shared/contract/mediaSource.ts';
import type { CallId } from '#shared/ids.ts';
import type { QualityLevel } from '#shared/connection/videoLadder.ts';
import type { PathPolicy } from '#shared/connection/pathPolicy.ts';
import type { StunAnswers } from '#shared/connection/recovery/facts.ts';
import type { Api } from '#client/media/api.ts';
import { emptyTrack } from '#client/media/devices/emptyTrack.ts';
import { activateLayers, layersAt, probeWithSmallestLayer, simulcastLayers } from '#client/media/quality/layers.ts';
import { type ReceivedTrack, type Stats, answersOf } from '#client/media/measure/stats.ts';
import { StillFrames } from '#client/media/devices/stillFrames.ts';
import { loadDevice, transportOptions } from './transports.ts';

export type SessionEvents = {
  readonly onTrack: (description: ConsumerDescription, track: MediaStreamTrack) => void;
  readonly onTrackGone: (consumerId: string) => void;
  /** Whether the server lets this page send: from the answer on, and not on hold. */
  readonly onSending: (sessionId: string, isSending: boolean) => void;
  readonly onTransportState: (transport: types.Transport, state: types.ConnectionState) => void;
};

/**
 * A call begins with the smallest layer alone: a key frame of all three costs an ordinary processor a fifth of a second, one of the
 * smallest some milliseconds. The others follow when the first picture has gone.
 */
const sharpenAfterMs = 600;

/** What is to be sent of one source; `track` is what the person has opened, which the producer has only while sending. */
type SentSource = {
  readonly source: MediaSource;
  readonly producer: types.Producer;
  track: MediaStreamTrack | null;
  stillFrames: StillFrames | null;
  lastStep: Promise<void>;
};

export type SessionOptions = { readonly quality: QualityLevel; readonly path: PathPolicy; readonly isMuted: (source: MediaSource) => boolean };

/** One media session with the server: two transports, what is sent, what is received. */
export class Session {
  readonly id: string;
  readonly send: types.Transport;
  readonly receive: types.Transport;
  /** Whether the server offers a relay. */
  readonly hasRelay: boolean;
  readonly isSendingAtOpening: boolean;
  /** What the person has closed in this call, as the server knew it. */
  readonly mutedAtOpening: readonly MediaSource[];
  /** Transports that should connect. One on which nothing is sent stays new. */
  readonly #wantedUp = new Set<types.Transport>();
  readonly #api: Api;
  readonly #events: SessionEvents;
  readonly #sources = new Map<MediaSource, SentSource>();
  readonly #consumers = new Map<string, { readonly consumer: types.Consumer; readonly description: ConsumerDescription }>();
  readonly #restarts = new Map<types.Transport, Promise<void>>();
  readonly #isMuted: (source: MediaSource) => boolean;
  #quality: QualityLevel;
  #isSending = false;
  #playoutDelayMs: number | null = null;
  #lastProduce: Promise<void> = Promise.resolve();

  private constructor(
    api: Api,
    device: types.Device,
    description: RequestReply<'media:open'>,
    events: SessionEvents,
    { quality, path, isMuted }: SessionOptions,
  ) {
    this.#api = api;
    this.#events = events;
    this.#quality = quality;
    this.#isMuted = isMuted;
    this.id = description.sessionId;
    this.hasRelay = description.iceServers.length > 0;
    this.isSendingAtOpening = description.isSending;
    this.mutedAtOpening = description.muted;
    this.send = device.createSendTransport(transportOptions(description, description.sendTransport, path));
    this.receive = device.createRecvTransport(transportOptions(description, description.receiveTransport, path));
    for (const transport of [this.send, this.receive]) this.#connectSignalling(transport);
    // Opening the silent channel connects the receive transport now, before there is anything to hear.
    const { warmUpChannel } = description.receiveTransport;
    if (warmUpChannel !== null) void this.receive.consumeData(warmUpChannel as types.DataConsumerOptions);
  }

  /** Errors: those of media:open. */
  static async open(api: Api, callId: CallId | null, events: SessionEvents, options: SessionOptions): Promise<Session> {
    const device = await loadDevice(api);
    const rtpCapabilities = { ...device.recvRtpCapabilities };
    return new Session(api, device, await api.request('media:open', { callId, rtpCapabilities }), events, options);
  }

  /**
   * What to send, silent until `setSending`; another track of the same source takes the place of the first. What is muted is there without a track
   * too, so that others see it muted.
   */
  produce(source: MediaSource, track: MediaStreamTrack | null): Promise<void> {
    const step = this.#lastProduce.then(() => this.#produceNow(source, track));
    // The caller gets its failure; the next one starts afresh.
    this.#lastProduce = step.catch(() => undefined);
    return step;
  }

  async #produceNow(source: MediaSource, track: MediaStreamTrack | null): Promise<void> {
    const known = this.#sources.get(source);
    if (known !== undefined) {
      known.track = track;
      await this.#apply(known);
      return;
    }
    if (track === null && !this.#isMuted(source)) return;
    // Made with a track that never gives anything, so that the transport connects and the encoder has its bit rate, but not one packet leaves.
    // The camera's own track with inactive encodings would do so too, but starts some 45 ms later (Chromium 156).
    const layers = source === 'camera' ? simulcastLayers.map((layer, index) => ({ ...layer, active: index === 0 })) : [{ dtx: true }];
    const producer = await this.send.produce({
      track: emptyTrack(source === 'microphone' ? 'audio' : 'video'),
      encodings: layers,
      stopTracks: false,
      disableTrackOnPause: false,
      appData: { source },
      ...(source === 'microphone' ? { codecOptions: { opusFec: true, opusDtx: true, opusNack: true } } : { codecOptions: { videoGoogleStartBitrate: 800 } }),
    });
    const made: SentSource = { source, producer, track, stillFrames: null, lastStep: Promise.resolve() };
    this.#sources.set(source, made);
    await this.#apply(made);
    if (source !== 'camera') await this.#keepLayers();
  }

  /**
   * The far side's description still says which layers were sent when the picture was first offered (RFC 8853: `~` for those that were not), and
   * each time that it is set again the browser goes back to these.
   */
  async #keepLayers(): Promise<void> {
    const camera = this.#sources.get('camera');
    if (camera !== undefined) await this.#sharpen(camera);
  }

  /** Lets everything be sent, or stops it to the last packet. */
  async setSending(isSending: boolean): Promise<void> {
    this.#isSending = isSending;
    await Promise.all([...this.#sources.values()].map((source) => this.#apply(source)));
  }

  /** Sends what is not muted, and not one packet of what is. */
  async applyMutes(): Promise<void> {
    await Promise.all([...this.#sources.values()].map((source) => this.#apply(source)));
  }

  /** How much of the picture is sent from now on. */
  async setQuality(quality: QualityLevel): Promise<void> {
    this.#quality = quality;
    const camera = this.#sources.get('camera');
    if (camera === undefined) return;
    await this.#apply(camera);
    await this.#sharpen(camera);
  }

  /**
   * Finds out whether a narrow path is wide again. Another maximum bitrate makes the browser's congestion control try it with a short burst;
   * otherwise the browser only estimates what is sent.
   */
  async probe(): Promise<void> {
    await probeWithSmallestLayer(this.#sources.get('camera')?.producer.rtpSender);
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

  /** What is to be sent of a source now: the track itself, still pictures of it, or nothing. */
  #wanted(item: SentSource): MediaStreamTrack | null {
    const { source, track, stillFrames } = item;
    const isStill = this.#isSending && track !== null && !this.#isMuted(source) && source === 'camera' && this.#quality === 'still';
    // Another camera has other pictures.
    if (stillFrames !== null && (!isStill || stillFrames.camera !== track)) {
      stillFrames.stop();
      item.stillFrames = null;
    }
    if (!this.#isSending || track === null || this.#isMuted(source) || (source === 'camera' && this.#quality === 'audioOnly')) return null;
    if (!isStill) return track;
    item.stillFrames ??= new StillFrames(track);
    return item.stillFrames.track;
  }

  /** One step after the other, each towards what is wanted when it begins. */
  #apply(source: SentSource): Promise<void> {
    const step = source.lastStep.then(async () => {
      const { producer } = source;
      if (producer.closed) return;
      const wanted = this.#wanted(source);
      if (producer.track === wanted) return;
      await producer.replaceTrack({ track: wanted });
      if (wanted === null) await activateLayers(producer, 1);
      else setTimeout(() => void this.#sharpen(source), sharpenAfterMs);
    });
    // The caller gets its failure; the next step begins from where things stand.
    source.lastStep = step.catch(() => undefined);
    return step;
  }

  /** All layers that the quality allows, once the first picture is there. */
  #sharpen(source: SentSource): Promise<void> {
    source.lastStep = source.lastStep.then(async () => {
      const { producer } = source;
      if (producer.closed || producer.track === null || producer.kind === 'audio') return;
      // A picture that stays small ends nothing; the next start tries again.
      await activateLayers(producer, layersAt[this.#quality]).catch((error: unknown) => console.warn('the picture stays small', error));
    });
    return source.lastStep;
  }

  async consume(description: ConsumerDescription): Promise<void> {
    const { consumerId, producerId, kind, rtpParameters } = description;
    if (this.#consumers.has(consumerId)) return;
    const consumer = await this.receive.consume({ id: consumerId, producerId, kind, rtpParameters: rtpParameters as types.RtpParameters });
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
      if (transport === this.send) await this.#keepLayers();
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
    for (const { stillFrames } of this.#sources.values()) stillFrames?.stop();
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
      this.#api.request('media:produce', { sessionId: this.id, kind, source, rtpParameters: rtpParameters as never }).then(({ producerId, isSending }) => {
        done({ id: producerId });
        this.#events.onSending(this.id, isSending);
      }, failed);
    });
    transport.on('connectionstatechange', (state) => this.#events.onTransportState(transport, state));
  }
}
