import type { types } from 'mediasoup-client';
import type { QualityLevel } from '#shared/connection/videoLadder.ts';
import type { MediaSource } from '#shared/contract/mediaSource.ts';
import type { Encryption } from '#client/media/encryption/encryption.ts';
import { emptyTrack } from '#client/media/devices/emptyTrack.ts';
import { StillFrames } from '#client/media/devices/stillFrames.ts';
import type { CaptureLevel } from '#client/media/quality/capture.rules.ts';
import { activateLayers, layersAt, layersOf, probeWithSmallestLayer } from '#client/media/quality/layers.ts';
import { formSent } from './sent.rules.ts';

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

type SendingOptions = {
  readonly transport: types.Transport;
  readonly quality: QualityLevel;
  readonly capture: CaptureLevel;
  readonly isMuted: (source: MediaSource) => boolean;
  readonly encryption: Pick<Encryption, 'attach' | 'maySend'>;
};

/** What one session sends: a producer for each source, fed with what the person and the server allow. */
export class Sending {
  readonly #transport: types.Transport;
  readonly #isMuted: (source: MediaSource) => boolean;
  readonly #encryption: SendingOptions['encryption'];
  readonly #sources = new Map<MediaSource, SentSource>();
  #quality: QualityLevel;
  #capture: CaptureLevel;
  #isSending = false;
  #lastProduce: Promise<void> = Promise.resolve();

  constructor({ transport, quality, capture, isMuted, encryption }: SendingOptions) {
    this.#encryption = encryption;
    this.#transport = transport;
    this.#quality = quality;
    this.#capture = capture;
    this.#isMuted = isMuted;
  }

  /**
   * What to send, silent until `setSending`; another track of the same source takes the place of the first. What is muted is there without a track
   * too, so that others see it muted.
   */
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
    if (track === null && !this.#isMuted(source)) return;
    // Made with a track that never gives anything, so that the transport connects and the encoder has its bit rate, but not one packet leaves.
    // The camera's own track with inactive encodings would do so too, but starts some 45 ms later (Chromium 156).
    const layers = source === 'camera' ? layersOf(this.#capture).map((layer, index) => ({ ...layer, active: index === 0 })) : [{ dtx: true }];
    const producer = await this.#transport.produce({
      track: emptyTrack(source === 'microphone' ? 'audio' : 'video'),
      encodings: layers,
      stopTracks: false,
      disableTrackOnPause: false,
      onRtpSender: (sender) => this.#encryption.attach(sender, { kind: 'seal' }),
      appData: { source },
      ...(source === 'microphone' ? { codecOptions: { opusFec: true, opusDtx: true, opusNack: true } } : { codecOptions: { videoGoogleStartBitrate: 800 } }),
    });
    const made: SentSource = { source, producer, track, stillFrames: null, lastStep: Promise.resolve() };
    this.#sources.set(source, made);
    await this.#apply(made);
    if (source !== 'camera') await this.keepLayers();
  }

  /**
   * The far side's description still says which layers were sent when the picture was first offered (RFC 8853: `~` for those that were not), and
   * each time that it is set again the browser goes back to these.
   */
  async keepLayers(): Promise<void> {
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

  /** How large the camera's picture is from now on, and with it the sizes in which it is sent. */
  async setCapture(level: CaptureLevel): Promise<void> {
    this.#capture = level;
    await this.keepLayers();
  }

  /**
   * Finds out whether a narrow way out is broad again: another greatest bitrate makes the browser's congestion control try it with a short
   * burst, where what is not sent is otherwise not estimated.
   */
  async probe(): Promise<void> {
    await probeWithSmallestLayer(this.#sources.get('camera')?.producer.rtpSender);
  }

  /** What is to be sent of a source now: the track itself, still pictures of it, or nothing. */
  #wanted(item: SentSource): MediaStreamTrack | null {
    const { source, track, stillFrames } = item;
    const form = formSent({
      source,
      isThere: track !== null,
      isSending: this.#isSending && this.#encryption.maySend,
      isMuted: this.#isMuted(source),
      quality: this.#quality,
    });
    // Another camera has other pictures.
    if (stillFrames !== null && (form !== 'still' || stillFrames.camera !== track)) {
      stillFrames.stop();
      item.stillFrames = null;
    }
    if (track === null || form === 'nothing') return null;
    if (form === 'whole') return track;
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
      if (wanted === null) await activateLayers(producer, 1, this.#capture);
      else setTimeout(() => void this.#sharpen(source), sharpenAfterMs);
    });
    // Its failure is the caller's; the next step begins from where things stand.
    source.lastStep = step.catch(() => undefined);
    return step;
  }

  /** All layers that the quality allows, once the first picture is there. */
  #sharpen(source: SentSource): Promise<void> {
    source.lastStep = source.lastStep.then(async () => {
      const { producer } = source;
      if (producer.closed || producer.track === null || producer.kind === 'audio') return;
      // A picture that stays small is no reason to end anything; the next start tries again.
      await activateLayers(producer, layersAt[this.#quality], this.#capture).catch((error: unknown) => console.warn('the picture stays small', error));
    });
    return source.lastStep;
  }

  /** The session is over. */
  stop(): void {
    for (const { stillFrames } of this.#sources.values()) stillFrames?.stop();
  }
}
