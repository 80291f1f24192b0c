import type { types } from 'mediasoup';
import type { Logger } from 'pino';
import { type MediaSubscription, type ParticipantKey, splitKey } from '#shared/call/mediaRouting.ts';
import type { QualityLevel } from '#shared/connection/videoLadder.ts';
import type { ConsumerDescription } from '#shared/contract/media.ts';
import type { CallId } from '#shared/ids.ts';
import type { MediaNotice } from './port.ts';
import type { MediaSession, SessionConsumer, SessionProducer } from './session.ts';

type LinkerOptions = {
  readonly sessionOf: (participant: ParticipantKey) => MediaSession | undefined;
  readonly notify: (notice: MediaNotice) => void;
  readonly logger: Logger;
};

/** The highest simulcast layer that is sent on at each quality. */
const topLayer: Record<QualityLevel, number> = { full: 2, reduced: 1, small: 0, still: 0, audioOnly: 0 };
/**
 * Who is beside the call sees its people in small tiles, all at once. The middle layer fills these. A larger one would follow seconds after the first
 * picture, and each change of layer is a key frame of all layers at the sender (SimulcastEncoderAdapter and LibvpxVp8Encoder of libwebrtc), for which the
 * others' pictures stand still.
 */
const topLayerBeside = 1;
const isBeside = (participant: ParticipantKey): boolean => ['adviser', 'supervisor'].includes(splitKey(participant).role);
const topLayerOf = ({ participant, receiveQuality, videoGate }: MediaSession): number => {
  if (videoGate.allowedVideo === 'smallest') return 0;
  return isBeside(participant) ? Math.min(topLayerBeside, topLayer[receiveQuality]) : topLayer[receiveQuality];
};

/** Bits a second. A path that carries this much has room for sound and the middle layer. */
const roomyBitrate = 800_000;

/** Whether the producer's media may pass on this link now. */
const mayPass = (link: MediaSubscription, kind: types.MediaKind): boolean => link.isOpen && !(link.isMuted && kind === 'audio');

/** Brings consumers in line with the links that each call should have, whatever order sessions, producers and links come in. */
export class SubscriptionReconciler {
  readonly #wanted = new Map<CallId, readonly MediaSubscription[]>();
  /** Calls in which pages encrypt what they send. */
  readonly #encrypted = new Set<CallId>();
  readonly #chains = new Map<CallId, Promise<void>>();
  readonly #options: LinkerOptions;

  constructor(options: LinkerOptions) {
    this.#options = options;
  }

  set(callId: CallId, links: readonly MediaSubscription[], isEncrypted = false): Promise<void> {
    const before = this.#wanted.get(callId) ?? [];
    this.#wanted.set(callId, links);
    if (isEncrypted) this.#encrypted.add(callId);
    else this.#encrypted.delete(callId);
    // The sender first, since its page takes the longest to start.
    for (const participant of new Set([...before, ...links].map((link) => link.from))) this.#applySending(participant);
    return this.#reconcile(callId);
  }

  async drop(callId: CallId): Promise<void> {
    await this.set(callId, []);
    this.#wanted.delete(callId);
    this.#chains.delete(callId);
  }

  /** A participant's session or producers have changed. */
  async refresh(participant: ParticipantKey): Promise<void> {
    this.#applySending(participant);
    const concerned = [...this.#wanted].filter(([, links]) => links.some(({ from, to }) => from === participant || to === participant));
    await Promise.all(concerned.map(([callId]) => this.#reconcile(callId)));
  }

  /** Whether media of this participant is wanted anywhere now. */
  isSending(participant: ParticipantKey): boolean {
    return [...this.#wanted.values()].some((links) => links.some((link) => link.from === participant && link.isOpen));
  }

  /** Whether what the participant sends and receives is encrypted between the pages. */
  isEncrypted(participant: ParticipantKey): boolean {
    return [...this.#encrypted].some((callId) => this.#wanted.get(callId)?.some(({ from, to }) => from === participant || to === participant));
  }

  #applySending(participant: ParticipantKey): void {
    const session = this.#options.sessionOf(participant);
    if (session === undefined) return;
    const [isSending, isEncrypted] = [this.isSending(participant), this.isEncrypted(participant)];
    if (session.isSending === isSending && session.isEncrypted === isEncrypted) return;
    session.isSending = isSending;
    session.isEncrypted = isEncrypted;
    this.#options.notify({ to: participant, name: 'media:producersOpened', payload: { sessionId: session.id, isOpen: isSending, isEncrypted } });
  }

  /** Pauses a muted producer here too, whatever its page does. Before the answer the page sends nothing, and the consumers are closed. */
  applyProducer({ producer, isMuted }: SessionProducer): void {
    if (producer.closed || producer.paused === isMuted) return;
    this.#carefully(isMuted ? producer.pause() : producer.resume(), 'a producer could not be switched');
  }

  /** Lets media through to a consumer whose page is ready and whose link is open. */
  applyConsumer(session: MediaSession, item: SessionConsumer): void {
    const { receiveQuality, videoGate } = session;
    const { consumer, isOpen, isReady } = item;
    const isWanted = consumer.kind === 'audio' || (receiveQuality !== 'audioOnly' && videoGate.isOpen);
    const shouldFlow = isOpen && isReady && isWanted;
    if (consumer.closed) return;
    if (consumer.kind === 'video' && consumer.type === 'simulcast' && isWanted) this.#preferLayer(item, topLayerOf(session));
    if (consumer.paused === !shouldFlow) return;
    const work = shouldFlow
      ? consumer.resume().then(() => (consumer.kind === 'video' && !consumer.closed ? consumer.requestKeyFrame() : undefined))
      : consumer.pause();
    // What was wanted may have changed while the worker was asked.
    const settled = work.then(() => this.applyConsumer(session, item));
    this.#carefully(settled, 'a consumer could not be switched');
  }

  /** Asks whoever is sending video for a key frame. */
  requestKeyFrame({ consumer }: SessionConsumer): void {
    if (consumer.kind === 'video' && !consumer.paused && !consumer.closed) this.#carefully(consumer.requestKeyFrame(), 'a key frame could not be asked for');
  }

  requestKeyFrames(items: Iterable<SessionConsumer>): void {
    for (const item of items) this.requestKeyFrame(item);
  }

  /**
   * Makes the worker choose layers again where a better one exists than it sends. The worker chooses only when something changes. Then it passes over
   * a layer that has just come back (for 2 s), and after a fall over all higher layers (for 10 s; StreamMinActiveMs and BweDowngradeConservativeMs of
   * its SimulcastProducerStreamManager). If nothing else changed afterwards, the picture would stay small for ever. To ask for what is sent now, and
   * then for what is wanted, is a change. It also makes congestion control try the path with a burst. A narrow path does not bear that; there the
   * estimate moves, which is change enough. Call it at each sample.
   */
  nudgeLayerSelection(session: MediaSession, availableOutgoingBitrate: number | null): void {
    if ((availableOutgoingBitrate ?? 0) < roomyBitrate) return;
    const best = topLayerOf(session);
    for (const { consumer } of session.consumers.values()) {
      const layer = consumer.currentLayers?.spatialLayer;
      const isBetterThere =
        consumer.type === 'simulcast' &&
        layer !== undefined &&
        consumer.score.producerScores.some((score, index) => index > layer && index <= best && score > 0);
      if (consumer.paused || consumer.closed || !isBetterThere) this.#isBelow.delete(consumer);
      else if (!this.#isBelow.has(consumer)) this.#isBelow.add(consumer);
      else {
        const work = consumer
          .setPreferredLayers({ spatialLayer: layer })
          .then(() => (consumer.closed ? undefined : consumer.setPreferredLayers({ spatialLayer: best })));
        this.#carefully(work, 'a layer could not be chosen');
      }
    }
  }

  /** Pictures are held back from this page now, or are let through again. */
  applyGate(session: MediaSession): void {
    for (const item of session.consumers.values()) if (item.consumer.kind === 'video') this.applyConsumer(session, item);
  }

  /** Consumers for which a better layer already existed at the last sample. */
  readonly #isBelow = new WeakSet<types.Consumer>();

  #preferLayer({ consumer }: SessionConsumer, spatialLayer: number): void {
    if ((consumer.preferredLayers?.spatialLayer ?? topLayer.full) === spatialLayer) return;
    this.#carefully(consumer.setPreferredLayers({ spatialLayer }), 'a layer could not be chosen');
  }

  /** A failure here is only logged: a worker that dies takes the session with it, and that has its own notice. */
  #carefully(work: Promise<unknown>, message: string): void {
    work.catch((error: unknown) => this.#options.logger.warn({ err: error }, message));
  }

  #reconcile(callId: CallId): Promise<void> {
    const next = (this.#chains.get(callId) ?? Promise.resolve()).then(() => this.#reconcileNow(callId));
    const settled = next.catch((error: unknown) => this.#options.logger.warn({ err: error, callId }, 'links could not be made; the next change tries again'));
    this.#chains.set(callId, settled);
    return settled;
  }

  async #reconcileNow(callId: CallId): Promise<void> {
    const links = this.#wanted.get(callId) ?? [];
    this.#removeUnwanted(callId, links);
    await Promise.all(links.map((link) => this.#ensure(callId, link)));
  }

  #removeUnwanted(callId: CallId, links: readonly MediaSubscription[]): void {
    const receivers = new Set([...links.map((link) => link.to), ...(this.#receivers.get(callId) ?? [])]);
    this.#receivers.set(callId, new Set(links.map((link) => link.to)));
    if (links.length === 0) this.#receivers.delete(callId);
    for (const to of receivers) {
      const session = this.#options.sessionOf(to);
      for (const item of session?.consumers.values() ?? []) {
        if (item.callId === callId && !links.some((link) => link.to === to && link.from === item.from)) item.consumer.close();
      }
    }
  }

  readonly #receivers = new Map<CallId, ReadonlySet<ParticipantKey>>();

  async #ensure(callId: CallId, link: MediaSubscription): Promise<void> {
    const sender = this.#options.sessionOf(link.from);
    const receiver = this.#options.sessionOf(link.to);
    if (sender === undefined || receiver === undefined) return;
    await Promise.all([...sender.producers.values()].map((produced) => this.#ensureConsumer(callId, link, sender, receiver, produced)));
  }

  async #ensureConsumer(callId: CallId, link: MediaSubscription, sender: MediaSession, receiver: MediaSession, origin: SessionProducer): Promise<void> {
    const known = [...receiver.consumers.values()].find((item) => item.origin === origin && item.callId === callId);
    if (known !== undefined) {
      const isOpen = mayPass(link, known.consumer.kind);
      if (known.isOpen !== isOpen) {
        known.isOpen = isOpen;
        this.notifyChanged(receiver, known);
      }
      this.applyConsumer(receiver, known);
      return;
    }
    if (origin.producer.closed) return;
    const producerId = await receiver.room.producerIdOf(origin.producer, sender.room);
    const { rtpCapabilities } = receiver;
    if (!receiver.room.router.canConsume({ producerId, rtpCapabilities })) return;
    // Sound is asked for again too (RFC 4585 NACK), not only pictures.
    const consumer = await receiver.receiveTransport.consume({ producerId, rtpCapabilities, paused: true, enableRtx: true });
    // Sound comes before picture when the path is narrow.
    await consumer.setPriority(consumer.kind === 'audio' ? 255 : 1);
    const item: SessionConsumer = { callId, from: link.from, origin, consumer, isOpen: mayPass(link, consumer.kind), isReady: false };
    receiver.consumers.set(consumer.id, item);
    consumer.observer.once('close', () => {
      receiver.consumers.delete(consumer.id);
      this.#options.notify({ to: receiver.participant, name: 'media:consumerRemoved', payload: { sessionId: receiver.id, consumerId: consumer.id } });
    });
    this.#options.notify({ to: receiver.participant, name: 'media:consumerAdded', payload: describeConsumer(receiver, item) });
  }

  notifyChanged(receiver: MediaSession, { consumer, isOpen, origin }: SessionConsumer): void {
    const payload = { sessionId: receiver.id, consumerId: consumer.id, isOpen, isMutedBySender: origin.isMuted };
    this.#options.notify({ to: receiver.participant, name: 'media:consumerChanged', payload });
  }
}

/** The consumer as the contract describes it. */
export function describeConsumer(receiver: MediaSession, { from, origin, consumer, isOpen }: SessionConsumer): ConsumerDescription {
  return {
    sessionId: receiver.id,
    consumerId: consumer.id,
    producerId: consumer.producerId,
    kind: consumer.kind,
    source: origin.source,
    from: splitKey(from),
    rtpParameters: { ...consumer.rtpParameters },
    isOpen,
    isMutedBySender: origin.isMuted,
  };
}
