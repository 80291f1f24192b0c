import { Device, type types } from 'mediasoup-client';
import type { ConsumerDescription, MediaSessionDescription, MediaSource } from '#shared/contract/media.ts';
import type { CallId } from '#shared/ids.ts';
import type { Api } from './api.ts';

export type SessionEvents = {
  readonly onTrack: (description: ConsumerDescription, track: MediaStreamTrack) => void;
  readonly onTrackGone: (consumerId: string) => void;
  readonly onTransportState: (transport: types.Transport, state: types.ConnectionState) => void;
};

const simulcastLayers: readonly types.RtpEncodingParameters[] = [
  { scaleResolutionDownBy: 4, maxBitrate: 150_000 },
  { scaleResolutionDownBy: 2, maxBitrate: 500_000 },
  { scaleResolutionDownBy: 1, maxBitrate: 1_500_000 },
];

/**
 * A call begins with the smallest layer alone: a key frame of all three costs an ordinary processor a fifth of a second, one of the
 * smallest some milliseconds. The others follow when the first picture has gone.
 */
const sharpenAfterMs = 600;

let loadedDevice: Promise<Device> | null = null;

/** The browser's media abilities, matched with the server's once a page. */
function loadDevice(api: Api): Promise<Device> {
  loadedDevice ??= (async () => {
    const { routerRtpCapabilities } = await api.request('media:capabilities', {});
    const device = await Device.factory();
    await device.load({ routerRtpCapabilities: routerRtpCapabilities as types.RtpCapabilities });
    return device;
  })();
  loadedDevice.catch(() => {
    loadedDevice = null;
  });
  return loadedDevice;
}

/** What is to be sent of one source; `track` is what the person has opened, which the producer has only while sending. */
type SentSource = { readonly producer: types.Producer; track: MediaStreamTrack | null; lastStep: Promise<void> };

/** One media session with the server: two transports, what is sent, what is received. */
export class Session {
  readonly id: string;
  readonly send: types.Transport;
  readonly receive: types.Transport;
  readonly #api: Api;
  readonly #events: SessionEvents;
  readonly #sources = new Map<MediaSource, SentSource>();
  readonly #consumers = new Map<string, types.Consumer>();
  #isSending = false;
  #lastProduce: Promise<void> = Promise.resolve();

  private constructor(api: Api, device: Device, description: MediaSessionDescription, events: SessionEvents) {
    this.#api = api;
    this.#events = events;
    this.id = description.sessionId;
    this.send = device.createSendTransport(transportOptions(description, description.sendTransport));
    this.receive = device.createRecvTransport(transportOptions(description, description.receiveTransport));
    for (const transport of [this.send, this.receive]) this.#connectSignalling(transport);
    // Opening the silent channel connects the receive transport now, not first when there is something to hear.
    const { warmUpChannel } = description.receiveTransport;
    if (warmUpChannel !== null) void this.receive.consumeData(warmUpChannel as types.DataConsumerOptions);
  }

  /** Errors: those of media:open. */
  static async open(api: Api, callId: CallId | null, events: SessionEvents): Promise<Session> {
    const device = await loadDevice(api);
    const rtpCapabilities = { ...device.recvRtpCapabilities };
    return new Session(api, device, await api.request('media:open', { callId, rtpCapabilities }), events);
  }

  /** What to send, silent until `setSending`; another track of the same source takes the place of the first. */
  produce(source: MediaSource, track: MediaStreamTrack | null): Promise<void> {
    const step = this.#lastProduce.then(() => this.#produceNow(source, track));
    // Its failure is the caller's; the next one stands on its own.
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
    if (track === null) return;
    // Made with a track that never gives anything, so that the transport connects and the encoder has its bit rate, but not one packet leaves.
    // The camera's own track with inactive encodings would do so too, but starts some 45 ms later (Chromium 156).
    const layers = source === 'camera' ? simulcastLayers.map((layer, index) => ({ ...layer, active: index === 0 })) : [{ dtx: true }];
    const producer = await this.send.produce({
      track: emptyTrack(track.kind),
      encodings: layers,
      stopTracks: false,
      disableTrackOnPause: false,
      appData: { source },
      ...(source === 'microphone' ? { codecOptions: { opusFec: true, opusDtx: true } } : { codecOptions: { videoGoogleStartBitrate: 800 } }),
    });
    const made: SentSource = { producer, track, lastStep: Promise.resolve() };
    this.#sources.set(source, made);
    await this.#apply(made);
  }

  /** Lets everything be sent, or stops it to the last packet. */
  async setSending(isSending: boolean): Promise<void> {
    this.#isSending = isSending;
    await Promise.all([...this.#sources.values()].map((source) => this.#apply(source)));
  }

  /** One step after the other, each towards what is wanted when it begins. */
  #apply(source: SentSource): Promise<void> {
    const step = source.lastStep.then(async () => {
      const { producer, track } = source;
      const wanted = this.#isSending ? track : null;
      if (producer.closed || producer.track === wanted) return;
      await producer.replaceTrack({ track: wanted });
      if (wanted === null) await activateLayers(producer, 1);
      else setTimeout(() => void this.#sharpen(source), sharpenAfterMs);
    });
    // Its failure is the caller's; the next step begins from where things stand.
    source.lastStep = step.catch(() => undefined);
    return step;
  }

  /** All layers, once the first picture is there. */
  #sharpen(source: SentSource): Promise<void> {
    source.lastStep = source.lastStep.then(async () => {
      const { producer } = source;
      if (producer.closed || producer.track === null) return;
      // A picture that stays small is no reason to end anything; the next start tries again.
      await activateLayers(producer, Infinity).catch((error: unknown) => console.warn('the picture stays small', error));
    });
    return source.lastStep;
  }

  async consume(description: ConsumerDescription): Promise<void> {
    const { consumerId, producerId, kind, rtpParameters } = description;
    if (this.#consumers.has(consumerId)) return;
    const consumer = await this.receive.consume({ id: consumerId, producerId, kind, rtpParameters: rtpParameters as types.RtpParameters });
    this.#consumers.set(consumerId, consumer);
    this.#events.onTrack(description, consumer.track);
    await this.#api.request('media:consumerReady', { sessionId: this.id, consumerId });
  }

  drop(consumerId: string): void {
    this.#consumers.get(consumerId)?.close();
    if (this.#consumers.delete(consumerId)) this.#events.onTrackGone(consumerId);
  }

  get consumerIds(): string[] {
    return [...this.#consumers.keys()];
  }

  /** What getStats gives for everything, sent and received; for the bench and for support. */
  async stats(): Promise<RTCStatsReport[]> {
    return Promise.all([this.send.getStats(), this.receive.getStats()]);
  }

  /** A new path on the same transport (ICE restart). */
  async restartIce(transport: types.Transport): Promise<void> {
    const { iceParameters } = await this.#api.request('media:restartIce', { sessionId: this.id, transportId: transport.id });
    await transport.restartIce({ iceParameters: iceParameters as types.IceParameters });
  }

  close(): void {
    this.send.close();
    this.receive.close();
    for (const consumerId of this.consumerIds) this.drop(consumerId);
  }

  #connectSignalling(transport: types.Transport): void {
    transport.on('connect', ({ dtlsParameters }, done, failed) => {
      const { fingerprints, role } = dtlsParameters;
      const given = { fingerprints, ...(role === undefined ? {} : { role }) };
      this.#api.request('media:connectTransport', { sessionId: this.id, transportId: transport.id, dtlsParameters: given }).then(() => done(), failed);
    });
    transport.on('produce', ({ kind, rtpParameters, appData }, done, failed) => {
      const source = appData['source'] as MediaSource;
      this.#api
        .request('media:produce', { sessionId: this.id, kind, source, rtpParameters: rtpParameters as never })
        .then(({ producerId }) => done({ id: producerId }), failed);
    });
    transport.on('connectionstatechange', (state) => this.#events.onTransportState(transport, state));
  }
}

function transportOptions({ iceServers }: MediaSessionDescription, transport: MediaSessionDescription['sendTransport']): types.TransportOptions {
  const { id, iceParameters, iceCandidates, dtlsParameters, sctpParameters } = transport;
  // The schema keeps mediasoup's own structures loose; they come straight from mediasoup on the server.
  return {
    id,
    iceParameters,
    iceCandidates,
    dtlsParameters,
    ...(sctpParameters === null ? {} : { sctpParameters }),
    iceServers,
  } as unknown as types.TransportOptions;
}

const emptyTracks = new Map<string, MediaStreamTrack>();

/** A track from which nothing ever comes: what a connection would receive that is never made. One of each kind serves all. */
function emptyTrack(kind: string): MediaStreamTrack {
  const track = emptyTracks.get(kind) ?? new RTCPeerConnection().addTransceiver(kind).receiver.track;
  emptyTracks.set(kind, track);
  return track;
}

/** Lets the first `count` encodings be sent, from the smallest up. */
async function activateLayers({ rtpSender }: types.Producer, count: number): Promise<void> {
  if (rtpSender === undefined) return;
  const parameters = rtpSender.getParameters();
  const wanted = parameters.encodings.map((_, index) => index < count);
  if (parameters.encodings.every(({ active }, index) => active === wanted[index])) return;
  parameters.encodings.forEach((encoding, index) => (encoding.active = wanted[index] ?? true));
  await rtpSender.setParameters(parameters);
}
