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

/** One media session with the server: two transports, what is sent, what is received. */
export class Session {
  readonly id: string;
  readonly send: types.Transport;
  readonly receive: types.Transport;
  readonly #api: Api;
  readonly #events: SessionEvents;
  readonly #producers = new Map<MediaSource, types.Producer>();
  readonly #consumers = new Map<string, types.Consumer>();
  #isSending = false;

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

  /** Sends the track, silent until `setSending`; another track of the same source takes the place of the first. */
  async produce(source: MediaSource, track: MediaStreamTrack | null): Promise<void> {
    const producer = this.#producers.get(source);
    if (producer !== undefined) {
      await producer.replaceTrack({ track });
      return;
    }
    if (track === null) return;
    // Inactive encodings: the transport connects and the producer exists, but not one packet of picture or sound leaves.
    const encodings = source === 'camera' ? simulcastLayers.map((layer) => ({ ...layer, active: this.#isSending })) : [{ active: this.#isSending, dtx: true }];
    const made = await this.send.produce({
      track,
      encodings,
      stopTracks: false,
      disableTrackOnPause: false,
      appData: { source },
      ...(source === 'microphone' ? { codecOptions: { opusFec: true, opusDtx: true } } : { codecOptions: { videoGoogleStartBitrate: 800 } }),
    });
    this.#producers.set(source, made);
    await setActive(made, this.#isSending);
  }

  /** Lets all producers send, or stops them to the last packet. */
  async setSending(isSending: boolean): Promise<void> {
    this.#isSending = isSending;
    await Promise.all([...this.#producers.values()].map((producer) => setActive(producer, isSending)));
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

async function setActive(producer: types.Producer, isActive: boolean): Promise<void> {
  const sender = producer.rtpSender;
  if (sender === undefined || producer.closed) return;
  const parameters = sender.getParameters();
  if (parameters.encodings.every((encoding) => encoding.active === isActive)) return;
  for (const encoding of parameters.encodings) encoding.active = isActive;
  await sender.setParameters(parameters);
}
